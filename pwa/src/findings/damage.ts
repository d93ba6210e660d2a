// What makes a text unsafe to show: the same as api/i18n/damage.py, which decides on the server. Here only to say it early.
import type { Rules, Text } from "./rules.ts";
import { PLACEHOLDER, SPACE, WORD } from "./tokens.ts";

/** `part` is what is wrong in the text, or the number that it lacks; "" where it is the text as a whole. */
export interface Damage {
  rule: string;
  part: string;
}

const EDGE = `(?:(?<!${WORD})(?=${WORD})|(?<=${WORD})(?!${WORD}))`;
const BLACK = `[^${SPACE}]`;
const MARKUP = new RegExp(`[<>]|&#?${WORD}+;`, "gu");
// Python takes the Turkish letters for an i, whatever the case.
const SCHEMES = "https?|ftp|ma[iıİ]lto|tel|sms|javascr[iıİ]pt|data|f[iıİ]le";
const ADDRESS = new RegExp(
  `(?:${SCHEMES}):(?=${BLACK})|//|${EDGE}www\\.|${BLACK}@${BLACK}|${EDGE}[a-z0-9ıİ-]{2,}\\.[a-zıİ]{2,}${EDGE}`, "giu",
);
const SEPARATOR = "[ \\u00a0\\u2007\\u2009\\u202f.\\-\\u2010-\\u2015()/]";
const LONG_RUN = new RegExp(`[0-9](?:${SEPARATOR}{0,2}[0-9]){4,}`, "g");
const NUMBER = /[0-9]+/g;
const SUSPECT = /[\p{Cc}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\ufeff\ufffd\u{e0000}-\u{10ffff}]/gu;
const EMBEDDINGS = /[\u202a-\u202e]/;
const TOKEN = new RegExp(`${WORD}+`, "gu");

/** Every decimal digit of any script as 0 to 9. Digits of a script stand in a row that begins with its zero. */
export function latinDigits(text: string): string {
  return text.replace(/(?![0-9])\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
    return String((code - zero) % 10);
  });
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((found) => found[0]);
}

/** Whatever `more` has and `less` has not as often, in the order of `more`. */
function beyond(more: string[], less: string[]): string[] {
  const left = [...less];
  return more.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function isBalanced(form: string): boolean {
  let depth = 0;
  for (const char of form) {
    depth += "\u2066\u2067\u2068".includes(char) ? 1 : char === "\u2069" ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}

function hidden(source: string[], form: string): Damage[] {
  const allowed = new Set(source.join(""));
  const found = all(form, SUSPECT).filter((char) => !allowed.has(char)).map((part) => ({ rule: "control-character", part }));
  return EMBEDDINGS.test(form) || !isBalanced(form) ? [{ rule: "bidi", part: "" }, ...found] : found;
}

function foreign(source: string[], form: string): Damage[] {
  const original = source.join(" ");
  const found: Damage[] = [];
  const extra = beyond(all(form, MARKUP), all(original, MARKUP))[0];
  if (extra !== undefined) found.push({ rule: "markup", part: extra });
  const known = original.toLowerCase();
  for (const part of all(form, ADDRESS)) if (!known.includes(part.toLowerCase())) found.push({ rule: "address", part });
  const squeezed = (run: string): string => run.replace(/[^0-9]/g, "");
  const runs = all(latinDigits(original), LONG_RUN).map(squeezed).join("|");
  for (const part of all(latinDigits(form), LONG_RUN)) if (!runs.includes(squeezed(part))) found.push({ rule: "long-number", part });
  return found;
}

function placeholders(source: string[], form: string): Damage[] {
  let wanted = all(source[source.length - 1] ?? "", PLACEHOLDER).sort();
  let present = all(form, PLACEHOLDER).sort();
  if (source.length > 1) {
    wanted = wanted.filter((name) => name !== "{n}");
    if (present.filter((name) => name === "{n}").length <= 1) present = present.filter((name) => name !== "{n}");
  }
  const isLost = wanted.join() !== present.join() || /[{}]/.test(form.replace(PLACEHOLDER, ""));
  return isLost ? [{ rule: "placeholder", part: "" }] : [];
}

function numbersOf(rules: Rules, source: string[]): Set<string> {
  const text = source.join(" ").replace(PLACEHOLDER, " ").toLowerCase();
  const spelled = all(text, /[a-z]+/g).map((word) => rules.numbers[word]).filter((number) => number !== undefined);
  return new Set([...all(latinDigits(text), NUMBER), ...spelled]);
}

function toldIn(form: string): string[] {
  return all(latinDigits(form.replace(PLACEHOLDER, " ")), NUMBER);
}

function foreignNumbers(rules: Rules, source: string[], form: string): Damage[] {
  const known = numbersOf(rules, source);
  const strange = toldIn(form).filter((number) => !known.has(number) && !known.has(number.replace(/^0+/, "")));
  return strange.map((part) => ({ rule: "number", part }));
}

/** A word also counts behind a prefix ("and", "for"), with or without vowel marks. */
function says(form: string, words: string[]): boolean {
  const bare = form.normalize("NFC").replace(/\p{Mn}/gu, "");
  return all(bare, TOKEN).some((token) => words.some((word) => token.endsWith(word)));
}

function lost({ source, spelled }: Text, form: string): Damage[] {
  const text = latinDigits((source[source.length - 1] ?? "").replace(PLACEHOLDER, " "));
  const counted = all(text.replace(LONG_RUN, " "), NUMBER);
  const told = toldIn(form);
  const missing = [...new Set(all(text, NUMBER))].filter(
    (number) => !told.includes(number) && !says(form, counted.includes(number) ? (spelled?.[number] ?? []) : []),
  );
  return missing.map((part) => ({ rule: "number-lost", part }));
}

export function damagesOf(rules: Rules, text: Text, form: string): Damage[] {
  const found = [
    ...hidden(text.source, form), ...foreign(text.source, form), ...placeholders(text.source, form),
    ...foreignNumbers(rules, text.source, form), ...lost(text, form),
  ];
  return [...new Map(found.map((one) => [`${one.rule} ${one.part}`, one])).values()];
}
