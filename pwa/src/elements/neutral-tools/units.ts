// Conversions of everyday units, there and back. Pure.

interface Pair {
  to: string;
  by: (value: number) => number;
}

const PAIRS: Record<string, Pair> = {
  kg: { to: "lb", by: (kg) => kg / 0.45359237 },
  lb: { to: "kg", by: (lb) => lb * 0.45359237 },
  km: { to: "mi", by: (km) => km / 1.609344 },
  mi: { to: "km", by: (mi) => mi * 1.609344 },
  m: { to: "ft", by: (m) => m / 0.3048 },
  ft: { to: "m", by: (ft) => ft * 0.3048 },
  l: { to: "gal", by: (l) => l / 3.785411784 },
  gal: { to: "l", by: (gal) => gal * 3.785411784 },
  c: { to: "f", by: (c) => (c * 9) / 5 + 32 },
  f: { to: "c", by: (f) => ((f - 32) * 5) / 9 },
};

/** The other unit and its value as a field takes it; null for an unknown unit or no number. */
export function convert(unit: string, text: string): { to: string; value: string } | null {
  const pair = PAIRS[unit];
  const value = Number(text.replace(",", "."));
  if (!pair || text.trim() === "" || !Number.isFinite(value)) return null;
  return { to: pair.to, value: String(Math.round(pair.by(value) * 100) / 100) };
}
