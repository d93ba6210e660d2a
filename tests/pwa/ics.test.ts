import assert from "node:assert/strict";
import { test } from "node:test";

import { calendar, escapeText, firstTime, fold } from "../../pwa/src/ics.ts";
import type { Reminder } from "../../pwa/src/ics.ts";
import { randomFrom, seedOf } from "./random.ts";

const octets = (text: string): number => new TextEncoder().encode(text).length;
const unfold = (text: string): string => text.replace(/\r\n /g, "");
const MONDAY_NOON = new Date(2026, 2, 2, 12, 0);
const made = (more: Partial<Reminder> = {}): Reminder => ({
  words: "A short break", time: "19:30", days: ["MO", "WE"], weeks: 4, uid: "abc", ...more,
});

test("a line has at most 75 octets, whatever letters it is made of, and none is torn", () => {
  for (const letter of ["a", "ż", "م", "😀", "é"]) {
    for (const length of [1, 74, 75, 76, 200]) {
      const line = `SUMMARY:${letter.repeat(length)}`;
      const parts = fold(line).split("\r\n");
      assert.ok(parts.every((part) => octets(part) <= 75), `${letter} ${length}`);
      assert.ok(parts.slice(1).every((part) => part.startsWith(" ")));
      assert.equal(unfold(fold(line)), line);
      assert.ok(parts.length === 1 || octets(parts[0] ?? "") > 71, "lines are filled");
    }
  }
});

test("any words survive folding", () => {
  const seed = seedOf();
  const next = randomFrom(seed);
  const letters = ["a", " ", "ż", "م", "😀", ",", ";", "\\", "\n"];
  for (let run = 0; run < 300; run += 1) {
    const words = Array.from({ length: Math.floor(next() * 120) }, () => letters[Math.floor(next() * letters.length)]).join("");
    const lines = calendar(made({ words }), MONDAY_NOON).split("\r\n");
    assert.ok(lines.every((line) => octets(line) <= 75), `seed ${seed}`);
  }
});

test("what has a meaning in the format is escaped, what no calendar shows is left out", () => {
  assert.equal(escapeText("a,b;c\\d"), "a\\,b\\;c\\\\d");
  assert.equal(escapeText("one\r\ntwo\u2028three\rfour"), "one\\ntwo\\nthree\\nfour");
  assert.equal(escapeText("a\u0000b\tc\u007f"), "a b c ");
  assert.equal(escapeText("x\uD83D y"), "x y");
  assert.equal(escapeText("😀"), "😀");
  assert.ok(!calendar(made({ words: "x\r\nATTENDEE:mailto:a@b.c" }), MONDAY_NOON).includes("\r\nATTENDEE"));
});

test("it begins on the first chosen day and hour still to come", () => {
  const first = (more: Partial<Reminder>): string => firstTime(made(more), MONDAY_NOON).toDateString();
  assert.equal(first({ days: ["MO"], time: "12:01" }), "Mon Mar 02 2026");
  assert.equal(first({ days: ["MO"], time: "12:00" }), "Mon Mar 09 2026");
  assert.equal(first({ days: ["SU"] }), "Sun Mar 08 2026");
  assert.equal(first({ days: ["FR", "WE"], time: "00:00" }), "Wed Mar 04 2026");
});

test("the time floats, the days are in order, the end is a count", () => {
  const text = calendar(made({ days: ["WE", "MO"] }), MONDAY_NOON);
  assert.match(text, /\r\nDTSTART:20260302T193000\r\n/);
  assert.match(text, /\r\nRRULE:FREQ=WEEKLY;WKST=MO;BYDAY=MO,WE;COUNT=8\r\n/);
  assert.doesNotMatch(calendar(made({ weeks: null }), MONDAY_NOON), /COUNT|UNTIL/);
  assert.ok(text.endsWith("END:VCALENDAR\r\n"));
});

test("nothing in the file says where it comes from", () => {
  assert.doesNotMatch(calendar(made(), MONDAY_NOON), /pauza|http|@/i);
});
