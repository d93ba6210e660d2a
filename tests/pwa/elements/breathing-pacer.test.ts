import assert from "node:assert/strict";
import { test } from "node:test";

import { momentAt, rhythmOf } from "../../../pwa/src/elements/breathing-pacer/rhythm.ts";

const RHYTHM = { in: 3, hold: 1, out: 4, rounds: 2 };
const phaseAt = (seconds: number, rhythm = RHYTHM): string => momentAt(seconds, rhythm).phase;

test("in, hold, out, and again, and done", () => {
  assert.deepEqual([0, 2.99, 3, 3.99, 4, 7.99, 8, 15.99, 16, 1e9].map((at) => phaseAt(at)), [
    "in", "in", "hold", "hold", "out", "out", "in", "out", "done", "done",
  ]);
});

test("the count runs down to one, never to zero", () => {
  assert.deepEqual([0, 0.5, 1, 2.9, 3].map((at) => momentAt(at, RHYTHM).left), [3, 3, 2, 1, 1]);
});

test("without a hold the word never says hold", () => {
  const rhythm = { ...RHYTHM, hold: 0 };
  for (let at = 0; at < 14; at += 0.1) assert.notEqual(phaseAt(at, rhythm), "hold");
});

test("a phone that slept wakes in the right breath", () => {
  const { phase, round } = momentAt(12.5, RHYTHM);
  assert.deepEqual([phase, round], ["out", 2]);
});

test("nonsense in the page ends at once instead of running for ever", () => {
  for (const wrong of [NaN, -1, 0]) {
    assert.equal(phaseAt(0, rhythmOf({ in: wrong, hold: wrong, out: wrong, rounds: 3 })), "done");
    assert.equal(phaseAt(0, rhythmOf({ ...RHYTHM, rounds: wrong })), "done");
  }
});

test("a clock that jumps back before the start is still the first breath in", () => {
  assert.equal(phaseAt(-5), "in");
});
