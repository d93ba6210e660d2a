// How it is, in the person's own numbers (0–10) and words, from time to time. Whatever was skipped is simply not there.
import type { Progress, UnitProgress } from "./progress.ts";
import { allProgress, isProgress } from "./progress.ts";
import { keepOrRemove, textFrom } from "./records.ts";
import type { Entry } from "./schema.ts";
import { store } from "./store.ts";

/** strain: the last week; own: the trouble in one's own words; daily: how daily life goes. Higher is heavier. */
export const MEASURES = ["strain", "own", "daily"] as const;
export type Measure = (typeof MEASURES)[number];

export type Numbers = { [measure in Measure]?: number };

export interface CheckIn extends Numbers {
  id: string;
  at: string;
  /** "start", the slug of the session just done, "end" or "later". */
  moment: string;
  /** Whether the person would like to talk to someone. */
  help?: boolean;
  /** The trouble that `own` is about. */
  problem?: string;
}

export interface Problem {
  id: string;
  text: string;
}

export const LATER_DAYS = 28;
const DAY_MS = 86_400_000;
const PREFIX = "check:";
const PROBLEM = "problem:";
const FINISH = "finish:programme";

function numberIn(value: unknown): number | undefined {
  return typeof value === "number" && value >= 0 && value <= 10 ? Math.round(value) : undefined;
}

/** The check-in of a record; null for any other record. */
export function checkInFrom({ name, value }: Entry): CheckIn | null {
  if (!name.startsWith(PREFIX) || typeof value !== "object" || value === null) return null;
  const { at, moment, help, problem, ...numbers } = value as { [name: string]: unknown };
  const found: CheckIn = { id: name.slice(PREFIX.length), at: String(at ?? ""), moment: String(moment ?? "") };
  for (const measure of MEASURES) {
    const number = numberIn(numbers[measure]);
    if (number !== undefined) found[measure] = number;
  }
  if (typeof help === "boolean") found.help = help;
  if (typeof problem === "string") found.problem = problem;
  return found;
}

/** A name that sorts by time and says nothing else. */
export function newId(now: Date): string {
  return now.toISOString().replace(/\W/g, "");
}

/** All check-ins, the earliest first. */
export async function allCheckIns(): Promise<CheckIn[]> {
  const found = (await store.list(PREFIX)).map(checkInFrom).filter((one): one is CheckIn => one !== null);
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Keep what was answered; a check-in of which everything was skipped is none. */
export function saveCheckIn({ id, at: _at, ...answers }: CheckIn): Promise<void> {
  const isEmpty = answers.help === undefined && MEASURES.every((measure) => answers[measure] === undefined);
  return keepOrRemove(PREFIX + id, answers, isEmpty);
}

/** What the person wrote last about what weighs on them. */
export async function currentProblem(): Promise<Problem | null> {
  const [last] = (await store.list(PROBLEM)).filter(({ value }) => textFrom(value).trim() !== "").slice(-1);
  return last ? { id: last.name.slice(PROBLEM.length), text: textFrom(last.value) } : null;
}

export function saveProblem({ id, text }: Problem): Promise<void> {
  return keepOrRemove(PROBLEM + id, { text }, text.trim() === "");
}

/** When the last session was first seen to be done: kept once, because reading it again must not move the day. */
export async function finishedAt(progress: UnitProgress[], last: string): Promise<string | null> {
  const kept = (await store.get(FINISH)) as Partial<Progress> | undefined;
  if (typeof kept?.at === "string") return kept.at;
  const closing = progress.find(({ unit, done }) => unit === last && done);
  if (!closing || !isProgress(closing)) return null;
  await store.put(FINISH, { at: closing.at });
  return closing.at;
}

function isLater(finished: string, now: Date): boolean {
  return now.getTime() - Date.parse(finished) >= LATER_DAYS * DAY_MS;
}

/** Which moment of the programme it is, from what was read to the end. `sessions` in their order. */
export function momentOf(progress: UnitProgress[], sessions: string[], finished: string | null, now: Date): string {
  if (finished !== null) return isLater(finished, now) ? "later" : "end";
  const done = new Set(progress.filter((unit) => unit.done).map(({ unit }) => unit));
  return sessions.filter((session) => done.has(session)).pop() ?? "start";
}

/** The moment it is now. */
export async function presentMoment(sessions: string[]): Promise<string> {
  const progress = await allProgress();
  const finished = await finishedAt(progress, sessions[sessions.length - 1] ?? "");
  return momentOf(progress, sessions, finished, new Date());
}

/** Whether to offer a look back: four weeks are over, and none was taken since. */
export function isDue(finished: string | null, checkIns: CheckIn[], now: Date): boolean {
  return finished !== null && isLater(finished, now) && !checkIns.some(({ moment }) => moment === "later");
}
