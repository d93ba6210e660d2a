// One try to open what is locked. What it opens is this tab's, and every other tab's, from now on.
import type { Device } from "./device.ts";
import { secretFrom } from "./kdf.ts";
import { lockKey, startEmpty, tryLock } from "./lock.ts";
import { beginSession } from "./session.ts";
import { LOCKED, tellTabs } from "./tabs.ts";
import { countTry, wrongTries } from "./tries.ts";

export type Outcome = "open" | "wrong";

/** Rejects when the keys are damaged. From outside nobody can tell which of two PINs it was. */
export async function unlock({ opened }: Device, typed: string): Promise<Outcome> {
  const { db, keys } = opened;
  const { lock } = keys;
  if (!lock) return "open";
  if (!secretFrom(lock.kind, typed)) return "wrong"; // not even the form of one: it does not count
  const key = await lockKey(lock, typed);
  const found = await tryLock(keys, key);
  if (found.kind === "wrong") {
    await countTry(db, (await wrongTries(db)) + 1);
    return "wrong";
  }
  if (found.kind === "second") {
    tellTabs(LOCKED);
    opened.keys = await startEmpty(db, keys, key, found.data);
  }
  await countTry(db, 0);
  tellTabs(await beginSession(db, opened.keys, found.data));
  return "open";
}
