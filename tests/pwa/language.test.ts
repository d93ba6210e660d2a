import assert from "node:assert/strict";
import { test } from "node:test";

import { bestOffered, languageCookie, languageHref } from "../../pwa/src/language.ts";

test("the other language opens on the same step", () => {
  assert.equal(languageHref("/pl/1b/?l", "s05"), "/pl/1b/?l#s05");
});

test("the step is put once, however often the menu is used", () => {
  assert.equal(languageHref(languageHref("/ar/2/?l", "s02"), "s03"), "/ar/2/?l#s03");
  assert.equal(languageHref("/ar/2/?l#s02", ""), "/ar/2/?l");
});

test("the cookie holds the language and nothing else", () => {
  assert.equal(languageCookie("zh-Hant", false), "lang=zh-Hant; path=/; max-age=31536000; samesite=lax");
  assert.match(languageCookie("pl", true), /; secure$/);
});

test("the front page finds the best offered language", () => {
  const offered = ["en", "pl", "ar", "pt-BR"];

  assert.equal(bestOffered(["pl-PL", "en"], offered), "pl");
  assert.equal(bestOffered(["fr", "ar-SY"], offered), "ar");
  assert.equal(bestOffered(["pt-BR"], offered), "pt-BR");
  assert.equal(bestOffered(["fr"], offered), undefined);
  assert.equal(bestOffered([], offered), undefined);
});
