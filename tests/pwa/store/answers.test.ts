import "../indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { allAnswers, answersFrom, linesOf, saveAnswers, scoreOf } from "../../../pwa/src/store/answers.ts";
import type { Answers, QuestionnaireResponse, ResponseItem } from "../../../pwa/src/store/answers.ts";

const ITEM: ResponseItem[] = [
  { linkId: "1", text: "The lamp", item: [
    { linkId: "1.1", text: "How is it?", answer: [{ valueCoding: { code: "b", display: "dim" } }] },
    { linkId: "1.2", text: "And then?" },
  ] },
];
const response = (item: ResponseItem[]): QuestionnaireResponse => ({
  resourceType: "QuestionnaireResponse", questionnaire: "https://example.org/lamp|1.0", status: "completed",
  language: "en", authored: "", item,
});
const answers = (id: string, item = ITEM): Answers => ({
  id, slug: "lamp", at: "", moment: "end", title: "Lamp", response: response(item),
});

test("a score is there only when every scored question is answered", () => {
  const values = new Map([["1", 2], ["2", 1], ["3", 9]]);
  assert.equal(scoreOf("sum", ["1", "2"], values), 3);
  assert.equal(scoreOf("mean", ["1", "2"], values), 1.5);
  assert.equal(scoreOf("sum", ["1", "4"], values), undefined);
  assert.equal(scoreOf(undefined, ["1"], values), undefined);
  assert.equal(scoreOf("sum", [], values), undefined);
});

test("answers are shown in the words they were asked in, groups opened", () => {
  assert.deepEqual(linesOf(ITEM), ["How is it? – dim"]);
  assert.deepEqual(linesOf(undefined), []);
});

test("answers come back earliest first; none are kept when all is skipped", async () => {
  await saveAnswers(answers("2"));
  await saveAnswers(answers("1"));
  await saveAnswers({ ...answers("3"), slug: "other" });
  await saveAnswers(answers("4", []));
  assert.deepEqual((await allAnswers("lamp")).map(({ id }) => id), ["1", "2"]);
  assert.equal((await allAnswers()).length, 3);
});

test("records of another shape are no answers", () => {
  for (const value of [null, 1, {}, { response: { resourceType: "Patient" } }]) {
    assert.equal(answersFrom({ name: "answers:lamp:1", value }), null);
  }
});
