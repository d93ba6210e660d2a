// Entries that leave by themselves, where the person chose so. A clock that jumped must not take them: after a long time
// without a visit nothing goes on the first day, because then it may be the clock that is wrong.
import type { Device } from "./device.ts";
import type { Entry } from "./schema.ts";

const DAY_MS = 86_400_000;
const PAUSE_DAYS = 31;

/** What the person chose, in days; undefined: entries stay until they are deleted. */
export type Days = number | undefined;

interface Seen {
  /** The last visit, by the phone's clock. */
  last: number;
  /** Nothing goes before this moment. */
  hold: number;
}

function timeOf({ value }: Entry): number {
  return Date.parse((value as { at?: string } | null)?.at ?? "");
}

// The work log is proof, and may be needed years later: it stays until the person deletes it.
const STAYS = /^(work|shot):/;

/** Names of the entries that are too old at this moment. */
export function expired(entries: Entry[], days: number, now: number): string[] {
  const old = entries.filter((entry) => now - timeOf(entry) > days * DAY_MS).map(({ name }) => name);
  return old.filter((name) => !STAYS.test(name));
}

/** The next state of what was seen; a leap of the clock, or a long pause, holds everything back for a day. */
export function seenNow(seen: Seen | undefined, now: number): Seen {
  if (!seen) return { last: now, hold: 0 };
  const leap = now - seen.last;
  const hold = leap > PAUSE_DAYS * DAY_MS ? now + DAY_MS : leap < 0 ? 0 : seen.hold;
  return { last: now, hold };
}

/** Delete what is too old, once the records are open; returns how many went. */
export async function expire(device: Device, now: number = Date.now()): Promise<number> {
  const { days, seen } = (await device.settings()) as { days?: Days; seen?: Seen };
  if (!days || !device.opened.vault) return 0;
  const state = seenNow(seen, now);
  await device.settings({ seen: state });
  if (now < state.hold) return 0;
  const old = expired(await device.entries(), days, now);
  await Promise.all(old.map((name) => device.remove(name)));
  return old.length;
}
