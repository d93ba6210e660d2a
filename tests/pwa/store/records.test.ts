import "../indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { allProgress, progressOf, saveProgress } from "../../../pwa/src/store/progress.ts";
import {
  addPractice, cardsFrom, keepOrRemove, planFrom, practicesOf, recordName, textFrom,
} from "../../../pwa/src/store/records.ts";
import { store } from "../../../pwa/src/store/store.ts";

test("a record is named by its kind, unit and step", () => {
  assert.equal(recordName("note", "one-thing.s04"), "note:one-thing:s04");
});

test("what was emptied is removed", async () => {
  await keepOrRemove("note:u:s01", { text: "a" }, false);
  assert.equal(textFrom(await store.get("note:u:s01")), "a");
  await keepOrRemove("note:u:s01", { text: "" }, true);
  assert.deepEqual(await store.list("note:"), []);
});

test("values of another shape read as empty", () => {
  for (const value of [undefined, null, 1, "x", [], {}, { text: 1, cards: [1, null, {}], what: 3 }]) {
    assert.equal(textFrom(value), "");
    assert.deepEqual(cardsFrom(value), []);
    assert.deepEqual(planFrom(value), { what: "", when: "", where: "" });
  }
});

test("practices are counted for their exercise only", async () => {
  await addPractice("slow-breath");
  await new Promise((resolve) => setTimeout(resolve, 2));
  await addPractice("slow-breath");
  await addPractice("slow");
  assert.equal((await practicesOf("slow-breath")).length, 2);
});

test("a unit finished once stays finished", async () => {
  await saveProgress("opening", { step: "s09", place: 9, of: 9, done: true });
  await saveProgress("opening", { step: "s02", place: 2, of: 9, done: false });
  const progress = await progressOf("opening");
  assert.deepEqual([progress?.step, progress?.done], ["s02", true]);
});

test("the unit read last comes first", async () => {
  await new Promise((resolve) => setTimeout(resolve, 2));
  await saveProgress("grounding", { step: "s02", place: 2, of: 8, done: false });
  assert.deepEqual((await allProgress()).map(({ unit }) => unit), ["grounding", "opening"]);
});
