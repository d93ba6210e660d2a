import assert from "node:assert/strict";
import { test } from "node:test";

import { changeable, linesOf, rowsToShow, shiftsOf } from "../../../pwa/src/elements/work-sheet/sheet.ts";

test("what was filled in is read as lines, and what was not is left out", () => {
  const rows = [
    { label: "Monday", parts: ["Early", "Walk "] },
    { label: "Tuesday", parts: ["", "  "] },
    { label: "", parts: ["The wage is late", "", "I can change something here"] },
    { label: "With whom?", parts: ["Samir"] },
    { label: "مع من؟", parts: ["سمير"] },
  ];
  assert.deepEqual(linesOf(rows), [
    "Monday: Early · Walk",
    "The wage is late · I can change something here",
    "With whom? Samir",
    "مع من؟ سمير",
  ]);
});

test("a steady pattern fills the week, one that changes is for the person", () => {
  assert.deepEqual(shiftsOf("night"), ["night", "night", "night", "night", "night", "off", "off"]);
  assert.deepEqual(new Set(shiftsOf("free")), new Set(["off"]));
  assert.deepEqual(shiftsOf("rotating"), []);
  assert.deepEqual(shiftsOf("unknown"), []);
});

test("only problems where something can be changed are offered, in their order", () => {
  const fields = { problem1: "a", pile1: "can", problem2: "b", pile2: "now", problem3: " c ", pile3: "can", pile4: "can" };
  assert.deepEqual(changeable(fields), ["a", "c"]);
});

test("a list shows one row more than is filled, and never more than it has", () => {
  assert.equal(rowsToShow([false, false, false]), 1);
  assert.equal(rowsToShow([true, false, false]), 2);
  assert.equal(rowsToShow([false, true, false]), 3);
  assert.equal(rowsToShow([true, true, true]), 3);
});
