import { lockStore, PIN, restart } from "../store/phone.ts";
import { CONTENTS, fixture, WORDS } from "./fixtures.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { deleteDB, openDB } from "../../../pwa/node_modules/idb/build/index.js";
import { readCopy, writeCopy } from "../../../pwa/src/copy/format.ts";
import { bringIn, isKeyDamaged, takeOut, unreadable } from "../../../pwa/src/copy/phone.ts";
import { CopyError } from "../../../pwa/src/copy/trouble.ts";
import type { Contents } from "../../../pwa/src/copy/versions.ts";
import { FLOOR } from "../../../pwa/src/store/kdf.ts";
import { Store } from "../../../pwa/src/store/store.ts";
import { unlock } from "../../../pwa/src/store/unlock.ts";

beforeEach(async () => {
  globalThis.name = "";
  await deleteDB("pauza");
});

async function filled(): Promise<Store> {
  const store = new Store();
  const { entries, settings } = CONTENTS[3] as Contents;
  for (const { name, value } of entries) await store.put(name, value);
  for (const [name, value] of Object.entries(settings)) await store.put(name, value);
  return store;
}

test("a new phone gets everything that the old one kept", async () => {
  const old = await filled();
  const before = await old.list("");
  const text = await writeCopy(await old.reach(takeOut), WORDS, 3, FLOOR);
  old.forget();
  await deleteDB("pauza");
  const fresh = new Store();
  const contents = await readCopy(text, WORDS);
  assert.equal((await fresh.reach((device) => bringIn(device, contents))).added, before.length);
  assert.deepEqual(await fresh.list(""), before);
  assert.deepEqual([await fresh.get("way"), await fresh.get("country")], ["open", "nl"]);
});

test("a copy of two releases ago comes in, and what is newer here stays", async () => {
  const store = new Store();
  await store.put("note:one-thing:s04", { text: "written since" });
  const contents = await readCopy(fixture(1), WORDS);
  await store.reach((device) => bringIn(device, contents));
  const notes = (await store.list("note:")).map(({ value }) => (value as { text: string }).text).sort();
  assert.deepEqual(notes, ["one thing", "written since"]);
  assert.deepEqual((await store.get("note:one-thing:s04")), { text: "written since" });
  assert.equal((await store.reach((device) => bringIn(device, contents))).added, 0);
});

test("preferences of this phone are not changed by a copy, and nothing is never carried along", async () => {
  const store = new Store();
  await store.put("way", "body");
  await store.reach((device) => bringIn(device, { settings: { way: "open", country: "pl", nothing: true }, entries: [] }));
  assert.deepEqual([await store.get("way"), await store.get("country"), await store.get("nothing")], ["body", "pl", undefined]);
  assert.equal("nothing" in (await store.reach(takeOut)).settings, false);
});

test("a phone that is to keep nothing takes no copy in", async () => {
  const store = new Store();
  await store.put("nothing", true);
  const contents = await readCopy(fixture(3), WORDS);
  const trouble = await store.reach((device) => bringIn(device, contents).catch((error: unknown) => error));
  assert.equal((trouble as CopyError).reason, "nothing");
  assert.deepEqual(await store.list(""), []);
});

test("when the phone fills up on the way, nothing has changed", async () => {
  const store = await filled();
  const before = await store.list("");
  const contents: Contents = { settings: { days: 30 }, entries: ["x", "y", "z"].map((n) => ({ name: `note:${n}:s01`, value: { text: n } })) };
  const put = IDBObjectStore.prototype.put;
  let puts = 0;
  IDBObjectStore.prototype.put = function (...given: Parameters<typeof put>) {
    if ((puts += 1) === 3) throw new DOMException("no room", "QuotaExceededError");
    return put.apply(this, given);
  };
  const trouble = await store.reach((device) => bringIn(device, contents).catch((error: unknown) => error));
  IDBObjectStore.prototype.put = put;
  assert.equal((trouble as CopyError).reason, "full");
  assert.deepEqual(await store.list(""), before);
  assert.equal(await store.get("days"), undefined);
});

test("a copy comes in behind the lock and opens with it", async () => {
  const store = new Store();
  await store.put("note:own:s01", { text: "own" });
  await lockStore(store);
  await store.reach(async (device) => bringIn(device, await readCopy(fixture(2), WORDS)));
  const again = restart(store);
  assert.equal(await again.reach((device) => unlock(device, PIN)), "open");
  await again.resume();
  assert.equal((await again.list("note:")).length, 2);
});

test("half-written, swapped and damaged records are counted, and all others are shown", async () => {
  const store = await filled();
  const all = (await store.list("")).length;
  const db = await openDB("pauza");
  const [first, second, third] = (await db.getAllKeys("records")) as [string, string, string];
  const good = (await db.get("records", first)) as { iv: Uint8Array; box: ArrayBuffer };
  await db.put("records", { ...good, box: good.box.slice(0, 9) }, first);
  await db.put("records", good, second); // another record's value in its place
  await db.put("records", { iv: new Uint8Array(0) }, third);
  db.close();
  assert.equal((await store.list("")).length, all - 3);
  assert.deepEqual((await store.reach(unreadable)).sort(), [first, second, third].sort());
  assert.equal(store.kept, true);
});

test("a damaged key is told from a phone that cannot keep anything", async () => {
  assert.equal(await isKeyDamaged(), false);
  const store = await filled();
  store.forget();
  assert.equal(await isKeyDamaged(), false);
  const db = await openDB("pauza");
  const keys = (await db.get("keys", "device")) as { box: ArrayBuffer };
  await db.put("keys", { ...keys, box: keys.box.slice(1) }, "device");
  db.close();
  assert.equal(await isKeyDamaged(), true);
  const next = new Store();
  assert.deepEqual(await next.list(""), []);
  assert.equal(next.kept, false);
});
