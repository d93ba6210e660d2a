import assert from "node:assert/strict";
import { test } from "node:test";

import { fitted } from "../../../../pwa/src/elements/work-log/photo.ts";
import type { Row } from "../../../../pwa/src/elements/work-log/rows.ts";
import { mondayOf, monthsOf, sumOf, weeksOf } from "../../../../pwa/src/elements/work-log/sums.ts";

function row(day: string, minutes: number, pay: number, off = 0, currency = "EUR"): Row {
  return { name: `work:${day}${minutes}`, day, minutes, pay, off, currency, note: "" };
}

test("a week begins on Monday, over years, leap days and changed clocks", () => {
  const pairs: [string, string][] = [
    ["2026-11-23", "2026-11-23"], ["2026-11-29", "2026-11-23"], ["2027-01-01", "2026-12-28"],
    ["2028-03-01", "2028-02-28"], ["2026-03-29", "2026-03-23"], ["2026-10-25", "2026-10-19"],
  ];
  for (const [day, monday] of pairs) assert.equal(mondayOf(day), monday, day);
});

test("a year of wages adds up to the cent", () => {
  const days = Array.from({ length: 365 }, () => row("2026-01-01", 7, 10, 1));
  assert.deepEqual(sumOf(days), { minutes: 2555, money: new Map([["EUR", { pay: 3650, off: 365 }]]) });
});

test("currencies are never added together", () => {
  const { money } = sumOf([row("2026-11-23", 60, 1000), row("2026-11-23", 60, 500, 50, "PLN"), row("2026-11-24", 60, 0)]);
  assert.deepEqual([...money], [["EUR", { pay: 1000, off: 0 }], ["PLN", { pay: 500, off: 50 }]]);
});

test("a week over two months is one week, and counts in both months by its days", () => {
  const rows = [row("2026-12-01", 120, 200), row("2026-11-30", 60, 100)];
  assert.deepEqual(weeksOf(rows).map(({ first, minutes }) => [first, minutes]), [["2026-11-30", 180]]);
  assert.deepEqual(monthsOf(rows).map(([month, { minutes }]) => [month, minutes]), [["2026-12", 120], ["2026-11", 60]]);
});

test("a photo keeps its shape and never grows", () => {
  assert.deepEqual(fitted(4000, 3000), [1280, 960]);
  assert.deepEqual(fitted(300, 200), [300, 200]);
  assert.deepEqual(fitted(10, 40000), [1, 1280]);
});
