// The kinds of rules, the same as in api/translation/findings/kinds.py; a test holds both to the same findings.
import { damagesOf, latinDigits } from "./damage.ts";
import { wordsOf } from "./rules.ts";
import type { Rule, Rules, Term, Text } from "./rules.ts";
import { escape, phrases, sentences, trim, WORD, words } from "./tokens.ts";
import type { Word } from "./tokens.ts";

/** What is marked, in UTF-16 units; `term` is for the reason. */
export interface Place {
  start: number;
  end: number;
  term?: string;
}

export interface Check {
  rule: Rule;
  rules: Rules;
  text: Text;
}

type Kind = (check: Check, form: string) => Place[];

const CLOSING = "”“»’\"')] \u200f\u200e\u2069";
const BETWEEN = /^[ \u00a0\u202f\u2009]+$/;

const whole = (form: string, term?: string): Place => (term === undefined ? { start: 0, end: form.length } : { start: 0, end: form.length, term });
const source = ({ text }: Check): string => text.source[text.source.length - 1] ?? "";
const own = ({ rules, text }: Check, name: string): string[] => wordsOf(rules, text.language, name);
const english = ({ rules }: Check, name: string): string[] => wordsOf(rules, "en", name);
const size = (text: string): number => [...text].length;
const placed = ({ start, end }: Word): Place => ({ start, end });

function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && CLOSING.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(0, end);
}

function damage({ rule, rules, text }: Check, form: string): Place[] {
  const found = damagesOf(rules, text, form).filter((one) => one.rule === rule.id);
  return found.map(({ part }) => {
    const at = part === "" ? -1 : latinDigits(form).indexOf(part);
    if (at < 0) return whole(form, part);
    // A digit beyond the first 65,536 characters is one unit longer than the one it was read as.
    const chars = [...form];
    const [before, length] = [size(latinDigits(form).slice(0, at)), size(part)];
    const start = chars.slice(0, before).join("").length;
    return { start, end: start + chars.slice(before, before + length).join("").length };
  });
}

function pluralCount({ text }: Check, form: string): Place[] {
  const wanted = text.source.length > 1 ? text.categories : 1;
  return trim(form) === "" || text.forms.length !== wanted ? [whole(form)] : [];
}

function sameAsSource(check: Check, form: string): Place[] {
  const [plain, said] = [source(check), form].map((text) => trim(text.normalize("NFC")));
  return plain === said && words(form).length >= (check.rule.words ?? 0) ? [whole(form)] : [];
}

function mixedScripts({ rule }: Check, form: string): Place[] {
  const scripts = (rule.scripts ?? []).map((letters) => new RegExp(`[${letters}]`, "u"));
  const isMixed = (part: string): boolean => scripts.filter((script) => script.test(part)).length > 1;
  return words(form).filter(({ start, end }) => isMixed(form.slice(start, end))).map(placed);
}

function pattern(check: Check, form: string): Place[] {
  const looked = new RegExp(check.rule.pattern ?? "", "gu");
  if (source(check).search(looked) >= 0) return [];
  return [...form.matchAll(looked)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

function listed(check: Check, form: string): Place[] {
  return phrases(own(check, check.rule.list ?? ""), words(form)).map(placed);
}

/** Python takes the four Turkish letters for one, whatever the case. */
function anyCase(text: string): string {
  return escape(text).replace(/[iIıİ]/g, "[iIıİ]");
}

function misused({ source: said, term, forbidden }: Term, plain: string, form: string): Place | null {
  if (forbidden.length === 0) return null;
  if (!new RegExp(`(?<!${WORD})${anyCase(said)}`, "iu").test(plain)) return null;
  const wrong = new RegExp(`(?<!${WORD})(?:${forbidden.map(anyCase).join("|")})${WORD}*`, "giu");
  const allowed = term.toLowerCase();
  const found = [...form.matchAll(wrong)].find((one) => !allowed.includes(one[0].toLowerCase()));
  return found ? { start: found.index, end: found.index + found[0].length, term: `“${term}”` } : null;
}

function terms(check: Check, form: string): Place[] {
  return (check.text.terms ?? []).map((term) => misused(term, source(check), form)).filter((place) => place !== null);
}

/** Mark a word whose opposite the source says, where neither text says both. */
function opposites(check: Check, form: string): Place[] {
  return (check.rule.pairs ?? []).flatMap((pair) => {
    const [one, other] = pair.map((name) => phrases(english(check, name), words(source(check))).length > 0);
    const [ours, theirs] = pair.map((name) => phrases(own(check, name), words(form)));
    if (one && !other && theirs?.[0] && !ours?.length) return [placed(theirs[0])];
    if (!one && other && ours?.[0] && !theirs?.length) return [placed(ours[0])];
    return [];
  });
}

function presence(check: Check, form: string): Place[] {
  const name = check.rule.list ?? "";
  if (own(check, name).length === 0) return [];
  const said = phrases(english(check, name), words(source(check))).length > 0;
  const told = phrases(own(check, name), words(form))[0];
  if (said === (told !== undefined)) return [];
  return [told ? placed(told) : whole(form)];
}

function names(check: Check, form: string): Place[] {
  const lost = Object.entries(check.rule.names ?? {}).filter(([name, stem]) => source(check).includes(name) && !form.includes(stem));
  return lost.map(([name]) => whole(form, name));
}

function endOf(text: string, ends: { [name: string]: string }): string {
  const last = [...stripEnd(text)].pop() ?? "";
  return Object.entries(ends).find(([, marks]) => last !== "" && marks.includes(last))?.[0] ?? "";
}

function ending(check: Check, form: string): Place[] {
  const ends = check.rule.ends ?? {};
  if (endOf(source(check), ends) === endOf(form, ends)) return [];
  const bare = stripEnd(form);
  return [{ start: bare.length - ([...bare].pop() ?? "").length, end: bare.length }];
}

function doubledWord(check: Check, form: string): Place[] {
  const said = words(form);
  const allowed = own(check, "doubled");
  return said.slice(1).flatMap((other, at) => {
    const one = said[at] as Word;
    const isTwice = one.text === other.text && BETWEEN.test(form.slice(one.end, other.start)) && !allowed.includes(one.text);
    return isTwice ? [{ start: one.start, end: other.end }] : [];
  });
}

function edgeSpace(check: Check, form: string): Place[] {
  if (/^ *$/.test(form)) return [];
  const spaces = (edge: RegExp, text: string): number => edge.exec(text)?.[0].length ?? 0;
  const found: Place[] = [];
  const [before, after] = [spaces(/^ */, form), spaces(/ *$/, form)];
  if (before !== spaces(/^ */, source(check))) found.push({ start: 0, end: before });
  if (after !== spaces(/ *$/, source(check))) found.push({ start: form.length - after, end: form.length });
  return found;
}

function sentenceCount(check: Check, form: string): Place[] {
  const apart = Math.abs(sentences(source(check)).length - sentences(form).length);
  return apart >= (check.rule.apart ?? 1) ? [whole(form)] : [];
}

function length(check: Check, form: string): Place[] {
  const long = size(source(check));
  const row = (check.rule.from ?? []).filter(([from]) => from <= long).pop();
  if (!row || form === "") return [];
  const own = size(form);
  return row[1] * long <= own && own <= row[2] * long ? [] : [whole(form)];
}

function longSentence({ rule }: Check, form: string): Place[] {
  const isLong = (text: string): boolean => size(text.replace(/^ +| +$/g, "")) > (rule.characters ?? Infinity);
  return sentences(form).filter(([start, end]) => isLong(form.slice(start, end))).map(([start, end]) => ({ start, end }));
}

function inconsistent({ text }: Check, form: string): Place[] {
  const other = (text.others ?? []).find((forms) => forms.join("\0") !== text.forms.join("\0"));
  return other ? [whole(form, other[other.length - 1] ?? "")] : [];
}

export const KINDS: { [kind: string]: Kind } = {
  damage, pattern, terms, opposites, presence, names, ending, length, inconsistent,
  "plural-count": pluralCount,
  "same-as-source": sameAsSource,
  "mixed-scripts": mixedScripts,
  "words": listed,
  "doubled-word": doubledWord,
  "edge-space": edgeSpace,
  "sentence-count": sentenceCount,
  "long-sentence": longSentence,
};
