import assert from "node:assert/strict";
import { test } from "node:test";

import { itemsOf } from "../../../pwa/src/elements/kept-records/kept.ts";

const ENTRIES = [
  { name: "note:one-thing:s04", value: { text: "old", at: "2026-01-01T10:00:00Z" } },
  { name: "note:name-it:s02", value: { text: "new", at: "2026-02-01T10:00:00Z" } },
  { name: "plan:one-small-step:s05", value: { what: "walk", when: "", where: "park", at: "2026-01-02T10:00:00Z" } },
  { name: "sheet:moving:s15", value: { fields: { shift1: "late" }, lines: ["Monday: Late", "Tuesday: Walk"] } },
  { name: "values:what-matters:s03", value: { cards: [{ id: "caring", text: "Caring" }, { id: "fair", text: "Fair" }] } },
  { name: "rating:slow-breath:s01:1", value: { moment: "before", score: 7 } },
  { name: "rating:slow-breath:s09:1", value: { moment: "after", score: 4 } },
  { name: "rating:slow-breath:s01:2", value: { moment: "before", score: 0 } },
  { name: "log:2026-01-01T10:00:00.000Z", value: { unit: "slow-breath", at: "2026-01-01T10:00:00.000Z" } },
  { name: "progress:opening", value: { step: "s02" } },
];

test("notes stand with the latest first", () => {
  assert.deepEqual(itemsOf("note", ENTRIES).map(({ text, unit, step }) => [text, unit, step]), [
    ["new", "name-it", "s02"],
    ["old", "one-thing", "s04"],
  ]);
});

test("a plan and chosen values are lines", () => {
  assert.deepEqual(itemsOf("plan", ENTRIES).map(({ text }) => text), ["walk\npark"]);
  assert.deepEqual(itemsOf("sheet", ENTRIES).map(({ unit, text }) => [unit, text]), [["moving", "Monday: Late\nTuesday: Walk"]]);
  assert.deepEqual(itemsOf("values", ENTRIES).map(({ text }) => text), ["Caring\nFair"]);
});

test("before and after are one item and are deleted together", () => {
  const items = itemsOf("rating", ENTRIES, "←");
  assert.deepEqual(items.map(({ text }) => text).sort(), ["0", "7 ← 4"]);
  const pair = items.find(({ text }) => text.length > 1);
  assert.deepEqual(pair?.names, ["rating:slow-breath:s01:1", "rating:slow-breath:s09:1"]);
});

test("a practice is filed under its exercise", () => {
  assert.deepEqual(itemsOf("log", ENTRIES).map(({ unit, step }) => [unit, step]), [["slow-breath", ""]]);
});

test("records of another shape are left out or empty, never an error", () => {
  const odd = [null, 5, "x", {}].flatMap((value, n) => ["note", "plan", "sheet", "values", "rating", "log", "check", "problem"].map((kind) => ({
    name: `${kind}:u:s01:${n}`, value,
  })));
  for (const kind of ["note", "plan", "sheet", "values", "rating", "log", "check", "problem"] as const) {
    assert.ok(itemsOf(kind, odd).every(({ text }) => text === ""));
  }
});

test("answers to a questionnaire stand in the words they were asked in", () => {
  const response = {
    resourceType: "QuestionnaireResponse",
    item: [{ linkId: "1", text: "How?", answer: [{ valueCoding: { code: "b", display: "dim" } }] }],
  };
  const [answers] = itemsOf("answers", [{ name: "answers:lamp:1", value: { title: "Lamp", response } }]);
  assert.equal(answers?.text, "Lamp\nHow? – dim");
});

test("a check-in is lines with the page's words, its own words stand beside it", () => {
  const entries = [
    { name: "check:1", value: { moment: "end", strain: 7, daily: 0, at: "2026-01-01T10:00:00Z" } },
    { name: "problem:1", value: { text: "noise" } },
  ];
  const [checkIn] = itemsOf("check", entries, "→", (name) => name.toUpperCase());
  assert.deepEqual([checkIn?.text, checkIn?.unit, checkIn?.names], ["STRAIN: 7\nDAILY: 0", "", ["check:1"]]);
  assert.deepEqual(itemsOf("problem", entries).map(({ text }) => text), ["noise"]);
});
