import "./phone.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { deleteDB } from "../../../pwa/node_modules/idb/build/index.js";
import { expire, expired, seenNow } from "../../../pwa/src/store/expire.ts";
import { Store } from "../../../pwa/src/store/store.ts";

const DAY = 86_400_000;
const NOW = Date.parse("2026-11-25T12:00:00Z");

beforeEach(() => deleteDB("pauza"));

function at(days: number): string {
  return new Date(NOW - days * DAY).toISOString();
}

async function phone(): Promise<Store> {
  const store = new Store();
  await store.put("note:old:s01", { text: "old", at: at(31) });
  await store.put("note:new:s01", { text: "new", at: at(29) });
  await store.put("note:odd:s01", { text: "no date" });
  await store.put("note:ahead:s01", { text: "the clock was ahead", at: at(-400) });
  return store;
}

const names = async (store: Store): Promise<string[]> => (await store.list("")).map(({ name }) => name);

test("only what is older than chosen goes; what has no date, or one to come, stays", async () => {
  const store = await phone();
  await store.put("days", 30);
  assert.equal(await store.reach((device) => expire(device, NOW)), 1);
  assert.deepEqual(await names(store), ["note:ahead:s01", "note:new:s01", "note:odd:s01"]);
});

test("who chose nothing loses nothing", async () => {
  const store = await phone();
  assert.equal(await store.reach((device) => expire(device, NOW + 1000 * DAY)), 0);
  assert.equal((await names(store)).length, 4);
});

test("a clock that jumps years ahead for a day takes nothing", async () => {
  const store = await phone();
  await store.put("days", 30);
  await store.reach((device) => expire(device, NOW - 2 * DAY));
  const before = await names(store);
  for (const wrong of [NOW + 3650 * DAY, NOW + 3650 * DAY + DAY / 2]) {
    assert.equal(await store.reach((device) => expire(device, wrong)), 0);
  }
  assert.equal(await store.reach((device) => expire(device, NOW - DAY)), 0); // set right again
  assert.deepEqual(await names(store), before);
  assert.equal(await store.reach((device) => expire(device, NOW)), 1);
});

test("after months without a visit old entries go a day later", async () => {
  const store = await phone();
  await store.put("days", 30);
  await store.reach((device) => expire(device, NOW));
  assert.equal(await store.reach((device) => expire(device, NOW + 90 * DAY)), 0);
  assert.equal(await store.reach((device) => expire(device, NOW + 91.1 * DAY)), 1);
});

test("the day the clock was set back holds nothing any more", () => {
  const leap = seenNow({ last: NOW, hold: 0 }, NOW + 400 * DAY);
  assert.ok(leap.hold > NOW + 400 * DAY);
  assert.deepEqual(seenNow(leap, NOW), { last: NOW, hold: 0 });
  assert.deepEqual(seenNow(undefined, NOW), { last: NOW, hold: 0 });
});

test("exactly thirty days old is not yet older than thirty days", () => {
  const entry = { name: "note:a:s01", value: { at: at(30) } };
  assert.deepEqual(expired([entry], 30, NOW), []);
  assert.deepEqual(expired([entry], 30, NOW + 1), ["note:a:s01"]);
});

test("work days and their photos are proof and stay", () => {
  const old = { at: at(400) };
  const entries = ["work:a", "shot:b", "workdraft", "note:a:s01"].map((name) => ({ name, value: old }));
  assert.deepEqual(expired(entries, 30, NOW), ["workdraft", "note:a:s01"]);
});
