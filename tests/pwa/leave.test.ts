import "./indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { mustGiveWay } from "../../pwa/src/leave.ts";
import { pageOf } from "../../pwa/src/place.ts";

test("after leaving, Back to any page gives way at once", () => {
  assert.equal(mustGiveWay(true, "back_forward", false), true);
  assert.equal(mustGiveWay(true, "reload", false), true);
});

test("who comes back on purpose is let in", () => {
  assert.equal(mustGiveWay(true, "navigate", false), false);
  assert.equal(mustGiveWay(false, "back_forward", false), false);
});

test("the neutral page never sends to itself", () => {
  assert.equal(mustGiveWay(true, "back_forward", true), false);
});

test("the neutral page is the one of the same language", () => {
  assert.equal(pageOf("n", "/zh-Hant/1b/"), "/zh-Hant/n/");
});
