import { dataOf, lockStore, PIN, quickLock, restart, RUNS } from "./phone.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { deleteDB, openDB } from "../../../pwa/node_modules/idb/build/index.js";
import { newDeviceKey } from "../../../pwa/src/store/crypto.ts";
import { deriveKey } from "../../../pwa/src/store/kdf.ts";
import { lockKey, removeLock, setLock, setSecond, tryLock } from "../../../pwa/src/store/lock.ts";
import type { StoredKeys } from "../../../pwa/src/store/schema.ts";
import { sessionKey } from "../../../pwa/src/store/session.ts";
import { Store } from "../../../pwa/src/store/store.ts";
import { waitAfter, wrongTries } from "../../../pwa/src/store/tries.ts";
import { unlock } from "../../../pwa/src/store/unlock.ts";
import { randomFrom, seedOf } from "../random.ts";

const SECOND = "719204";

beforeEach(async () => {
  globalThis.name = "";
  await deleteDB("pauza");
});

async function written(): Promise<Store> {
  const store = new Store();
  await store.put("note:a:s01", { text: "canary" });
  await store.put("way", "open");
  await lockStore(store);
  return store;
}

/** What a value becomes within the time a page has; "waiting" while it is locked. */
function soon<T>(promise: Promise<T>): Promise<T | "waiting"> {
  return Promise.race([promise, new Promise<"waiting">((resolve) => setTimeout(resolve, 60, "waiting"))]);
}

async function stored(): Promise<StoredKeys> {
  const db = await openDB("pauza");
  const keys = (await db.get("keys", "device")) as StoredKeys;
  db.close();
  return keys;
}

test("after a new start of the browser records wait for the PIN, and preferences do not", async () => {
  const store = restart(await written());
  assert.equal(await store.get("way"), "open");
  assert.equal(await soon(store.get("note:a:s01")), "waiting");
  assert.equal(await soon(store.list("")), "waiting");
  assert.equal(store.locked, true);
});

test("the right PIN opens everything, and what was asked for meanwhile arrives", async () => {
  const store = restart(await written());
  const asked = store.get("note:a:s01");
  const kept = store.put("note:b:s01", { text: "typed while locked" });
  await soon(asked);
  assert.equal(await store.reach((device) => unlock(device, PIN)), "open");
  assert.equal(await store.resume(), true);
  assert.deepEqual(await asked, { text: "canary" });
  await kept;
  assert.equal((await store.list("note:")).length, 2);
  assert.equal(store.kept, true);
});

test("a wrong PIN, however often, loses nothing", async (context) => {
  const seed = seedOf();
  context.diagnostic(`SEED=${seed}`);
  const random = randomFrom(seed);
  const store = restart(await written());
  for (let n = 0; n < RUNS; n += 1) {
    const pin = String(Math.floor(random() * 1e6)).padStart(6, "0");
    if (pin !== PIN) assert.equal(await store.reach((device) => unlock(device, pin)), "wrong");
  }
  assert.equal(await store.reach((device) => unlock(device, "12")), "wrong");
  assert.equal(await store.reach((device) => unlock(device, PIN)), "open");
  await store.resume();
  assert.deepEqual(await store.get("note:a:s01"), { text: "canary" });
});

test("the wait grows, is short, is remembered over a new start, and ends with the right PIN", async () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 9, 99].map(waitAfter), [0, 0, 0, 2, 4, 8, 60, 60]);
  let store = restart(await written());
  for (let n = 0; n < 4; n += 1) await store.reach((device) => unlock(device, "000001"));
  store = restart(store);
  assert.equal(await store.reach(({ opened }) => wrongTries(opened.db)), 4);
  await store.reach((device) => unlock(device, PIN));
  assert.equal(await store.reach(({ opened }) => wrongTries(opened.db)), 0);
});

test("any changed byte of the keys is found out: the PIN never opens something else", async (context) => {
  const seed = seedOf();
  context.diagnostic(`SEED=${seed}`);
  const random = randomFrom(seed);
  (await written()).forget();
  const keys = await stored();
  const key = await lockKey(keys.lock!, PIN);
  for (let n = 0; n < RUNS; n += 1) {
    const box = new Uint8Array(keys.box.slice(0));
    const at = Math.floor(random() * box.length);
    box[at] = (box[at] ?? 0) ^ (1 + Math.floor(random() * 255));
    await assert.rejects(tryLock({ ...keys, box: box.buffer }, key));
  }
  await assert.rejects(tryLock({ ...keys, box: keys.box.slice(0, 40) }, key));
  await assert.rejects(tryLock({ ...keys, box: new ArrayBuffer(0) }, key));
});

test("without the phone's own key the PIN opens nothing", async () => {
  (await written()).forget();
  const keys = await stored();
  await assert.rejects(tryLock({ ...keys, device: await newDeviceKey() }, await lockKey(keys.lock!, PIN)));
});

test("without the PIN the phone's own key opens nothing, not even for the release before", async () => {
  (await written()).forget();
  const { device, iv, box } = await stored();
  await assert.rejects(crypto.subtle.decrypt({ name: "AES-GCM", iv }, device, box));
});

test("locking on demand forgets the key in this tab and for every other", async () => {
  const store = await written();
  const name = globalThis.name;
  let heard = 0;
  store.addEventListener("locked", () => (heard += 1));
  await store.lock(true);
  assert.deepEqual([store.locked, heard, globalThis.name], [true, 1, ""]);
  globalThis.name = name; // another tab, still with its secret
  assert.equal(await store.resume(), false);
  assert.equal(await soon(store.get("note:a:s01")), "waiting");
});

test("what was being written reaches the phone before it is locked", async () => {
  const store = await written();
  void store.put("note:b:s01", { text: "the last words" });
  await store.lock();
  const again = restart(store);
  await again.reach((device) => unlock(device, PIN));
  await again.resume();
  assert.deepEqual(await again.get("note:b:s01"), { text: "the last words" });
});

test("the next page of the same tab goes on without asking, a minute later it asks", async () => {
  const store = await written();
  store.forget();
  const [mark, secret] = globalThis.name.split(".");
  for (const [left, opens] of [[0, true], [59_000, true], [61_000, false], [-5_000, false]] as const) {
    globalThis.name = `${mark}.${secret}.${Date.now() - left}`;
    const next = new Store();
    assert.equal((await soon(next.get("note:a:s01"))) !== "waiting", opens, `${left} ms`);
    assert.equal(globalThis.name !== "", opens);
    next.forget();
  }
});

test("a name that is not ours, or broken, is as good as none", async () => {
  (await written()).forget();
  const db = await openDB("pauza");
  const keys = (await db.get("keys", "device")) as StoredKeys;
  for (const name of ["", "x", "p.", "p.%%%.0", "p.AAAA", "p..", `p.${"A".repeat(43)}`]) {
    globalThis.name = name;
    assert.equal(await sessionKey(db as never, keys), null, name);
    assert.equal(globalThis.name, "");
  }
  db.close();
});

test("a changed PIN opens, the old one does not, and nothing is sealed anew", async () => {
  const store = await written();
  const before = await store.reach(({ opened }) => opened.db.getAll("records"));
  await store.reach(async ({ opened }) => {
    const found = await tryLock(opened.keys, await lockKey(opened.keys.lock!, PIN));
    assert.equal(found.kind, "open");
    if (found.kind === "open") opened.keys = await setLock(opened.db, opened.keys, found.data, quickLock("words"), "six words of chance here");
  });
  const again = restart(store);
  assert.equal(await again.reach((device) => unlock(device, PIN)), "wrong");
  assert.equal(await again.reach((device) => unlock(device, "Six WORDS of chance, here")), "open");
  await again.resume();
  assert.deepEqual(await again.get("note:a:s01"), { text: "canary" });
  assert.deepEqual(await again.reach(({ opened }) => opened.db.getAll("records")), before);
});

test("a removed lock lets the phone open by itself again", async () => {
  const store = await written();
  await store.reach(async ({ opened }) => {
    const found = await tryLock(opened.keys, await lockKey(opened.keys.lock!, PIN));
    if (found.kind === "open") opened.keys = await removeLock(opened.db, opened.keys, found.data);
  });
  const again = restart(store);
  assert.deepEqual(await again.get("note:a:s01"), { text: "canary" });
  assert.deepEqual(await again.reach((device) => dataOf(device).then(({ length }) => length)), 32);
});

test("the second PIN opens an empty app, and the first never opens anything again", async () => {
  const store = await written();
  await store.reach(async ({ opened }) => void (opened.keys = await setSecond(opened.db, opened.keys, SECOND)));
  const before = await stored();
  let again = restart(store);
  assert.equal(await again.reach((device) => unlock(device, SECOND)), "open");
  await again.resume();
  const left = await again.reach(async ({ opened: { db } }) => [await db.count("records"), await db.getAllKeys("keys")]);
  assert.deepEqual(left, [0, ["device", "open"]]);
  assert.deepEqual(await again.list(""), []);
  assert.equal(await again.get("way"), undefined);
  await again.put("note:c:s01", { text: "new" });
  again = restart(again);
  assert.equal(await again.reach((device) => unlock(device, PIN)), "wrong");
  assert.equal(await again.reach((device) => unlock(device, SECOND)), "open");
  await again.resume();
  assert.deepEqual((await again.list("")).map(({ name }) => name), ["note:c:s01"]);
  const after = await stored();
  assert.notEqual(after.device, before.device);
  assert.equal((await tryLock(after, await deriveKey(PIN, after.lock!.salt, after.lock!.count))).kind, "wrong");
});

test("nobody can see on the phone whether there is a second PIN", async () => {
  const store = await written();
  const without = await stored();
  await store.reach(async ({ opened }) => void (opened.keys = await setSecond(opened.db, opened.keys, SECOND)));
  const withOne = await stored();
  const shape = ({ box, iv, lock }: StoredKeys): unknown => [box.byteLength, iv.length, Object.keys(lock!).sort()];
  assert.deepEqual(shape(withOne), shape(without));
  await store.reach(async ({ opened }) => void (opened.keys = await setSecond(opened.db, opened.keys, null)));
  const again = restart(store);
  assert.equal(await again.reach((device) => unlock(device, SECOND)), "wrong");
});

test("two tabs share one opening: unlocking in one lets the other go on", async () => {
  const one = restart(await written());
  const two = new Store();
  const asked = two.get("note:a:s01");
  await soon(asked);
  await one.reach((device) => unlock(device, PIN));
  await two.resume();
  assert.deepEqual(await asked, { text: "canary" });
});
