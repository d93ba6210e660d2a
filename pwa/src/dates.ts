// Dates from CLDR data of our own, because many phones do not know our languages. Latin digits always.

export interface Cldr {
  months: { wide: string[]; abbr: string[] };
  monthsInDate: string[];
  weekdays: { wide: string[]; abbr: string[] };
  date: { full: string; day: string; short: string };
}

export type Style = keyof Cldr["date"];

function piece(field: string, date: Date, cldr: Cldr): string {
  const month = date.getMonth();
  const day = (date.getDay() + 6) % 7; // CLDR data begins on Monday
  switch (field[0]) {
    case "y": return String(date.getFullYear());
    case "d": return String(date.getDate()).padStart(field.length, "0");
    case "E":
    case "c": return (field.length === 4 ? cldr.weekdays.wide : cldr.weekdays.abbr)[day] ?? "";
    case "M":
    case "L": return monthOf(field, month, cldr);
    default: return field;
  }
}

function monthOf(field: string, month: number, cldr: Cldr): string {
  if (field.length < 3) return String(month + 1).padStart(field.length, "0");
  if (field.length === 3) return cldr.months.abbr[month] ?? "";
  return (field[0] === "L" ? cldr.months.wide : cldr.monthsInDate)[month] ?? "";
}

/** Fill a CLDR pattern such as "EEEE, d 'de' MMMM y". */
export function formatDate(date: Date, pattern: string, cldr: Cldr): string {
  return pattern.replace(/'([^']*)'|([A-Za-z])\2*/g, (found, quoted: string | undefined) =>
    quoted === undefined ? piece(found, date, cldr) : quoted || "'",
  );
}

function iso(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whether a day such as "2027-02-21" is over, in the phone's own time. */
export function isPast(day: string, now: Date): boolean {
  return day < iso(now);
}

export async function cldrAt(url: string | null): Promise<Cldr | null> {
  if (!url) return null;
  try {
    const answer = await fetch(url);
    return answer.ok ? ((await answer.json()) as Cldr) : null;
  } catch {
    return null;
  }
}

export type DateWriter = (date: Date, style: Style) => string;

/** A writer of dates for the element whose data-cldr names the data; without it plain digits, year first. */
export async function dateWriter(element: Element): Promise<DateWriter> {
  const cldr = await cldrAt(element.getAttribute("data-cldr"));
  return (date, style) => {
    if (Number.isNaN(date.getTime())) return "";
    return cldr ? formatDate(date, cldr.date[style], cldr) : iso(date);
  };
}
