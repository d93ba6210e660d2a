// What a kind of rule is given and what it marks, and the words they share.
import { wordsOf } from "./rules.ts";
import type { Rule, Rules, Text } from "./rules.ts";
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

export type Kind = (check: Check, form: string) => Place[];

export const whole = (form: string, term?: string): Place => (term === undefined ? { start: 0, end: form.length } : { start: 0, end: form.length, term });
export const source = ({ text }: Check): string => text.source[text.source.length - 1] ?? "";
export const own = ({ rules, text }: Check, name: string): string[] => wordsOf(rules, text.language, name);
export const english = ({ rules }: Check, name: string): string[] => wordsOf(rules, "en", name);
export const size = (text: string): number => [...text].length;
export const placed = ({ start, end }: Word): Place => ({ start, end });
