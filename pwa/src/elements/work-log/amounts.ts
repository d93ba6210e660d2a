// Hours and money as people type them, kept as whole minutes and whole cents: a sum of wages must be exact.

const MOST_MINUTES = 24 * 60;
const MOST_CENTS = 100_000_000;
// Arabic and Persian digits and separators, as some keyboards write them.
const EASTERN = /[\u0660-\u0669\u06f0-\u06f9]/g;

function plain(text: string): string {
  return text
    .replace(EASTERN, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\u066b/g, ".")
    .replace(/[\s\u00a0\u202f\u066c'’]/g, "");
}

/** "7.5", "7,5", "7:30" and "7h30" are 450 minutes; null: not hours of one day. Parts of a minute are rounded. */
export function minutesFrom(text: string): number | null {
  const typed = plain(text);
  const clock = /^(\d{1,2})[:hH]([0-5]\d)?$/.exec(typed);
  const decimal = /^(\d{1,2})(?:[.,](\d{1,2}))?$/.exec(typed);
  if (!clock && !decimal) return null;
  const hours = Number((clock ?? decimal)?.[1]);
  const rest = clock ? Number(clock[2] ?? 0) : Math.round((Number((decimal?.[2] ?? "0").padEnd(2, "0")) * 60) / 100);
  const minutes = hours * 60 + rest;
  return minutes <= MOST_MINUTES ? minutes : null;
}

/** "82.50", "82,5" and "1.234,50" in cents; null: not an amount, or one that could be read in two ways ("1.234"). */
export function centsFrom(text: string): number | null {
  const found = /^(\d{1,3}(?:([.,])\d{3})+|\d+)(?:([.,])(\d{1,2}))?$/.exec(plain(text));
  if (!found) return null;
  const [, whole = "", group, point, part = ""] = found;
  if (group && (!point || group === point)) return null;
  const cents = Number(whole.replace(/[.,]/g, "")) * 100 + Number(part.padEnd(2, "0"));
  return cents <= MOST_CENTS ? cents : null;
}

/** 450 is "7:30". */
export function hoursText(minutes: number): string {
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/** 8250 is "82.50"; Latin digits in every language. */
export function moneyText(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
