// Brings records of a copy together with those of this phone. Which of two is newer is told by the states they name,
// never by a clock; where neither knows the other, both are kept.
import { base64url, utf8 } from "../store/crypto.ts";
import type { Entry } from "../store/schema.ts";

export interface Merged {
  /** What is to be written; nothing else changes. */
  writes: Entry[];
  /** How many came in, were here already, and were different on both. */
  added: number;
  same: number;
  both: number;
}

type Known = Entry & { rev: string; from: string[] };
type Pair = { mine: Known; theirs: Known };

/** Records of earlier releases name no state: theirs is what they are. */
async function withState(entry: Entry): Promise<Known> {
  const { name, value, from = [] } = entry;
  if (entry.rev) return { ...entry, rev: entry.rev, from };
  const sum = await crypto.subtle.digest("SHA-256", utf8(JSON.stringify([name, value])));
  return { ...entry, rev: base64url(sum).slice(0, 12), from };
}

function isAlike(one: Entry, other: Entry): boolean {
  return JSON.stringify(one.value) === JSON.stringify(other.value);
}

/** This phone's record, remembering that it has met the other. */
function met({ mine, theirs }: Pair, value: unknown = mine.value): Known {
  return { ...mine, value, from: [...new Set([...mine.from, theirs.rev, ...theirs.from])] };
}

function furthest(pair: Pair): Entry[] {
  const [mine, theirs] = [pair.mine.value, pair.theirs.value] as { place?: number; done?: boolean }[];
  const ahead = (theirs?.place ?? 0) > (mine?.place ?? 0) ? theirs : mine;
  return [met(pair, { ...ahead, done: mine?.done === true || theirs?.done === true })];
}

function beside(pair: Pair): Entry[] {
  const { name, value, rev } = pair.theirs;
  return [met(pair), { name: `${name}:${rev}`, value, rev: `${rev}+`, from: [rev] }];
}

/** Two records of one name that know nothing of each other. The place reached is one fact; the rest is words. */
function bring(pair: Pair): Entry[] {
  return pair.mine.name.startsWith("progress:") ? furthest(pair) : beside(pair);
}

/** Ratings are counted in runs: a foreign run with a number that is taken gets the next free one. */
function renumber(theirs: Known[], mine: Map<string, Known>, known: Set<string>): Known[] {
  const runs = new Map<string, number>();
  const unitRun = (name: string): string[] => name.split(":").filter((_part, at) => at === 1 || at === 3);
  const clash = ({ name, rev, value }: Known): boolean => {
    const here = mine.get(name);
    return here !== undefined && !known.has(rev) && !isAlike(here, { name, value }) && name.startsWith("rating:");
  };
  const clashing = new Set(theirs.filter(clash).map(({ name }) => unitRun(name).join(":")));
  const highest = (unit = ""): number =>
    Math.max(runs.get(unit) ?? 0, ...[...mine.keys(), ...theirs.map(({ name }) => name)]
      .filter((name) => name.startsWith(`rating:${unit}:`)).map((name) => Number(name.split(":")[3]) || 0));
  const given = new Map<string, number>();
  return theirs.map((entry) => {
    const [kind, unit = "", step] = entry.name.split(":");
    const group = unitRun(entry.name).join(":");
    if (kind !== "rating" || !clashing.has(group)) return entry;
    if (!given.has(group)) given.set(group, highest(unit) + 1);
    runs.set(unit, given.get(group) ?? 0);
    return { ...entry, name: `rating:${unit}:${step}:${given.get(group)}` };
  });
}

/** What has to be written here so that this phone holds all of its own and all of the copy's. */
export async function merge(here: Entry[], copy: Entry[]): Promise<Merged> {
  const mine = new Map((await Promise.all(here.map(withState))).map((entry) => [entry.name, entry]));
  const known = new Set([...mine.values()].flatMap(({ rev, from }) => [rev, ...from]));
  const result: Merged = { writes: [], added: 0, same: 0, both: 0 };
  for (const theirs of renumber(await Promise.all(copy.map(withState)), mine, known)) {
    const own = mine.get(theirs.name);
    if (own && own.rev === theirs.rev && !isAlike(own, theirs)) add("both", beside({ mine: own, theirs }));
    else if (known.has(theirs.rev) || (own && isAlike(own, theirs))) result.same += 1;
    else if (!own || theirs.from.includes(own.rev)) add("added", [theirs]);
    else add("both", bring({ mine: own, theirs }));
  }
  return result;

  function add(what: "added" | "both", writes: Entry[]): void {
    result[what] += 1;
    result.writes.push(...writes);
  }
}
