import assert from "node:assert/strict";
import { test } from "node:test";

import { Stopwatch } from "../../pwa/src/stopwatch.ts";

test("pauses are not counted", () => {
  let now = 0;
  const watch = new Stopwatch(() => undefined, () => now);
  watch.start();
  now = 3000;
  watch.pause();
  now = 60000;
  assert.equal(watch.seconds, 3);
  watch.start();
  now = 62000;
  assert.equal(watch.seconds, 5);
  watch.reset();
  assert.deepEqual([watch.seconds, watch.running], [0, false]);
});

test("starting twice counts once", () => {
  let ticks = 0;
  const watch = new Stopwatch(() => (ticks += 1), () => 0);
  watch.start();
  watch.start();
  watch.pause();
  assert.equal(ticks, 1);
});
