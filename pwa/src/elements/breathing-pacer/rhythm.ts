// Which part of which breath it is. A pure function of time: a phone that slept shows the right part when it wakes.

export interface Rhythm {
  in: number;
  hold: number;
  out: number;
  rounds: number;
}

export type Phase = "in" | "hold" | "out" | "done";

export interface Moment {
  phase: Phase;
  round: number;
  /** Whole seconds left in this phase, for counting down. */
  left: number;
  /** How long this phase lasts. */
  length: number;
}

const PHASES = ["in", "hold", "out"] as const;

/** Seconds below zero or not a number count as none. */
export function rhythmOf(seconds: Rhythm): Rhythm {
  const sound = (value: number): number => (Number.isFinite(value) ? Math.max(0, value) : 0);
  return {
    in: sound(seconds.in), hold: sound(seconds.hold), out: sound(seconds.out), rounds: Math.floor(sound(seconds.rounds)),
  };
}

export function momentAt(seconds: number, rhythm: Rhythm): Moment {
  const breath = rhythm.in + rhythm.hold + rhythm.out;
  const done: Moment = { phase: "done", round: rhythm.rounds, left: 0, length: 0 };
  if (breath <= 0 || seconds >= breath * rhythm.rounds) return done;
  let into = Math.max(0, seconds) % breath;
  for (const phase of PHASES) {
    const length = rhythm[phase];
    if (into < length) {
      return { phase, round: Math.floor(Math.max(0, seconds) / breath) + 1, left: Math.ceil(length - into), length };
    }
    into -= length;
  }
  return done;
}
