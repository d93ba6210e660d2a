import assert from "node:assert/strict";
import { test } from "node:test";

import { firstWay, lookedAt } from "../../../pwa/src/elements/next-steps/rules.ts";
import type { Rule } from "../../../pwa/src/elements/next-steps/rules.ts";
import type { CheckIn } from "../../../pwa/src/store/checkins.ts";

const RULES: Rule[] = [
  { measure: "help", look: "latest", from: 1, to: null, first: "help" },
  { measure: "strain", look: "latest", from: 8, to: null, first: "help" },
  { measure: "own", look: "change", from: 0, to: null, first: "second" },
  { measure: "daily", look: "latest", from: null, to: 2, first: "repeat" },
];
const said = (...answers: Partial<CheckIn>[]): CheckIn[] =>
  answers.map((answer, at) => ({ id: String(at), at: "", moment: "end", ...answer }));

test("numbers that say nothing leave the order of the page", () => {
  assert.equal(firstWay(RULES, []), null);
  assert.equal(firstWay(RULES, said({}, { strain: 7 })), null);
  assert.equal(firstWay([], said({ strain: 10 })), null);
});

test("a heavy week or the wish to talk puts help first, whatever else there is", () => {
  assert.equal(firstWay(RULES, said({ strain: 8, own: 3, problem: "a", daily: 0 })), "help");
  assert.equal(firstWay(RULES, said({ help: true, strain: 0 })), "help");
  assert.equal(firstWay(RULES, said({ help: true }, { help: false })), null);
});

test("the latest number counts, and a skipped one does not take its place", () => {
  assert.equal(firstWay(RULES, said({ strain: 9 }, { daily: 5 })), "help");
  assert.equal(firstWay(RULES, said({ strain: 9 }, { strain: 4 })), null);
});

test("a change is seen over one and the same trouble only", () => {
  const [, , change] = RULES as [Rule, Rule, Rule, Rule];
  assert.equal(lookedAt(change, said({ own: 8, problem: "a" })), undefined);
  assert.equal(lookedAt(change, said({ own: 8, problem: "a" }, { own: 5, problem: "b" })), undefined);
  assert.equal(lookedAt(change, said({ own: 8, problem: "a" }, { own: 5, problem: "a" })), -3);
  assert.equal(firstWay(RULES, said({ own: 5, problem: "a" }, { own: 5, problem: "a" })), "second");
});

test("both ends of a rule count", () => {
  assert.equal(firstWay(RULES, said({ daily: 2 })), "repeat");
  assert.equal(firstWay(RULES, said({ daily: 3 })), null);
});
