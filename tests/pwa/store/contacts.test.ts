import "../indexeddb.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { contactsFrom, openOf } from "../../../pwa/src/store/contacts.ts";
import type { Entry } from "../../../pwa/src/store/schema.ts";

const BEGAN = "2026-11-27T10:00:00.000Z";
const NOW = Date.parse("2026-11-27T10:20:00.000Z");

let entries: Entry[];

beforeEach(() => {
  entries = [
    { name: "contact:1-a", value: { script: "call", title: "The weekly call", rehearsal: false, at: BEGAN } },
    { name: "contactpart:1-a:s02", value: { mark: "not", why: "no time" } },
    { name: "contactpart:1-a:s01", value: { mark: "done", why: "" } },
    { name: "contactnote:1-a", value: { people: 7, ask: "How?" } },
    { name: "contact:1-ab", value: { script: "first", title: "First", rehearsal: true, at: "2026-11-26T10:00:00.000Z" } },
    { name: "contactend:1-ab", value: { at: "2026-11-26T11:00:00.000Z" } },
  ];
});

test("a contact is put together from its records, and of no other", () => {
  const [latest, before] = contactsFrom(entries);
  assert.deepEqual(latest, {
    id: "1-a", script: "call", title: "The weekly call", began: BEGAN, rehearsal: false, people: 7, ask: "How?", ended: null,
    parts: [{ step: "s01", mark: "done", why: "" }, { step: "s02", mark: "not", why: "no time" }],
  });
  assert.deepEqual([before?.parts, before?.people, before?.ended], [[], null, "2026-11-26T11:00:00.000Z"]);
});

test("what is damaged is left out and takes nothing else with it", () => {
  entries.push({ name: "contact:2", value: null }, { name: "contact:3", value: { script: "call", at: "never" } });
  entries.push({ name: "contactpart:1-a:s03", value: { mark: "maybe" } }, { name: "contactpart:1-a:", value: { mark: "done" } });
  assert.deepEqual(contactsFrom(entries).map(({ id, parts }) => [id, parts.length]), [["1-a", 2], ["1-ab", 0]]);
});

test("the contact that goes on is of this script, not closed and of today", () => {
  const contacts = contactsFrom(entries);
  assert.equal(openOf(contacts, "call", NOW)?.id, "1-a");
  assert.equal(openOf(contacts, "first", NOW), null);
  assert.equal(openOf(contacts, "call", NOW + 13 * 3_600_000), null);
  assert.equal(openOf(contacts, "call", NOW - 13 * 3_600_000), null, "a clock that was set back");
});
