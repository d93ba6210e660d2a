// Conversions of everyday units, there and back. Pure.

/** The other unit, how much of it one is, and what to add. */
const PAIRS: Record<string, [to: string, by: number, plus: number]> = {
  kg: ["lb", 2.2046226, 0],
  lb: ["kg", 0.4535924, 0],
  km: ["mi", 0.6213712, 0],
  mi: ["km", 1.609344, 0],
  m: ["ft", 3.2808399, 0],
  ft: ["m", 0.3048, 0],
  l: ["gal", 0.2641721, 0],
  gal: ["l", 3.7854118, 0],
  c: ["f", 1.8, 32],
  f: ["c", 0.5555556, -17.7777778],
};

/** The other unit and its value as a field takes it; null for an unknown unit or no number. */
export function convert(unit: string, text: string): { to: string; value: string } | null {
  const pair = PAIRS[unit];
  const value = Number(text.replace(",", "."));
  if (!pair || text.trim() === "" || !Number.isFinite(value)) return null;
  const [to, by, plus] = pair;
  return { to, value: String(Math.round((value * by + plus) * 100) / 100) };
}
