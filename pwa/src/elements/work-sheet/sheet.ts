// What a sheet says and knows, apart from the page: pure, so that it is tested.

/** A row of a sheet: its label, "" where the words speak for themselves, and what was filled in or chosen. */
export interface Row {
  label: string;
  parts: string[];
}

type Fields = { [name: string]: string };

const DAYS = 7;
const WORKING_DAYS = 5;

/** The rows that say something, as lines to read. */
export function linesOf(rows: Row[]): string[] {
  return rows.flatMap(({ label, parts }) => {
    const said = parts.map((part) => part.trim()).filter(Boolean).join(" · ");
    if (!said) return [];
    return label ? `${label}${/[.?!؟:]$/.test(label) ? "" : ":"} ${said}` : said;
  });
}

/** The shift of each day of a week; a pattern that changes, or none, is for the person to fill in. */
export function shiftsOf(pattern: string): string[] {
  if (pattern === "free") return Array<string>(DAYS).fill("off");
  if (!["early", "late", "night"].includes(pattern)) return [];
  return Array.from({ length: DAYS }, (_, day) => (day < WORKING_DAYS ? pattern : "off"));
}

/** The problems that were sorted to where something can be changed. */
export function changeable(fields: Fields): string[] {
  const numbers = Object.keys(fields).filter((name) => /^pile\d+$/.test(name) && fields[name] === "can");
  return numbers.sort().map((name) => fields[name.replace("pile", "problem")]?.trim() ?? "").filter(Boolean);
}

/** How many rows to show: the filled ones and one more. */
export function rowsToShow(filled: boolean[]): number {
  return Math.min(filled.length, filled.lastIndexOf(true) + 2);
}
