// Where a person is in each unit, so that they can go on there.
import { store } from "./store.ts";

const PREFIX = "progress:";

export interface Progress {
  step: string;
  /** Place among the steps this person sees, from 1. */
  place: number;
  of: number;
  done: boolean;
  at: string;
}

export interface UnitProgress extends Progress {
  unit: string;
}

export function isProgress(value: unknown): value is Progress {
  return typeof value === "object" && value !== null && typeof (value as Progress).step === "string";
}

export async function progressOf(unit: string): Promise<Progress | null> {
  const value = await store.get(PREFIX + unit);
  return isProgress(value) ? value : null;
}

/** Save the step; a unit that was finished once stays finished. */
export async function saveProgress(unit: string, now: Omit<Progress, "at">): Promise<void> {
  const before = await progressOf(unit);
  await store.put(PREFIX + unit, { ...now, done: now.done || before?.done === true, at: new Date().toISOString() });
}

/** All units begun, the latest first. */
export async function allProgress(): Promise<UnitProgress[]> {
  const found: UnitProgress[] = [];
  for (const { name, value } of await store.list(PREFIX)) {
    if (isProgress(value)) found.push({ ...value, unit: name.slice(PREFIX.length) });
  }
  return found.sort((a, b) => (a.at < b.at ? 1 : -1));
}
