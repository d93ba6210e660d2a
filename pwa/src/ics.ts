// A reminder as a calendar file (RFC 5545): floating local time, so that it rings at the same hour wherever the person is.
// It says nothing of where it comes from.

export const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Day = (typeof DAYS)[number];

export interface Reminder {
  words: string;
  /** "19:30", the phone's own time. */
  time: string;
  days: Day[];
  /** How many weeks it repeats; null: until it is deleted in the calendar. */
  weeks: number | null;
  uid: string;
}

const LIMIT = 75; // octets a line, without its end
const MINUTES = 5;

function octets(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Break a line so that no part is longer than 75 octets and no letter is torn; each further part begins with a space. */
export function fold(line: string): string {
  const parts: string[] = [];
  let part = "";
  for (const letter of line) {
    if (octets(part + letter) > LIMIT) {
      parts.push(part);
      part = " ";
    }
    part += letter;
  }
  return [...parts, part].join("\r\n");
}

/** A text as a value: what has a meaning in the format is escaped, what no calendar can show is left out. */
export function escapeText(text: string): string {
  const lines = text.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ");
  // Half a letter, as a field that cuts at a length may leave, is no letter.
  return Array.from(lines).filter((letter) => !/^[\uD800-\uDFFF]$/.test(letter)).join("")
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\n/g, "\\n");
}

const two = (part: number): string => String(part).padStart(2, "0");

function local(date: Date): string {
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}${two(date.getMinutes())}00`;
}

/** The first chosen day and hour that is still to come. */
export function firstTime({ time, days }: Reminder, now: Date): Date {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  for (let ahead = 0; ; ahead += 1) {
    const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, hours, minutes);
    const day = DAYS[(date.getDay() + 6) % 7] as Day;
    if (days.includes(day) && (date > now || ahead > 7)) return date;
  }
}

/** The file's text; the reminder must have a day. */
export function calendar(reminder: Reminder, now: Date): string {
  const { words, days, weeks, uid } = reminder;
  const text = escapeText(words);
  const chosen = DAYS.filter((day) => days.includes(day));
  const count = weeks === null ? "" : `;COUNT=${weeks * chosen.length}`;
  const lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN", "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
    `DTSTART:${local(firstTime(reminder, now))}`, `DURATION:PT${MINUTES}M`,
    `RRULE:FREQ=WEEKLY;WKST=MO;BYDAY=${chosen.join(",")}${count}`,
    `SUMMARY:${text}`, "CLASS:PRIVATE", "TRANSP:TRANSPARENT",
    "BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${text}`, "TRIGGER:PT0S", "END:VALARM",
    "END:VEVENT", "END:VCALENDAR",
  ];
  return `${lines.map(fold).join("\r\n")}\r\n`;
}
