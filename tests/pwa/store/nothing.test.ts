import "./phone.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { deleteDB } from "../../../pwa/node_modules/idb/build/index.js";
import { Store } from "../../../pwa/src/store/store.ts";

beforeEach(() => deleteDB("pauza"));

test("a phone that is to keep nothing keeps nothing, says so, and forgets with the page", async () => {
  const store = new Store();
  let told = 0;
  store.addEventListener("memory", () => (told += 1));
  await store.put("nothing", true);
  await store.put("note:a:s01", { text: "canary" });
  assert.deepEqual(await store.get("note:a:s01"), { text: "canary" });
  assert.deepEqual([store.kept, told], [false, 1]);
  store.forget();
  const next = new Store();
  assert.equal(await next.get("note:a:s01"), undefined);
  assert.deepEqual(await next.list(""), []);
});

test("what was kept before stays to be read and deleted, and is not written over", async () => {
  const store = new Store();
  await store.put("note:a:s01", { text: "before" });
  await store.put("nothing", true);
  await store.put("note:a:s01", { text: "after" });
  store.forget();
  const next = new Store();
  assert.deepEqual(await next.get("note:a:s01"), { text: "before" });
  await next.remove("note:a:s01");
  next.forget();
  assert.deepEqual(await new Store().list(""), []);
});

test("who wants things kept again has them kept again", async () => {
  const store = new Store();
  await store.put("nothing", true);
  await store.put("nothing", undefined);
  await store.put("note:a:s01", 1);
  store.forget();
  assert.equal(await new Store().get("note:a:s01"), 1);
});

test("preferences of the first release, kept among the records, are still found", async () => {
  const store = new Store();
  await store.reach((device) => device.write("way", "open"));
  assert.equal(await store.get("way"), "open");
  await store.put("way", "body");
  assert.equal(await store.get("way"), "body");
});
