// Which of the ways to go on is spoken of first: rules of content/stepping.toml over the person's own numbers.
import type { CheckIn, Measure } from "../../store/checkins.ts";

export interface Rule {
  measure: Measure | "help";
  look: "latest" | "change";
  /** Both ends count; null: open. */
  from: number | null;
  to: number | null;
  /** The way that comes first. */
  first: string;
}

function numberOf(checkIn: CheckIn, measure: Rule["measure"]): number | undefined {
  if (measure !== "help") return checkIn[measure];
  return checkIn.help === undefined ? undefined : Number(checkIn.help);
}

/** The number a rule looks at; undefined where there is none. The own trouble changes only while it is the same one. */
export function lookedAt({ measure, look }: Rule, checkIns: CheckIn[]): number | undefined {
  const known = checkIns.filter((one) => numberOf(one, measure) !== undefined);
  const latest = known[known.length - 1];
  if (!latest || look === "latest") return latest && numberOf(latest, measure);
  const alike = known.filter(({ problem }) => measure !== "own" || problem === latest.problem);
  const [first] = alike;
  return first && alike.length > 1 ? Number(numberOf(latest, measure)) - Number(numberOf(first, measure)) : undefined;
}

/** The way that the first fitting rule names, or null: then the order of the page stands. Earliest check-in first. */
export function firstWay(rules: Rule[], checkIns: CheckIn[]): string | null {
  const fits = (rule: Rule): boolean => {
    const number = lookedAt(rule, checkIns);
    return number !== undefined && number >= (rule.from ?? -Infinity) && number <= (rule.to ?? Infinity);
  };
  return rules.find(fits)?.first ?? null;
}
