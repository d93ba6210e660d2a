import "./indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { stepsFor, wayFrom } from "../../pwa/src/way.ts";

const STEPS = [
  { id: "s01", way: "both", insteadOf: "" },
  { id: "s02", way: "body", insteadOf: "" },
  { id: "s02o", way: "open", insteadOf: "s02" },
  { id: "s03", way: "both", insteadOf: "" },
  { id: "s03o", way: "open", insteadOf: "s03" },
];

test("each way sees its own steps, and every place is filled once", () => {
  assert.deepEqual(stepsFor(STEPS, "body").map(({ id }) => id), ["s01", "s02", "s03"]);
  assert.deepEqual(stepsFor(STEPS, "open").map(({ id }) => id), ["s01", "s02o", "s03o"]);
});

test("anything unknown is the body way", () => {
  assert.deepEqual([undefined, null, "x", "body", "open"].map(wayFrom), ["body", "body", "body", "body", "open"]);
});
