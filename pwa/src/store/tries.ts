// After some wrong PINs each next try waits a little longer. The count is kept, so a reload does not help; no try is
// ever the last one, and nothing is erased.
import { get, put, remove } from "./ask.ts";
import type { Database } from "./open.ts";
import { TRIES } from "./schema.ts";

const FREE = 3;
const LONGEST_S = 60;

/** Seconds to wait after so many wrong tries in a row. */
export function waitAfter(wrong: number): number {
  return wrong < FREE ? 0 : Math.min(LONGEST_S, 2 ** (wrong - FREE + 1));
}

export async function wrongTries(db: Database): Promise<number> {
  const count = await get(db, "keys", TRIES);
  return typeof count === "number" ? count : 0;
}

export async function countTry(db: Database, wrong: number): Promise<void> {
  if (wrong) await put(db, "keys", wrong, TRIES);
  else await remove(db, "keys", TRIES);
}
