import assert from "node:assert/strict";
import { test } from "node:test";

import { formatDate, isPast } from "../../pwa/src/dates.ts";

const numbered = (name: string, count: number): string[] => Array.from({ length: count }, (_, n) => `${name}${n + 1}`);
const CLDR = {
  months: { wide: numbered("Alone", 12), abbr: numbered("Mon", 12) },
  monthsInDate: numbered("Of", 12),
  weekdays: { wide: numbered("Day", 7), abbr: numbered("D", 7) },
  date: { full: "", day: "", short: "" },
};
const MONDAY = new Date(2026, 10, 23, 22, 0);

test("a pattern is filled with the names of the language", () => {
  assert.equal(formatDate(MONDAY, "EEEE, d MMMM y", CLDR), "Day1, 23 Of11 2026");
  assert.equal(formatDate(MONDAY, "MMM d", CLDR), "Mon11 23");
  assert.equal(formatDate(MONDAY, "LLLL", CLDR), "Alone11");
  assert.equal(formatDate(new Date(2026, 10, 29), "EEE dd.MM.", CLDR), "D7 29.11.");
});

test("quoted words and other scripts stay as they are", () => {
  assert.equal(formatDate(MONDAY, "d 'de' MMMM 'de' y", CLDR), "23 de Of11 de 2026");
  assert.equal(formatDate(MONDAY, "y年M月d日 EEEE", CLDR), "2026年11月23日 Day1");
  assert.equal(formatDate(MONDAY, "h ''d", CLDR), "h '23");
});

test("a day is past when it is over, in the phone's own time", () => {
  assert.equal(isPast("2027-02-21", new Date(2027, 1, 20)), false);
  assert.equal(isPast("2027-02-21", new Date(2027, 1, 21, 23, 59, 59)), false);
  assert.equal(isPast("2027-02-21", new Date(2027, 1, 22, 0, 0, 0)), true);
  assert.equal(isPast("2027-02-21", new Date(2031, 0, 1)), true);
});
