import assert from "node:assert/strict";
import { test } from "node:test";

import { asText, reasonsOf, summaryOf } from "../../../pwa/src/elements/contact-list/lines.ts";
import { isOver, minutesSince } from "../../../pwa/src/elements/desk-clock/time.ts";
import { clockOf, hashOf, placeFrom } from "../../../pwa/src/elements/group-screen/steps.ts";
import type { Contact } from "../../../pwa/src/store/contacts.ts";

const WORDS = { done: "done", partly: "partly done", not: "not done", people: "People:" };
const CONTACT: Contact = {
  id: "1", script: "call", title: "The weekly call", began: "", rehearsal: false, ended: null, people: 6, ask: "How do I end?",
  parts: [{ step: "s01", mark: "done", why: "" }, { step: "s02", mark: "not", why: "no time" }, { step: "s12", mark: "partly", why: "" }],
};

test("a contact is told in words, the parts by their numbers", () => {
  assert.equal(summaryOf(CONTACT, WORDS), "done: 1 · partly done: 1 · not done: 1 · People: 6");
  assert.deepEqual(reasonsOf(CONTACT, WORDS), ["2: not done. no time", "12: partly done", "How do I end?"]);
  assert.equal(asText(CONTACT, "Friday", WORDS).split("\n")[1], "Friday");
});

test("a contact of which nothing was marked says nothing", () => {
  const empty = { ...CONTACT, parts: [], people: null, ask: "" };
  assert.equal(summaryOf(empty, WORDS), "");
  assert.equal(asText(empty, "", WORDS), "The weekly call");
});

test("minutes are whole, and a clock that was set back gives none", () => {
  assert.deepEqual([0, 59_999, 60_000, 3_599_999].map((now) => minutesSince(0, now)), [0, 0, 1, 59]);
  assert.equal(minutesSince(5000, 0), 0);
  assert.equal(minutesSince(NaN, 0), 0);
});

test("a part's time is over at its last minute; one without minutes has no end", () => {
  assert.deepEqual([isOver(0, 5, 299_999), isOver(0, 5, 300_000), isOver(0, NaN, 1e9), isOver(0, 0, 1e9)], [false, true, false, false]);
});

test("where a group stands is told by the address, and by nothing else in it", () => {
  assert.deepEqual(placeFrom("#1.s03.pt-BR"), { code: "1", step: "s03", second: "pt-BR" });
  assert.deepEqual(placeFrom("#1"), { code: "1", step: "", second: "" });
  for (const hash of ["", "#", "#../../x", "#1.s03.<b>", "#1.s03.//x"]) assert.equal(placeFrom(hash), null, hash);
  assert.equal(hashOf({ code: "1", step: "s03", second: "" }), "#1.s03");
});

test("quiet time is said in minutes and seconds", () => {
  assert.deepEqual([120, 65.2, 0.1, 0, -3].map(clockOf), ["2:00", "1:06", "0:01", "0:00", "0:00"]);
});
