// Where to go on: pure, over what is kept and what the page offers.
import type { UnitProgress } from "../../store/progress.ts";

export interface GoOn {
  unit: string;
  /** The step to open; null: from its beginning. */
  at: UnitProgress | null;
}

/** The unit left half-way last; else the session begun last; else the first session not yet done; null when there is nothing to go on with. */
export function goOn(progress: UnitProgress[], offered: string[], sessions: string[]): GoOn | null {
  const known = progress.filter(({ unit }) => offered.includes(unit));
  const [latest] = known;
  if (!latest) return null;
  if (latest.place < latest.of) return { unit: latest.unit, at: latest };
  const begun = known.find(({ unit, place, of }) => sessions.includes(unit) && place > 1 && place < of);
  if (begun) return { unit: begun.unit, at: begun };
  const done = new Set(known.filter((unit) => unit.done).map(({ unit }) => unit));
  const next = sessions.find((session) => !done.has(session));
  return next ? { unit: next, at: known.find(({ unit, place }) => unit === next && place > 1) ?? null } : null;
}
