// What the work log keeps: one record for each entry and each photo, so that two tabs never write over each other.
import { base64url, random } from "../../store/crypto.ts";
import type { Entry } from "../../store/schema.ts";
import { store } from "../../store/store.ts";
import { centsFrom, minutesFrom } from "./amounts.ts";

export interface Row {
  /** The record's name. */
  name: string;
  /** "2026-11-23" */
  day: string;
  minutes: number;
  /** Pay and what was taken off, in cents of the currency. */
  pay: number;
  off: number;
  currency: string;
  note: string;
}

/** What stands in the fields, as typed. */
export type Typed = Record<"day" | "hours" | "pay" | "off" | "currency" | "note", string>;
export type Fault = "day" | "hours" | "money" | "empty";

export interface Photo {
  name: string;
  /** JPEG, base64. */
  jpeg: string;
}

const WORK = "work:";
const SHOT = "shot:";

export function newName(): string {
  return `${WORK}${base64url(random(9).buffer)}`;
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T12:00`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.getDate() === Number(text.slice(8));
}

/** Make a row of what was typed, or say what cannot be read; an empty field is nothing. */
export function rowFrom(name: string, typed: Typed): Row | Fault {
  const note = typed.note.trim();
  const minutes = typed.hours.trim() ? minutesFrom(typed.hours) : 0;
  const [pay, off] = [typed.pay, typed.off].map((text) => (text.trim() ? centsFrom(text) : 0));
  if (!isDay(typed.day.trim())) return "day";
  if (minutes === null) return "hours";
  if (typeof pay !== "number" || typeof off !== "number") return "money";
  if (!minutes && !pay && !off && !note) return "empty";
  return { name, day: typed.day.trim(), minutes, pay, off, currency: typed.currency, note };
}

function count(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : 0;
}

function kept({ name, value }: Entry): Row | null {
  const { day, minutes, pay, off, currency, note } = (value ?? {}) as Partial<Record<keyof Row, unknown>>;
  if (typeof day !== "string" || !isDay(day)) return null;
  const text = (part: unknown): string => (typeof part === "string" ? part : "");
  return { name, day, minutes: count(minutes), pay: count(pay), off: count(off), currency: text(currency), note: text(note) };
}

/** Every entry, the latest day first. */
export async function rows(): Promise<Row[]> {
  const found = (await store.list(WORK)).map(kept).filter((row): row is Row => row !== null);
  return found.sort((a, b) => (a.day === b.day ? (a.name < b.name ? -1 : 1) : a.day < b.day ? 1 : -1));
}

/** Photos by the name of their entry. */
export async function photos(): Promise<Map<string, Photo[]>> {
  const found = new Map<string, Photo[]>();
  for (const { name, value } of await store.list(SHOT)) {
    const { of, jpeg } = (value ?? {}) as { of?: unknown; jpeg?: unknown };
    if (typeof of === "string" && typeof jpeg === "string") found.set(of, [...(found.get(of) ?? []), { name, jpeg }]);
  }
  return found;
}

/** Whether the phone itself has the record now, and not only this page. */
async function reached(name: string): Promise<boolean> {
  return store.reach(async (device) => (await device.read(name)) !== undefined, false).catch(() => false);
}

export async function keepRow({ name, ...value }: Row): Promise<boolean> {
  await store.put(name, { ...value, at: new Date().toISOString() });
  return reached(name);
}

/** Keep a photo of an entry; what does not reach the phone is let go, or it would seem kept. */
export async function keepPhoto(of: string, jpeg: string): Promise<boolean> {
  const name = `${SHOT}${base64url(random(9).buffer)}`;
  await store.put(name, { of, jpeg, at: new Date().toISOString() });
  if ((await reached(name)) || (await store.get("nothing"))) return true;
  await store.remove(name);
  return false;
}

export async function removeRow(name: string): Promise<void> {
  const own = (await photos()).get(name) ?? [];
  await Promise.all([name, ...own.map((photo) => photo.name)].map((each) => store.remove(each)));
}
