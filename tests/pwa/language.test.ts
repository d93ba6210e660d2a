import assert from "node:assert/strict";
import { test } from "node:test";

import { languageCookie, languageHref } from "../../pwa/src/language.ts";

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
