// Whole minutes, out of moments in milliseconds; a clock that was set back gives 0.
const MINUTE_MS = 60_000;

export function minutesSince(start: number, now: number): number {
  return Number.isNaN(start) ? 0 : Math.max(0, Math.floor((now - start) / MINUTE_MS));
}

/** Whether a part that began then has had its minutes; a part without minutes never has. */
export function isOver(start: number, minutes: number, now: number): boolean {
  return minutes > 0 && now - start >= minutes * MINUTE_MS;
}
