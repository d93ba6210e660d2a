import "./phone.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { deleteDB } from "../../../pwa/node_modules/idb/build/index.js";
import { clearMark, isMarked, MARK_CACHE, setMark } from "../../../pwa/src/store/mark.ts";
import { Store } from "../../../pwa/src/store/store.ts";

const PLACES = ["worker", "caches", "indexeddb", "local", "cookies"] as const;

const phone = { caches: new Map<string, Set<string>>(), local: new Map<string, string>() };

function cacheOf(name: string): object {
  const held = phone.caches.get(name) ?? new Set<string>();
  phone.caches.set(name, held);
  return { match: async (url: string) => held.has(url) || undefined, put: async (url: string) => void held.add(url) };
}

Object.assign(globalThis, {
  caches: {
    open: async (name: string) => cacheOf(name),
    has: async (name: string) => phone.caches.has(name),
    delete: async (name: string) => phone.caches.delete(name),
  },
});

const storage = {
  getItem: (name: string) => phone.local.get(name) ?? null,
  setItem: (name: string, value: string) => void phone.local.set(name, value),
  removeItem: (name: string) => void phone.local.delete(name),
};

beforeEach(async () => {
  Object.defineProperty(globalThis, "localStorage", { value: storage, configurable: true });
  phone.caches.clear();
  phone.local.clear();
  await deleteDB("pauza");
});

// As pwa/src/upkeep.ts asks; that module itself needs a window.
async function isWiped(store: Store): Promise<boolean> {
  return !(await store.reach(() => Promise.resolve(true), false)) && isMarked();
}

async function kept(): Promise<void> {
  const store = new Store();
  await store.put("note:a:s01", { text: "a" });
  await setMark();
  store.forget();
}

test("of every set of places that a phone may clear, the message comes when it is true and can be known", async () => {
  for (let set = 0; set < 2 ** PLACES.length; set += 1) {
    const gone = PLACES.filter((_place, at) => set & (1 << at));
    await kept();
    if (gone.includes("caches")) phone.caches.clear();
    if (gone.includes("indexeddb")) await deleteDB("pauza");
    if (gone.includes("local")) phone.local.clear();
    const store = new Store();
    const trace = !gone.includes("caches") || !gone.includes("local");
    assert.equal(await isWiped(store), gone.includes("indexeddb") && trace, gone.join());
    assert.equal(await store.get("note:a:s01") !== undefined, !gone.includes("indexeddb"), gone.join());
    store.forget();
  }
});

test("who never kept anything is told nothing", async () => {
  assert.equal(await isWiped(new Store()), false);
});

test("once it is understood it is not said again", async () => {
  await kept();
  await deleteDB("pauza");
  await clearMark();
  assert.equal(await isWiped(new Store()), false);
  assert.deepEqual([phone.caches.has(MARK_CACHE), phone.local.size], [false, 0]);
});

test("storage that refuses takes nothing from anybody", async () => {
  Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("SecurityError"); }, configurable: true });
  await setMark();
  assert.equal(await isMarked(), true);
  await clearMark();
  assert.equal(await isMarked(), false);
});
