// Kinds that look at a text as a whole: its end, its edges, its length, its sentences.
import { size, source, whole } from "./place.ts";
import type { Check, Place } from "./place.ts";
import { sentences } from "./tokens.ts";

const CLOSING = "”“»’\"')] \u200f\u200e\u2069";

function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && CLOSING.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}

function endOf(text: string, ends: { [name: string]: string }): string {
  const last = [...stripEnd(text)].pop() ?? "";
  return Object.entries(ends).find(([, marks]) => last !== "" && marks.includes(last))?.[0] ?? "";
}

export function ending(check: Check, form: string): Place[] {
  const ends = check.rule.ends ?? {};
  if (endOf(source(check), ends) === endOf(form, ends)) return [];
  const bare = stripEnd(form);
  return [{ start: bare.length - ([...bare].pop() ?? "").length, end: bare.length }];
}

export function edgeSpace(check: Check, form: string): Place[] {
  if (/^ *$/.test(form)) return [];
  const spaces = (edge: RegExp, text: string): number => edge.exec(text)?.[0].length ?? 0;
  const found: Place[] = [];
  const [before, after] = [spaces(/^ */, form), spaces(/ *$/, form)];
  if (before !== spaces(/^ */, source(check))) found.push({ start: 0, end: before });
  if (after !== spaces(/ *$/, source(check))) found.push({ start: form.length - after, end: form.length });
  return found;
}

export function sentenceCount(check: Check, form: string): Place[] {
  const apart = Math.abs(sentences(source(check)).length - sentences(form).length);
  return apart >= (check.rule.apart ?? 1) ? [whole(form)] : [];
}

export function length(check: Check, form: string): Place[] {
  const long = size(source(check));
  const row = (check.rule.from ?? []).filter(([from]) => from <= long).pop();
  if (!row || form === "") return [];
  const own = size(form);
  return row[1] * long <= own && own <= row[2] * long ? [] : [whole(form)];
}

export function longSentence({ rule }: Check, form: string): Place[] {
  const isLong = (text: string): boolean => size(text.replace(/^ +| +$/g, "")) > (rule.characters ?? Infinity);
  return sentences(form).filter(([start, end]) => isLong(form.slice(start, end))).map(([start, end]) => ({ start, end }));
}

export function inconsistent({ text }: Check, form: string): Place[] {
  const other = (text.others ?? []).find((forms) => forms.join("\0") !== text.forms.join("\0"));
  return other ? [whole(form, other[other.length - 1] ?? "")] : [];
}
