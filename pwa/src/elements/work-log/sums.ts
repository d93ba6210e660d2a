// Weeks and months of the work log, added up in whole minutes and cents; each currency for itself.
import type { Row } from "./rows.ts";

export interface Money {
  pay: number;
  off: number;
}

export interface Sum {
  minutes: number;
  money: Map<string, Money>;
}

export interface Week extends Sum {
  /** Monday, "2026-11-23". */
  first: string;
  rows: Row[];
}

/** "2026-11-23", in the phone's own time. */
export function dayText(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Noon, so that no change of the clocks moves a day. */
export function dateOf(day: string): Date {
  return new Date(`${day}T12:00`);
}

export function mondayOf(day: string): string {
  const date = dateOf(day);
  date.setDate(date.getDate() - ((date.getDay() + 6) % 7));
  return dayText(date);
}

export function sumOf(rows: Row[]): Sum {
  const sum: Sum = { minutes: 0, money: new Map() };
  for (const { minutes, pay, off, currency } of rows) {
    sum.minutes += minutes;
    if (!pay && !off) continue;
    const before = sum.money.get(currency) ?? { pay: 0, off: 0 };
    sum.money.set(currency, { pay: before.pay + pay, off: before.off + off });
  }
  return sum;
}

function grouped(rows: Row[], key: (row: Row) => string): [string, Row[]][] {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(key(row), [...(found.get(key(row)) ?? []), row]);
  return [...found];
}

/** Weeks from Monday, in the order of the rows. */
export function weeksOf(rows: Row[]): Week[] {
  return grouped(rows, ({ day }) => mondayOf(day)).map(([first, own]) => ({ first, rows: own, ...sumOf(own) }));
}

/** Months ("2026-11") with their sums, in the order of the rows. */
export function monthsOf(rows: Row[]): [string, Sum][] {
  return grouped(rows, ({ day }) => day.slice(0, 7)).map(([month, own]) => [month, sumOf(own)]);
}
