// Cut a text into words and sentences, in every script alike, just as api/translation/findings/tokens.py does.
export interface Word {
  text: string;
  start: number;
  end: number;
}

export const PLACEHOLDER = /\{[a-z][a-z0-9_]*\}/g;
// What Python takes for a space; JavaScript's own \s differs in six characters.
export const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
export const WORD = "[\\p{L}\\p{N}_]";
const LETTERS = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu;
// Closing quotes and brackets may stand between the mark and the space.
const SENTENCE_END = /[.!?…؟۔।॥።。]+[”»’"')\]]*(?= |$)/gu;
const EDGES = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "gu");

export function trim(text: string): string {
  return text.replace(EDGES, "");
}

export function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

/** Letters with their marks, and apostrophes between them; no placeholders. */
export function words(text: string): Word[] {
  const bare = text.replace(PLACEHOLDER, (found) => " ".repeat(found.length));
  return [...bare.matchAll(LETTERS)].map((one) => ({
    text: one[0].toLowerCase().replace(/’/g, "'"), start: one.index, end: one.index + one[0].length,
  }));
}

export function sentences(text: string): [number, number][] {
  const ends = [...text.matchAll(SENTENCE_END)].map((one) => one.index + one[0].length);
  const found: [number, number][] = [];
  let start = 0;
  for (const end of [...ends, text.length]) {
    if (trim(text.slice(start, end)) !== "") found.push([start, end]);
    start = end;
  }
  return found;
}

const known = new Map<string, RegExp>();

function anyOf(wanted: string[]): RegExp {
  const key = wanted.join("|");
  const parts = wanted.map((phrase) => phrase.split("*").map(escape).join("[^ ]*")).join("|");
  const made = known.get(key) ?? new RegExp(`(?<= )(?:${parts})(?= )`, "gu");
  known.set(key, made);
  return made;
}

/** Where one of these words or phrases stands; `lev*`, `*less` and `*in*` stand for parts of words. */
export function phrases(wanted: string[], said: Word[]): Word[] {
  if (wanted.length === 0) return [];
  const begins = new Map<number, number>();
  const ends = new Map<number, number>();
  let line = " ";
  for (const word of said) {
    begins.set(line.length, word.start);
    line += word.text;
    ends.set(line.length, word.end);
    line += " ";
  }
  return [...line.matchAll(anyOf(wanted))].map((one) => ({
    text: one[0], start: begins.get(one.index) ?? 0, end: ends.get(one.index + one[0].length) ?? 0,
  }));
}
