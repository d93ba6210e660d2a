// PIN and passphrase. The data key lies in a slot sealed by the PIN's key; beside it lies a second slot, sealed by the
// second PIN's key or filled with chance, so that nobody can tell which. Both lie in a box of the device key: without
// that key no PIN opens anything, and without a PIN it opens nothing either.
import { put } from "./ask.ts";
import { decrypt, encrypt, newDeviceKey, random } from "./crypto.ts";
import { deriveKey, secretFrom } from "./kdf.ts";
import type { Database } from "./open.ts";
import { DEVICE, OPEN } from "./schema.ts";
import type { Bytes, Lock, StoredKeys } from "./schema.ts";

const BOX = "lock";
const SLOT = "slot";
const SLOT_BYTES = 60;

/** What a PIN opened: the records' key, or the empty place that the second PIN leads to. */
export type Try = { kind: "wrong" } | { kind: "open"; data: Bytes } | { kind: "second"; data: Bytes };

async function slotOf(key: CryptoKey, data: Bytes): Promise<Bytes> {
  const { iv, box } = await encrypt(key, data, SLOT);
  return new Uint8Array([...iv, ...new Uint8Array(box)]);
}

async function openSlot(key: CryptoKey, slot: Bytes): Promise<Bytes | null> {
  return decrypt(key, { iv: slot.slice(0, 12), box: slot.slice(12).buffer }, SLOT).catch(() => null);
}

async function boxed(device: CryptoKey, lock: Lock, first: Bytes, second: Bytes): Promise<StoredKeys> {
  return { device, lock, ...(await encrypt(device, new Uint8Array([...first, ...second]), BOX)) };
}

async function slots(keys: StoredKeys): Promise<[Bytes, Bytes]> {
  const both = await decrypt(keys.device, keys, BOX);
  return [both.slice(0, SLOT_BYTES), both.slice(SLOT_BYTES)];
}

/** The key of what was typed, under a known lock. */
export function lockKey({ kind, salt, count }: Lock, typed: string): Promise<CryptoKey> {
  return deriveKey(secretFrom(kind, typed) || typed, salt, count);
}

/** Try a PIN. Rejects when the keys themselves are damaged: then no PIN would fit. */
export async function tryLock(keys: StoredKeys, key: CryptoKey): Promise<Try> {
  const [first, second] = await slots(keys);
  const data = await openSlot(key, first);
  if (data) return { kind: "open", data };
  const empty = await openSlot(key, second);
  return empty ? { kind: "second", data: empty } : { kind: "wrong" };
}

/** Put a lock before the data key; whatever second PIN there was is gone. */
export async function setLock(db: Database, keys: StoredKeys, data: Bytes, lock: Lock, typed: string): Promise<StoredKeys> {
  const first = await slotOf(await lockKey(lock, typed), data);
  const locked = await boxed(keys.device, lock, first, random(SLOT_BYTES));
  await put(db, "keys", locked, DEVICE);
  return locked;
}

/** Take the lock away: from now on the device key alone opens the data key. */
export async function removeLock(db: Database, { device }: StoredKeys, data: Bytes): Promise<StoredKeys> {
  const open: StoredKeys = { device, ...(await encrypt(device, data, "")) };
  const work = db.transaction("keys", "readwrite");
  await Promise.all([work.store.put(open, DEVICE), work.store.delete(OPEN), work.done]);
  return open;
}

/** Set the second PIN, or take it away with null. */
export async function setSecond(db: Database, keys: StoredKeys, typed: string | null): Promise<StoredKeys> {
  const { device, lock } = keys;
  if (!lock) throw new Error("no lock");
  const [first] = await slots(keys);
  const second = typed === null ? random(SLOT_BYTES) : await slotOf(await lockKey(lock, typed), random());
  const changed = await boxed(device, lock, first, second);
  await put(db, "keys", changed, DEVICE);
  return changed;
}

/** The second PIN was given: all keys and records go, and what is left is an app that this PIN has always opened. */
export async function startEmpty(db: Database, keys: StoredKeys, key: CryptoKey, data: Bytes): Promise<StoredKeys> {
  const { lock } = keys;
  if (!lock) throw new Error("no lock");
  const empty = await boxed(await newDeviceKey(), lock, await slotOf(key, data), random(SLOT_BYTES));
  const work = db.transaction(["keys", "records"], "readwrite");
  const stored = work.objectStore("keys");
  await Promise.all([stored.clear(), stored.put(empty, DEVICE), work.objectStore("records").clear(), work.done]);
  return empty;
}
