// What stands inside a copy, version by version, and the steps from each to the next. docs/copies.md describes them.
import { PREFERENCES } from "../store/schema.ts";
import type { Entry } from "../store/schema.ts";
import { CopyError } from "./trouble.ts";

export const CURRENT = 3;
export const OLDEST = 1;

/** Version 3: preferences stand apart from records. */
export interface Contents {
  settings: { [name: string]: unknown };
  entries: Entry[];
}

interface Older {
  entries: Entry[];
}

const LONGEST_NAME = 300;

/** The first release named a practice by its time alone; since then by time and exercise. */
function named(entry: Entry): Entry {
  const { unit } = (entry.value ?? {}) as { unit?: unknown };
  const isBare = /^log:[^:]+:\d\d:[^:]+$/.test(entry.name);
  return isBare && typeof unit === "string" ? { ...entry, name: `${entry.name}:${unit}` } : entry;
}

/** Version n to version n + 1. Version 2 let a record name its states (`rev`, `from`), which may be missing. */
const STEPS: Record<number, (older: Older) => Older | Contents> = {
  1: ({ entries }) => ({ entries: entries.map(named) }),
  2: ({ entries }) => ({
    settings: Object.fromEntries(entries.filter(isPreference).map(({ name, value }) => [name, value])),
    entries: entries.filter((entry) => !isPreference(entry)),
  }),
};

function isPreference({ name }: Entry): boolean {
  return PREFERENCES.includes(name);
}

function isEntry(entry: unknown): entry is Entry {
  const { name, rev, from } = (entry ?? {}) as Entry;
  const isName = (text: unknown): boolean => typeof text === "string" && text !== "" && text.length <= LONGEST_NAME;
  return isName(name) && (rev === undefined || isName(rev)) && (from === undefined || (Array.isArray(from) && from.every(isName)));
}

/** Bring the contents of a copy to today's shape; a CopyError when they are no contents of their version. */
export function today(found: unknown, version: number): Contents {
  if (version > CURRENT) throw new CopyError("newer");
  const { entries, settings } = (found ?? {}) as Partial<Contents>;
  const isWhole = Array.isArray(entries) && entries.every(isEntry);
  if (!isWhole || (version === CURRENT && typeof settings !== "object")) throw new CopyError("damaged");
  let contents = found as Older;
  for (let at = version; at < CURRENT; at += 1) contents = (STEPS[at] as (older: Older) => Older)(contents);
  return contents as Contents;
}
