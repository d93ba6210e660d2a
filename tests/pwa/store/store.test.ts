import "../indexeddb.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { deleteDB, openDB } from "../../../pwa/node_modules/idb/build/index.js";
import { unreadable } from "../../../pwa/src/copy/phone.ts";
import type { Device } from "../../../pwa/src/store/device.ts";
import { Store } from "../../../pwa/src/store/store.ts";
import { randomFrom, seedOf } from "../random.ts";

const FAST_MS = 60;

beforeEach(() => deleteDB("pauza"));

function failing(error: unknown): Device {
  const fail = (): Promise<never> => Promise.reject(error);
  const opened = { vault: {}, keys: {} } as Device["opened"];
  const quiet = { settings: async () => ({}), lock: async () => undefined, resume: async () => true, close: () => undefined };
  return { read: fail, write: fail, remove: fail, entries: fail, opened, ...quiet };
}

function memoryEvents(store: Store): () => number {
  let count = 0;
  store.addEventListener("memory", () => (count += 1));
  return () => count;
}

test("the next visit finds what the last one wrote", async () => {
  const first = new Store();
  await first.put("way", "open");
  first.forget();
  const second = new Store();
  assert.equal(await second.get("way"), "open");
  assert.equal(second.kept, true);
});

test("reading leaves no trace: without a first write there is no database", async () => {
  const store = new Store();
  assert.equal(await store.get("way"), undefined);
  assert.deepEqual(await store.list(""), []);
  await store.remove("way");
  assert.deepEqual(await indexedDB.databases(), []);
  assert.equal(store.kept, true);
});

test("a write that comes while the first read finds nothing is not lost", async () => {
  const store = new Store();
  await Promise.all([store.get("a"), store.list(""), store.put("a", 1), store.get("b")]);
  store.forget();
  assert.equal(await new Store().get("a"), 1);
});

test("records are listed by the start of their name, in order", async () => {
  const store = new Store();
  for (const name of ["note:b:s01", "plan:a:s01", "note:a:s02"]) await store.put(name, { name });
  assert.deepEqual((await store.list("note:")).map((entry) => entry.name), ["note:a:s02", "note:b:s01"]);
  await store.remove("note:a:s02");
  assert.deepEqual((await store.list("note:")).map((entry) => entry.name), ["note:b:s01"]);
});

test("what lies in the database shows neither names nor words", async () => {
  const store = new Store();
  await store.put("note:one-thing:s04", { text: "canary" });
  store.forget();
  const db = await openDB("pauza");
  const stored = [...(await db.getAll("records")), ...(await db.getAllKeys("records")), ...(await db.getAll("keys"))];
  const text = stored.map((part) => JSON.stringify(part, (_key, value: unknown) =>
    value instanceof ArrayBuffer ? Buffer.from(value).toString("latin1") : value)).join();
  db.close();
  assert.doesNotMatch(text, /canary|one-thing/);
});

test("the last of many quick writes is the one that stays", async () => {
  const store = new Store();
  for (let n = 0; n <= 50; n += 1) void store.put("note:a:s01", n);
  assert.equal(await store.get("note:a:s01"), 50);
});

test("two tabs that open at the same moment share one key", async () => {
  const [one, two] = [new Store(), new Store()];
  await Promise.all([one.put("a", 1), two.put("b", 2)]);
  assert.deepEqual([await one.get("b"), await two.get("a")], [2, 1]);
  assert.deepEqual([one.kept, two.kept], [true, true]);
});

test("a damaged record is left out, the others are read", async () => {
  const store = new Store();
  await store.put("note:a:s01", "a");
  await store.put("note:b:s01", "b");
  const db = await openDB("pauza");
  const [id] = await db.getAllKeys("records");
  await db.put("records", { iv: new Uint8Array(12), box: new ArrayBuffer(40) }, id);
  db.close();
  assert.equal((await store.list("")).length, 1);
  assert.equal(store.kept, true);
});

test("when the key is absent, its records stay, are counted, and do not stand in the way", async () => {
  const first = new Store();
  await first.put("note:a:s01", "a");
  first.forget();
  const db = await openDB("pauza");
  await db.clear("keys");
  db.close();
  const second = new Store();
  assert.equal(await second.get("note:a:s01"), undefined);
  await second.put("note:a:s01", "new");
  assert.equal((await second.list("")).length, 1);
  assert.equal((await second.reach(unreadable)).length, 1);
});

test("without a database everything works in memory, and it is said once", async () => {
  const store = new Store(() => Promise.reject(new Error("UnknownError")), FAST_MS);
  const events = memoryEvents(store);
  await store.put("note:a:s01", "a");
  await store.put("note:b:s01", "b");
  await store.remove("note:b:s01");
  assert.equal(await store.get("note:a:s01"), "a");
  assert.deepEqual(await store.list(""), [{ name: "note:a:s01", value: "a" }]);
  assert.deepEqual([store.kept, events()], [false, 1]);
});

test("a database that never answers is waited for once, not at every use", async () => {
  const store = new Store(() => new Promise(() => undefined), FAST_MS);
  const start = performance.now();
  for (const name of ["a", "b", "c", "d"]) await store.put(name, name);
  assert.equal(await store.get("d"), "d");
  assert.ok(performance.now() - start < 4 * FAST_MS);
});

test("a request that never ends in mid-use leaves the words in memory", async () => {
  const device: Device = { ...failing(null), write: () => new Promise(() => undefined) };
  const store = new Store(() => Promise.resolve(device), FAST_MS);
  await store.put("note:a:s01", "a");
  assert.equal(await store.get("note:a:s01"), "a");
  assert.equal(store.kept, false);
});

test("a lost connection is opened once more, unnoticed", async () => {
  let opened = 0;
  const kept = new Map<string, unknown>();
  const good: Device = {
    ...failing(null),
    write: async (name, value) => void kept.set(name, value),
    read: async (name) => kept.get(name),
  };
  const store = new Store(() => Promise.resolve((opened += 1) === 1 ? failing(new Error("InvalidStateError")) : good));
  await store.put("a", 1);
  assert.deepEqual([await store.get("a"), opened, store.kept], [1, 2, true]);
});

test("a full phone keeps reading the old and holds the new in memory", async () => {
  const full: Device = {
    ...failing(new Error("QuotaExceededError")),
    read: async (name) => (name === "old" ? "old" : undefined),
    entries: async () => [{ name: "old", value: "old" }],
  };
  const store = new Store(() => Promise.resolve(full));
  await store.put("new", "new");
  assert.deepEqual([await store.get("old"), await store.get("new"), store.kept], ["old", "new", false]);
  assert.deepEqual((await store.list("")).map((entry) => entry.name), ["new", "old"]);
});

test("after forgetting, nothing is written any more", async () => {
  const store = new Store();
  await store.put("a", 1);
  store.forget();
  await store.put("b", 2);
  assert.equal(await store.get("b"), undefined);
  assert.deepEqual((await new Store().list("")).map((entry) => entry.name), ["a"]);
});

test("another tab's erasing closes this one's connection and is heard", async () => {
  const store = new Store();
  let heard = 0;
  store.addEventListener("erased", () => (heard += 1));
  await store.put("a", 1);
  await deleteDB("pauza");
  await store.put("a", 2);
  assert.equal(heard, 1);
  assert.deepEqual(await new Store().list(""), []);
});

test("any order of writes, removals and visits ends as a plain map would", async (context) => {
  const seed = seedOf();
  context.diagnostic(`SEED=${seed}`);
  const random = randomFrom(seed);
  const expected = new Map<string, number>();
  let store = new Store();
  for (let n = 0; n < 300; n += 1) {
    const name = `note:${Math.floor(random() * 8)}:s01`;
    const dice = random();
    if (dice < 0.1) {
      await store.settled();
      store.forget();
      store = new Store();
    } else if (dice < 0.4) {
      expected.delete(name);
      void store.remove(name);
    } else {
      expected.set(name, n);
      void store.put(name, n);
    }
  }
  assert.deepEqual(new Map((await store.list("")).map(({ name, value }) => [name, value])), new Map([...expected].sort()));
});

test("whoever writes while it is still looked whether there is anything is not forgotten", async () => {
  const opened: boolean[] = [];
  const store = new Store(async (_gone, create) => {
    opened.push(create);
    await new Promise((resolve) => setTimeout(resolve, 20));
    return create ? ({ opened: { vault: {} }, close: () => undefined } as unknown as Device) : null;
  });
  const looked = store.reach(() => Promise.resolve("there"), "nothing");
  assert.equal(await store.reach(() => Promise.resolve("made")), "made");
  assert.equal(await looked, "nothing");
  assert.equal(await store.reach(() => Promise.resolve("there")), "there");
  assert.deepEqual(opened, [false, true]);
});
