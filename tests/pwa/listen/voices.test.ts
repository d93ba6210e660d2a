import assert from "node:assert/strict";
import { test } from "node:test";

import { voiceFor, wasSpoken } from "../../../pwa/src/listen/voices.ts";

const voice = (lang: string, facts: object = {}): SpeechSynthesisVoice =>
  ({ lang, name: lang, voiceURI: lang, localService: true, default: false, ...facts }) as SpeechSynthesisVoice;

test("no voice of another language, however many there are", () => {
  assert.equal(voiceFor("pl", [voice("en-US", { default: true }), voice("plt-MG"), voice("pt-BR")]), undefined);
  assert.equal(voiceFor("pl", []), undefined);
});

test("no voice that would send the words away", () => {
  assert.equal(voiceFor("pl", [voice("pl-PL", { localService: false })]), undefined);
});

test("the same region first, then the phone's own choice, then any", () => {
  const [us, gb, au] = [voice("en_US"), voice("en-GB", { default: true }), voice("en-AU")];
  assert.equal(voiceFor("en-us", [au, gb, us]), us);
  assert.equal(voiceFor("en", [us, gb]), gb);
  assert.equal(voiceFor("en", [us, au]), us);
});

test("words passed over in no time were not said", () => {
  assert.equal(wasSpoken(60, 100), false);
  assert.equal(wasSpoken(60, 3000), true);
  assert.equal(wasSpoken(4, 5), true);
});
