// The geometry of a small line of numbers from 0 to 10: pure, in the units of its drawing.

export interface Spot {
  x: number;
  y: number;
  value: number;
}

export const WIDTH = 320;
export const HEIGHT = 112;
const START = 26;
const END = 14;
const TOP = 12;
const BOTTOM = 12;

export function levelOf(value: number): number {
  return TOP + ((10 - value) / 10) * (HEIGHT - TOP - BOTTOM);
}

/** Where each number stands; a skipped one is null and leaves its place empty. Time runs as the reading does. */
export function spotsOf(values: (number | null)[], mirrored: boolean): (Spot | null)[] {
  const gap = values.length > 1 ? (WIDTH - START - END) / (values.length - 1) : 0;
  return values.map((value, at) => {
    const x = Math.round((START + at * gap) * 10) / 10;
    return value === null ? null : { x: mirrored ? WIDTH - x : x, y: Math.round(levelOf(value) * 10) / 10, value };
  });
}

/** The path through neighbours; where a number is missing, the line is too. */
export function pathOf(spots: (Spot | null)[]): string {
  return spots.map((spot, at) => (spot ? `${at > 0 && spots[at - 1] ? "L" : "M"}${spot.x} ${spot.y}` : "")).join("");
}
