// What a person writes: notes, plans, chosen values, the practice log. Names are "unit.step" in the page.
import { store } from "./store.ts";

export interface Plan {
  what: string;
  when: string;
  where: string;
}

/** A chosen card, with its words in the language it was chosen in. */
export interface Card {
  id: string;
  text: string;
}

export interface Practice {
  unit: string;
  at: string;
}

export type Kind = "note" | "plan" | "sheet" | "values" | "rating" | "log" | "check" | "problem" | "answers";

/** The record's name for a step: recordName("note", "one-thing.s04") is "note:one-thing:s04". */
export function recordName(kind: Kind, name: string): string {
  return `${kind}:${name.replace(".", ":")}`;
}

export function textFrom(value: unknown): string {
  const text = (value as { text?: unknown } | undefined)?.text;
  return typeof text === "string" ? text : "";
}

export function planFrom(value: unknown): Plan {
  const { what, when, where } = (value ?? {}) as Partial<Record<keyof Plan, unknown>>;
  const text = (part: unknown): string => (typeof part === "string" ? part : "");
  return { what: text(what), when: text(when), where: text(where) };
}

export function cardsFrom(value: unknown): Card[] {
  const cards = (value as { cards?: unknown } | undefined)?.cards;
  const isCard = (card: unknown): card is Card =>
    typeof (card as Card | null)?.id === "string" && typeof (card as Card).text === "string";
  return Array.isArray(cards) ? cards.filter(isCard) : [];
}

export function practiceFrom(value: unknown): Practice | null {
  const { unit, at } = (value ?? {}) as Partial<Practice>;
  return typeof unit === "string" && typeof at === "string" ? { unit, at } : null;
}

/** A worksheet: what stands in its fields, and the same as lines to read, in the language it was filled in. */
export interface Sheet {
  fields: { [name: string]: string };
  lines: string[];
}

export function sheetFrom(value: unknown): Sheet {
  const { fields, lines } = (value ?? {}) as { fields?: unknown; lines?: unknown };
  const isText = (text: unknown): boolean => typeof text === "string";
  const known = Object.entries(typeof fields === "object" && fields ? fields : {}).filter(([, text]) => isText(text));
  return { fields: Object.fromEntries(known), lines: Array.isArray(lines) ? lines.filter(isText) : [] };
}

/** Save under a name, or remove the record when nothing is left of it. */
export function keepOrRemove(name: string, value: object, isEmpty: boolean): Promise<void> {
  return isEmpty ? store.remove(name) : store.put(name, { ...value, at: new Date().toISOString() });
}

export async function addPractice(unit: string): Promise<void> {
  const at = new Date().toISOString();
  await store.put(`log:${at}:${unit}`, { unit, at });
}

export async function practicesOf(unit: string): Promise<Practice[]> {
  const found = (await store.list("log:")).map(({ value }) => practiceFrom(value));
  return found.filter((practice): practice is Practice => practice?.unit === unit);
}
