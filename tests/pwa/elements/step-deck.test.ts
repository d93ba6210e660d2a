import assert from "node:assert/strict";
import { test } from "node:test";

import { firstPlace, keyMove, placeAfter, swipeMove } from "../../../pwa/src/elements/step-deck/moves.ts";

const at = (x: number, y = 300, ms = 0): { x: number; y: number; at: number } => ({ x, y, at: ms });

test("arrows follow the direction of reading", () => {
  assert.deepEqual(["ArrowRight", "ArrowLeft", "Enter"].map((key) => keyMove(key, false)), ["next", "back", null]);
  assert.deepEqual(["ArrowRight", "ArrowLeft"].map((key) => keyMove(key, true)), ["back", "next"]);
});

test("a swipe turns the leaf, mirrored from right to left", () => {
  assert.equal(swipeMove(at(300), at(200, 310, 200), false, 360), "next");
  assert.equal(swipeMove(at(100), at(200, 310, 200), false, 360), "back");
  assert.equal(swipeMove(at(300), at(200, 310, 200), true, 360), "back");
  assert.equal(swipeMove(at(100), at(200, 310, 200), true, 360), "next");
});

test("scrolling, slow drags, short moves and the browser's own edges are no swipes", () => {
  assert.equal(swipeMove(at(300), at(200, 400, 200), false, 360), null);
  assert.equal(swipeMove(at(300), at(200, 300, 900), false, 360), null);
  assert.equal(swipeMove(at(300), at(260, 300, 100), false, 360), null);
  assert.equal(swipeMove(at(10), at(200, 300, 100), false, 360), null);
  assert.equal(swipeMove(at(350), at(200, 300, 100), false, 360), null);
});

test("there is nothing before the first step and after the last", () => {
  assert.deepEqual([placeAfter(0, "back", 3), placeAfter(0, "next", 3), placeAfter(2, "next", 3)], [null, 1, null]);
});

test("the address decides where to begin, else where the person was", () => {
  const ids = ["s01", "s02", "s03"];
  assert.equal(firstPlace(ids, "s03", "s02"), 2);
  assert.equal(firstPlace(ids, "", "s02"), 1);
  assert.equal(firstPlace(ids, "main", null), 0);
});

test("who was at the end, or at a step that is gone, begins anew", () => {
  const ids = ["s01", "s02", "s03"];
  assert.equal(firstPlace(ids, "", "s03"), 0);
  assert.equal(firstPlace(ids, "", "s77"), 0);
});
