import assert from "node:assert/strict";
import { test } from "node:test";

import { bestOffered, chosenHref, languageCookie } from "../../pwa/src/chosen.ts";
import { chooserHref } from "../../pwa/src/language.ts";

test("the page of languages knows from where one came, and leads back to the same step", () => {
  assert.equal(chooserHref("/en/l/", "/en/1b/", "s05", false), "/en/l/#1b/s05");
  assert.equal(chooserHref("/en/l/#1b/s05", "/en/", "", false), "/en/l/#");
  assert.equal(chooserHref("/en/l/", "/en/c/", "", true), "/en/l/#~c");
  assert.deepEqual(chosenHref("ar", "#1b/s05"), { href: "/ar/1b/?l#s05", quiet: false });
  assert.deepEqual(chosenHref("ar", "#~c"), { href: "/ar/c/?l", quiet: true });
  assert.deepEqual(chosenHref("pt-BR", "#"), { href: "/pt-BR/?l", quiet: false });
});

test("on the page of languages its own link keeps what it knows", () => {
  assert.equal(chooserHref("/en/l/#1/s02", "/en/l/", "", false), "/en/l/#1/s02");
});

test("a mark of another make leads to the first page", () => {
  for (const mark of ["", "#//evil.example", "#javascript:1", "#1/../..", "#1b/s05/x"]) {
    assert.deepEqual(chosenHref("pl", mark), { href: "/pl/?l", quiet: false }, mark);
  }
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
