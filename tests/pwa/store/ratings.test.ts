import "../indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { nextRun, ratingFrom, ratingsOf, saveRating, scoreBefore } from "../../../pwa/src/store/ratings.ts";
import type { Moment, Rating } from "../../../pwa/src/store/ratings.ts";

function rating(moment: Moment, run: number, score = 5): Rating {
  return { unit: "u", step: "s01", run, moment, score, at: "" };
}

test("before opens a run, after joins it", () => {
  assert.equal(nextRun([], "before"), 1);
  assert.equal(nextRun([rating("before", 1)], "after"), 1);
  assert.equal(nextRun([rating("before", 1), rating("after", 1)], "before"), 2);
});

test("after without a before is a run of its own", () => {
  assert.equal(nextRun([], "after"), 1);
  assert.equal(nextRun([rating("before", 1), rating("after", 1)], "after"), 2);
});

test("a before that was left open does not take the next one's place", () => {
  assert.equal(nextRun([rating("before", 1), rating("before", 2)], "after"), 2);
});

test("the pair is of one run only", () => {
  const known = [rating("before", 1, 8), rating("after", 1, 4), rating("before", 2, 6)];
  assert.equal(scoreBefore(known, 2), 6);
  assert.equal(scoreBefore(known, 3), null);
});

test("ratings come back as they were given", async () => {
  await saveRating({ unit: "slow-breath", step: "s01", run: 1, moment: "before", score: 0 });
  await saveRating({ unit: "slow-breath", step: "s09", run: 1, moment: "after", score: 10 });
  const found = await ratingsOf("slow-breath");
  assert.deepEqual(found.map(({ step, run, moment, score }) => [step, run, moment, score]), [
    ["s01", 1, "before", 0],
    ["s09", 1, "after", 10],
  ]);
  assert.deepEqual(await ratingsOf("slow"), []);
});

test("a record of another shape is not a rating", () => {
  for (const value of [null, 3, {}, { moment: "now", score: 1 }, { moment: "before", score: "1" }]) {
    assert.equal(ratingFrom({ name: "rating:u:s01:1", value }), null);
  }
});
