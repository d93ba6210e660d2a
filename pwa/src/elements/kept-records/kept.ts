// What stands on the kept page, out of all records: pure, so that its order and wording are tested.
import type { Entry } from "../../store/schema.ts";
import { ratingFrom } from "../../store/ratings.ts";
import type { Rating } from "../../store/ratings.ts";
import { answersFrom, linesOf } from "../../store/answers.ts";
import { checkInFrom, MEASURES } from "../../store/checkins.ts";
import { cardsFrom, planFrom, practiceFrom, sheetFrom, textFrom } from "../../store/records.ts";
import type { Kind, Plan } from "../../store/records.ts";

export interface KeptItem {
  kind: Kind;
  unit: string;
  step: string;
  at: string;
  /** Lines to show. */
  text: string;
  /** The records behind it: deleting the item deletes them all. */
  names: string[];
  plan?: Plan;
}

export const KINDS: readonly Kind[] = ["note", "plan", "sheet", "values", "problem", "check", "answers", "rating", "log"];

/** The page's word for a name such as "strain". */
export type Word = (name: string) => string;

function timeOf(value: unknown): string {
  const at = (value as { at?: unknown } | null | undefined)?.at;
  return typeof at === "string" ? at : "";
}

function item(kind: Kind, { name, value }: Entry, more: { text: string; plan?: Plan; unit?: string }): KeptItem {
  const [, unit = "", step = ""] = name.split(":");
  return { kind, unit, step, at: timeOf(value), names: [name], ...more };
}

const MAKERS: Record<Exclude<Kind, "rating">, (entry: Entry, word: Word) => KeptItem | null> = {
  answers: (entry) => {
    const answers = answersFrom(entry);
    const text = [answers?.title, ...linesOf(answers?.response.item)].filter(Boolean).join("\n");
    return answers && { ...item("answers", entry, { text, unit: "" }), step: "" };
  },
  check: (entry, word) => {
    const checkIn = checkInFrom(entry);
    const lines = MEASURES.filter((measure) => checkIn?.[measure] !== undefined);
    const text = lines.map((measure) => `${word(measure)}: ${checkIn?.[measure]}`).join("\n");
    return checkIn && { ...item("check", entry, { text, unit: "" }), step: "" };
  },
  problem: (entry) => ({ ...item("problem", entry, { text: textFrom(entry.value), unit: "" }), step: "" }),
  note: (entry) => item("note", entry, { text: textFrom(entry.value) }),
  sheet: (entry) => item("sheet", entry, { text: sheetFrom(entry.value).lines.join("\n") }),
  values: (entry) => item("values", entry, { text: cardsFrom(entry.value).map((card) => card.text).join("\n") }),
  plan: (entry) => {
    const plan = planFrom(entry.value);
    return item("plan", entry, { text: [plan.what, plan.when, plan.where].filter(Boolean).join("\n"), plan });
  },
  log: (entry) => {
    const practice = practiceFrom(entry.value);
    return practice && { ...item("log", entry, { text: "", unit: practice.unit }), step: "" };
  },
};

/** Before and after of one run are one item: "7 → 4", or the one number there is. */
function ratingItems(entries: Entry[], arrow: string): KeptItem[] {
  const runs = new Map<string, Rating[]>();
  for (const rating of entries.map(ratingFrom)) {
    if (!rating) continue;
    const key = `${rating.unit}:${rating.run}`;
    runs.set(key, [...(runs.get(key) ?? []), rating]);
  }
  return [...runs.values()].map((run) => {
    const ordered = [...run].sort((a, b) => (a.moment === "before" ? -1 : 1) - (b.moment === "before" ? -1 : 1));
    const names = ordered.map(({ unit, step, run: n }) => `rating:${unit}:${step}:${n}`);
    const [first] = ordered as [Rating, ...Rating[]];
    const text = ordered.map(({ score }) => score).join(` ${arrow} `);
    return { kind: "rating", unit: first.unit, step: first.step, at: first.at, text, names };
  });
}

/** All items of a kind, the latest first. */
export function itemsOf(kind: Kind, entries: Entry[], arrow = "→", word: Word = (name) => name): KeptItem[] {
  const mine = entries.filter(({ name }) => name.startsWith(`${kind}:`));
  const items = kind === "rating"
    ? ratingItems(mine, arrow)
    : mine.map((entry) => MAKERS[kind](entry, word)).filter((made): made is KeptItem => made !== null);
  return items.sort((a, b) => (a.at < b.at ? 1 : -1));
}
