// A phone with a lock, in memory; the rounds are few, so that a test can try many PINs.
import "../indexeddb.ts";

import { after } from "node:test";

import { decrypt, random } from "../../../pwa/src/store/crypto.ts";
import type { Device } from "../../../pwa/src/store/device.ts";
import { setLock } from "../../../pwa/src/store/lock.ts";
import type { Bytes, Lock, LockKind } from "../../../pwa/src/store/schema.ts";
import { beginSession } from "../../../pwa/src/store/session.ts";
import { Store } from "../../../pwa/src/store/store.ts";

export const PIN = "482913";
export const RUNS = Number(process.env["PAUZA_GATE_RUNS"] ?? "20");

// An open channel would keep the test process alive.
const channels: BroadcastChannel[] = [];
globalThis.BroadcastChannel = class extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    channels.push(this);
  }
};
after(() => channels.forEach((channel) => channel.close()));

export function quickLock(kind: LockKind = "pin"): Lock {
  return { kind, salt: random(16), count: 1000 };
}

export function dataOf({ opened: { keys } }: Device): Promise<Bytes> {
  return decrypt(keys.device, keys, "");
}

/** Put a lock before a store that is open, and stay open in this tab. */
export async function lockStore(store: Store, pin: string = PIN, kind: LockKind = "pin"): Promise<void> {
  await store.reach(async (device) => {
    const { opened } = device;
    const data = await dataOf(device);
    opened.keys = await setLock(opened.db, opened.keys, data, quickLock(kind), pin);
    await beginSession(opened.db, opened.keys, data);
  });
  await store.resume();
}

/** A new start of the browser: windows have forgotten their names. */
export function restart(store: Store): Store {
  store.forget();
  globalThis.name = "";
  return new Store();
}
