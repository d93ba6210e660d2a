// Distress ratings, 0–10, in runs: the rating before and the rating after one exercise share a number.
import type { Entry } from "./schema.ts";
import { store } from "./store.ts";

export type Moment = "before" | "after";

export interface Rating {
  unit: string;
  step: string;
  run: number;
  moment: Moment;
  score: number;
  at: string;
}

export function ratingFrom({ name, value }: Entry): Rating | null {
  const [kind, unit, step, run] = name.split(":");
  const { moment, score, at } = (value ?? {}) as Partial<Rating>;
  if (kind !== "rating" || !unit || !step || typeof score !== "number") return null;
  if (moment !== "before" && moment !== "after") return null;
  return { unit, step, run: Number(run), moment, score, at: typeof at === "string" ? at : "" };
}

/** The run a new rating belongs to. Counted, not dated: the phone's clock may be wrong. */
export function nextRun(known: Rating[], moment: Moment): number {
  const last = (which: Moment): number =>
    Math.max(0, ...known.filter((rating) => rating.moment === which).map((rating) => rating.run));
  if (moment === "after" && last("before") > last("after")) return last("before");
  return Math.max(last("before"), last("after")) + 1;
}

/** The score given before, in the same run. */
export function scoreBefore(known: Rating[], run: number): number | null {
  return known.find((rating) => rating.moment === "before" && rating.run === run)?.score ?? null;
}

export async function ratingsOf(unit: string): Promise<Rating[]> {
  const entries = await store.list(`rating:${unit}:`);
  return entries.map(ratingFrom).filter((rating): rating is Rating => rating !== null);
}

export function saveRating({ unit, step, run, moment, score }: Omit<Rating, "at">): Promise<void> {
  return store.put(`rating:${unit}:${step}:${run}`, { moment, score, at: new Date().toISOString() });
}
