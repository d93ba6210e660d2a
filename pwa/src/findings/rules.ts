// The rules of locales/rules.toml as the server sends them, and a text that is looked at. Pure: no page, no network.
export type Level = "block" | "warn" | "hint";

export interface Rule {
  id: string;
  level: Level;
  kind: string;
  reason: string;
  languages?: string[];
  pattern?: string;
  list?: string;
  words?: number;
  scripts?: string[];
  pairs?: [string, string][];
  names?: { [name: string]: string };
  ends?: { [name: string]: string };
  apart?: number;
  from?: [number, number, number][];
  characters?: number;
}

export interface Rules {
  rules: Rule[];
  /** Lists of words by language and name. */
  words: { [language: string]: { [name: string]: string[] } };
  /** English words for numbers, and their digits. */
  numbers: { [word: string]: string };
}

export interface Term {
  source: string;
  term: string;
  forbidden: string[];
}

export interface Text {
  id: string;
  language: string;
  source: string[];
  forms: string[];
  /** How many plural forms the language has. */
  categories: number;
  terms?: Term[];
  /** What other texts say for the same English. */
  others?: string[][];
  /** Digit → the words that may stand for it. */
  spelled?: { [digit: string]: string[] };
}

/** The marked part counts UTF-16 units; `form` is the plural form from 0. */
export interface Found {
  id: string;
  form: number;
  rule: string;
  level: Level;
  start: number;
  end: number;
  reason: string;
}

/** A list of words; a regional language has those of its base. */
export function wordsOf(rules: Rules, language: string, name: string): string[] {
  const own = rules.words[language] ?? rules.words[language.split("-", 1)[0] ?? ""];
  return own?.[name] ?? [];
}
