import "./indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { isOver } from "../../pwa/src/cover.ts";

const LEFT = { clock: 1000, wall: 1_000_000 };

test("a minute out of sight is over, by either clock", () => {
  assert.equal(isOver(LEFT, { clock: 61_001, wall: 1_060_001 }), true);
  assert.equal(isOver(LEFT, { clock: 2000, wall: 1_060_001 }), true); // the phone slept: one clock stood
  assert.equal(isOver(LEFT, { clock: 61_001, wall: 1_000_500 }), true); // the other was set
  assert.equal(isOver(LEFT, { clock: 30_000, wall: 1_030_000 }), false);
});

test("a clock that was set far back counts as over, a little back does not", () => {
  assert.equal(isOver(LEFT, { clock: 2000, wall: 1_000_000 - 3_600_000 }), true);
  assert.equal(isOver(LEFT, { clock: 2000, wall: 999_000 }), false);
});
