import assert from "node:assert/strict";
import { test } from "node:test";

Object.assign(globalThis, { HTMLElement: class {} });
const { placeAt } = await import("../../pwa/src/timed.ts");

test("the cue of a moment is the last that has begun", () => {
  assert.deepEqual([0, 14.9, 15, 29, 31].map((at) => placeAt([15, 30], at)), [-1, -1, 0, 0, 1]);
  assert.equal(placeAt([], 10), -1);
});
