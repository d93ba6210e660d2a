import assert from "node:assert/strict";
import { test } from "node:test";

import { matches } from "../../../pwa/src/elements/language-list/matching.ts";

test("a language is found by each of its names, in part and without accents", () => {
  const names = "Português (Brasil) Portuguese (Brazil) البرتغالية pt-BR";

  for (const typed of ["", "port", "PORTUGUES", "Português", "brazil", "البرتغ", "pt-br", "brasil port"]) {
    assert.ok(matches(names, typed), typed);
  }
  assert.ok(!matches(names, "polski"));
  assert.ok(!matches(names, "port polski"));
});

test("letters that carry no separate accent are found by the plain one", () => {
  assert.ok(matches("Türkçe Turkish", "TURKCE"));
  assert.ok(matches("Türkçe Turkish", "turkısh"));
  assert.ok(matches("Łatgalski", "latgal"));
  assert.ok(matches("Українська Ukrainian", "украінська"));
});
