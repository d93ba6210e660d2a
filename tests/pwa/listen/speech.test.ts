import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import type { Sentence } from "../../../pwa/src/listen/marking.ts";
import { Speech } from "../../../pwa/src/listen/speech.ts";

class FakeUtterance {
  text: string;
  lang = "";
  rate = 1;
  voice: { lang: string } | null = null;
  onstart: (() => void) | null = null;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(text: string) {
    this.text = text;
  }
}

let said: FakeUtterance[] = [];
let told: string[] = [];
let now = 0;
const listener = {
  at: (place: number) => void told.push(`at ${place}`),
  ended: () => void told.push("ended"),
  failed: () => void told.push("failed"),
};
const sentence = (text: string, lang = "en", rest = 0): Sentence => ({ text, lang, rest, spot: {} as HTMLElement });
const DIGITS = "zero one two three four five six seven eight nine";

beforeEach(() => {
  [said, told, now] = [[], [], 0];
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  const voices = [{ lang: "en-GB", localService: true }];
  const speak = (one: FakeUtterance): unknown => said.push(one);
  const speechSynthesis = { getVoices: () => voices, speak, cancel: () => undefined };
  const page = { speechSynthesis, SpeechSynthesisUtterance: FakeUtterance, performance: { now: () => now } };
  for (const [name, value] of Object.entries(page)) Object.defineProperty(globalThis, name, { value, configurable: true });
});

function begin(...sentences: Sentence[]): Speech {
  const speech = new Speech(sentences, DIGITS, 0.8, listener);
  speech.start();
  mock.timers.tick(0);
  return speech;
}

function finish(milliseconds = 3000): void {
  const utterance = said[said.length - 1];
  utterance?.onstart?.();
  now += milliseconds;
  utterance?.onend?.();
  mock.timers.tick(0);
}

test("sentence after sentence, with the quiet between them and digits in words", () => {
  begin(sentence("Call 112 now."), sentence("Then rest.", "en", 2));
  assert.deepEqual([said[0]?.text, said[0]?.lang, said[0]?.rate], ["Call one one two now.", "en-GB", 0.8]);
  finish();
  assert.equal(said.length, 1);
  mock.timers.tick(2000);
  assert.equal(said[1]?.text, "Then rest.");
  finish();
  assert.deepEqual(told, ["at 0", "at 1", "ended"]);
});

test("what no voice of its language can say is passed over", () => {
  begin(sentence("Odpocznij teraz.", "pl"), sentence("Rest."));
  mock.timers.tick(0);
  assert.equal(said[0]?.text, "Rest.");
  assert.deepEqual(told, ["at 1"]);
});

test("a phone that only pretends is found out", () => {
  begin(sentence("A long sentence that takes some seconds."));
  finish(20);
  assert.deepEqual(told, ["at 0", "failed"]);
});

test("a phone that never begins is given up", () => {
  begin(sentence("Rest."));
  mock.timers.tick(4000);
  assert.deepEqual(told, ["at 0", "failed"]);
});

test("after a stop nothing more is told", () => {
  const speech = begin(sentence("Rest."), sentence("More."));
  speech.stop();
  said[0]?.onerror?.();
  finish();
  assert.deepEqual(told, ["at 0"]);
  assert.equal(said.length, 1);
});
