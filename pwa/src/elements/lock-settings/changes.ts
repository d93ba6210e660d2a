// The changes to a lock, each with the checks before it; the answer is a code, the words stand in the page.
import { decrypt } from "../../store/crypto.ts";
import type { Device } from "../../store/device.ts";
import { newLock, secretFrom } from "../../store/kdf.ts";
import { lockKey, removeLock, setLock, setSecond, tryLock } from "../../store/lock.ts";
import type { Bytes, Lock, LockKind } from "../../store/schema.ts";
import { beginSession, endSession } from "../../store/session.ts";
import { store } from "../../store/store.ts";
import { tellTabs } from "../../store/tabs.ts";
import { countTry, wrongTries } from "../../store/tries.ts";

/** form: not six digits, or too short. easy: everybody tries it first. same: it is the first PIN. wrong: the one now. */
export type Answer = "done" | "form" | "easy" | "differ" | "same" | "wrong" | "failed";

export function presentLock(): Promise<Lock | null> {
  return store.reach(({ opened }) => Promise.resolve(opened.keys.lock ?? null), null).catch(() => null);
}

/** PINs that somebody who picks up a phone tries first: one digit, or digits in a row. */
export function isEasy(kind: LockKind, typed: string): boolean {
  if (kind !== "pin") return false;
  const steps = [...typed].slice(1).map((digit, at) => Number(digit) - Number(typed[at]));
  return [0, 1, -1].some((step) => steps.every((one) => one === step || one === -9 * step));
}

/** What is wrong with a new PIN or passphrase, before anything is done with it. */
export function faultOf(kind: LockKind, typed: string, again: string): Answer | null {
  const secret = secretFrom(kind, typed);
  if (!secret) return "form";
  if (isEasy(kind, secret)) return "easy";
  return secret === secretFrom(kind, again) ? null : "differ";
}

/** The data key: behind the lock it takes the PIN of now. */
async function dataKey({ opened: { db, keys } }: Device, now: string): Promise<Bytes | null> {
  if (!keys.lock) return decrypt(keys.device, keys, "");
  const found = await tryLock(keys, await lockKey(keys.lock, now));
  await countTry(db, found.kind === "open" ? 0 : (await wrongTries(db)) + 1);
  return found.kind === "open" ? found.data : null;
}

export function changeLock(kind: LockKind, now: string, typed: string, again: string): Promise<Answer> {
  return store.reach(async (device): Promise<Answer> => {
    const fault = faultOf(kind, typed, again);
    if (fault) return fault;
    const data = await dataKey(device, now);
    if (!data) return "wrong";
    const { opened } = device;
    opened.keys = await setLock(opened.db, opened.keys, data, await newLock(kind), typed);
    tellTabs(await beginSession(opened.db, opened.keys, data));
    await store.resume();
    return "done";
  });
}

export function dropLock(now: string): Promise<Answer> {
  return store.reach(async (device): Promise<Answer> => {
    const data = await dataKey(device, now);
    if (!data) return "wrong";
    const { opened } = device;
    opened.keys = await removeLock(opened.db, opened.keys, data);
    endSession();
    tellTabs("");
    await store.resume();
    return "done";
  });
}

export function changeSecond(now: string, typed: string | null, again: string): Promise<Answer> {
  return store.reach(async (device): Promise<Answer> => {
    const { opened } = device;
    const { lock } = opened.keys;
    const fault = lock && typed !== null ? faultOf(lock.kind, typed, again) : null;
    if (!lock || fault) return fault ?? "failed";
    if (!(await dataKey(device, now))) return "wrong";
    if (typed !== null && secretFrom(lock.kind, typed) === secretFrom(lock.kind, now)) return "same";
    opened.keys = await setSecond(opened.db, opened.keys, typed);
    return "done";
  });
}
