import assert from "node:assert/strict";
import { test } from "node:test";

import { restBefore, sentencesOf } from "../../../pwa/src/listen/script.ts";

const block = (dataset: object = {}, textContent = "", count?: string): HTMLElement =>
  ({ dataset, textContent, closest: () => (count ? { dataset: { count } } : null) }) as unknown as HTMLElement;

test("sentences in three scripts, and a number in the middle", () => {
  assert.deepEqual(sentencesOf(" Sit. “Rest.”\n It takes 2.5 minutes "), ["Sit.", "“Rest.”", "It takes 2.5 minutes"]);
  assert.deepEqual(sentencesOf("قف. هل ترى؟"), ["قف.", "هل ترى؟"]);
  assert.deepEqual(sentencesOf("  "), []);
});

test("a cue comes at its second, counted from the cue before", () => {
  assert.equal(restBefore(block({ at: "10" }), block()), 10);
  assert.equal(restBefore(block({ at: "25" }), block({ at: "10" })), 15);
});

test("there is time to notice, and to stay with a line", () => {
  assert.equal(restBefore(block(), block({}, "", "3")), 6);
  assert.equal(restBefore(block({ seconds: "6" }), block({ seconds: "6" }, "x".repeat(24))), 4);
  assert.equal(restBefore(block({ seconds: "6" }), block({ seconds: "3" }, "x".repeat(60))), 1);
  assert.equal(restBefore(block(), block()), 0);
  assert.equal(restBefore(block()), 0);
});
