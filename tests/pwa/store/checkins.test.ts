import "../indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  allCheckIns, checkInFrom, currentProblem, finishedAt, isDue, momentOf, newId, saveCheckIn, saveProblem,
} from "../../../pwa/src/store/checkins.ts";
import type { UnitProgress } from "../../../pwa/src/store/progress.ts";

const SESSIONS = ["opening", "grounding", "closing"];
const DONE = "2026-03-01T10:00:00.000Z";
const day = (number: number): Date => new Date(Date.parse(DONE) + number * 86_400_000);
const done = (unit: string, isDone = true): UnitProgress => ({ unit, step: "s09", place: 9, of: 9, done: isDone, at: DONE });

test("the moment follows from the sessions read to the end", () => {
  assert.equal(momentOf([], SESSIONS, null, day(0)), "start");
  assert.equal(momentOf([done("opening", false)], SESSIONS, null, day(0)), "start");
  assert.equal(momentOf([done("opening")], SESSIONS, null, day(0)), "opening");
  assert.equal(momentOf([done("grounding"), done("opening"), done("slow-breath")], SESSIONS, null, day(0)), "grounding");
  assert.equal(momentOf([done("closing")], SESSIONS, DONE, day(27.9)), "end");
  assert.equal(momentOf([done("closing")], SESSIONS, DONE, day(28)), "later");
});

test("a look back is due once, four weeks after the programme", () => {
  const later = { id: "1", at: DONE, moment: "later" };
  assert.equal(isDue(null, [], day(100)), false);
  assert.equal(isDue(DONE, [], day(27)), false);
  assert.equal(isDue(DONE, [{ ...later, moment: "end" }], day(28)), true);
  assert.equal(isDue(DONE, [later], day(28)), false);
});

test("reading the last session again does not move the day it was done", async () => {
  assert.equal(await finishedAt([done("opening")], "closing"), null);
  assert.equal(await finishedAt([done("closing")], "closing"), DONE);
  assert.equal(await finishedAt([{ ...done("closing"), at: "2026-09-09T00:00:00.000Z" }], "closing"), DONE);
});

test("a check-in comes back as it was given, without what was skipped", async () => {
  await saveCheckIn({ id: "2", at: "", moment: "end", strain: 0, help: false });
  await saveCheckIn({ id: "1", at: "", moment: "start", own: 10, problem: "1" });
  const [first, second] = await allCheckIns();
  assert.deepEqual({ ...first, at: "" }, { id: "1", at: "", moment: "start", own: 10, problem: "1" });
  assert.deepEqual({ ...second, at: "" }, { id: "2", at: "", moment: "end", strain: 0, help: false });
});

test("when everything is skipped, nothing is kept", async () => {
  await saveCheckIn({ id: "1", at: "", moment: "start" });
  assert.deepEqual((await allCheckIns()).map(({ id }) => id), ["2"]);
});

test("the trouble written last is the present one", async () => {
  assert.equal(await currentProblem(), null);
  await saveProblem({ id: "1", text: "noise" });
  await saveProblem({ id: "2", text: "rent" });
  assert.deepEqual(await currentProblem(), { id: "2", text: "rent" });
  await saveProblem({ id: "2", text: "  " });
  assert.deepEqual(await currentProblem(), { id: "1", text: "noise" });
});

test("names sort by time and have no colon, which parts names", () => {
  assert.ok(newId(day(0)) < newId(day(1)));
  assert.match(newId(day(0)), /^[0-9TZ]+$/);
});

test("numbers of another shape are not there", () => {
  for (const value of [null, 1, "x"]) assert.equal(checkInFrom({ name: "check:1", value }), null);
  assert.equal(checkInFrom({ name: "note:1", value: {} }), null);
  const odd = checkInFrom({ name: "check:1", value: { strain: 11, own: "7", daily: -1, help: "yes", problem: 3 } });
  assert.deepEqual(odd, { id: "1", at: "", moment: "" });
});
