import assert from "node:assert/strict";
import { test } from "node:test";

import { goOn } from "../../../pwa/src/elements/resume-link/go-on.ts";

const SESSIONS = ["opening", "grounding", "unhooking"];
const OFFERED = [...SESSIONS, "slow-breath"];

function progress(unit: string, place: number, done = place === 9): Parameters<typeof goOn>[0][number] {
  return { unit, step: `s0${place}`, place, of: 9, done, at: "" };
}

test("who has read nothing begins at the beginning", () => {
  assert.equal(goOn([], OFFERED, SESSIONS), null);
  assert.equal(goOn([progress("gone", 3)], OFFERED, SESSIONS), null);
});

test("what was left half-way goes on at that step", () => {
  const [unit, step] = [goOn([progress("slow-breath", 4)], OFFERED, SESSIONS)].map((next) => [next?.unit, next?.at?.step])[0] ?? [];
  assert.deepEqual([unit, step], ["slow-breath", "s04"]);
});

test("after a finished session comes the next one not done", () => {
  assert.deepEqual(goOn([progress("opening", 9)], OFFERED, SESSIONS), { unit: "grounding", at: null });
  const next = goOn([progress("grounding", 9), progress("opening", 3)], OFFERED, SESSIONS);
  assert.deepEqual([next?.unit, next?.at?.step], ["opening", "s03"]);
});

test("when all is done nothing is pressed upon anybody", () => {
  assert.equal(goOn(SESSIONS.map((unit) => progress(unit, 9)), OFFERED, SESSIONS), null);
});
