import assert from "node:assert/strict";
import { test } from "node:test";

import { HEIGHT, levelOf, pathOf, spotsOf, WIDTH } from "../../../pwa/src/elements/check-line/line.ts";

test("ten stands above zero, both inside the drawing", () => {
  assert.ok(levelOf(10) > 0 && levelOf(10) < levelOf(5) && levelOf(5) < levelOf(0) && levelOf(0) < HEIGHT);
});

test("time runs as the reading does", () => {
  const values = [3, 7, 5];
  const [right, left] = [spotsOf(values, false), spotsOf(values, true)];
  assert.ok((right[0]?.x ?? 0) < (right[1]?.x ?? 0) && (right[2]?.x ?? 0) < WIDTH);
  assert.deepEqual(left.map((spot) => WIDTH - (spot?.x ?? 0)), right.map((spot) => spot?.x));
  assert.deepEqual(left.map((spot) => spot?.y), right.map((spot) => spot?.y));
});

test("a skipped number leaves a gap in the line", () => {
  const path = pathOf(spotsOf([3, null, 5, 6], false));
  assert.equal(path.match(/M/g)?.length, 2);
  assert.equal(path.match(/L/g)?.length, 1);
  assert.equal(pathOf(spotsOf([null, null], false)), "");
});

test("one number is one spot", () => {
  assert.deepEqual(spotsOf([0], false).map((spot) => spot?.value), [0]);
  assert.match(pathOf(spotsOf([0], false)), /^M[\d.]+ [\d.]+$/);
});
