// What a key or a swipe asks for. Pure, so that right-to-left is tested without a browser.
export type Move = "back" | "next";

export interface Point {
  x: number;
  y: number;
  at: number;
}

const LENGTH = 60;
const EDGE = 24; // the browser's own gestures begin there
const SLOW_MS = 800;

export function keyMove(key: string, rtl: boolean): Move | null {
  if (key === "ArrowRight") return rtl ? "back" : "next";
  if (key === "ArrowLeft") return rtl ? "next" : "back";
  return null;
}

/** Pulling the page the way one turns a leaf: to the left is onward, in right-to-left the other way round. */
export function swipeMove(from: Point, to: Point, rtl: boolean, width: number): Move | null {
  const across = to.x - from.x;
  const isSwipe = Math.abs(across) >= LENGTH && Math.abs(across) > 2 * Math.abs(to.y - from.y);
  if (!isSwipe || to.at - from.at > SLOW_MS || from.x < EDGE || from.x > width - EDGE) return null;
  return across < 0 === rtl ? "back" : "next";
}

/** The place after a move, or null at either end. */
export function placeAfter(place: number, move: Move, count: number): number | null {
  const next = place + (move === "next" ? 1 : -1);
  return next >= 0 && next < count ? next : null;
}

/** Where to begin: the address says it, else where the person was, unless that was the end. */
export function firstPlace(ids: string[], hash: string, saved: string | null): number {
  const named = ids.indexOf(hash);
  if (named >= 0) return named;
  const kept = saved === null ? -1 : ids.indexOf(saved);
  return kept > 0 && kept < ids.length - 1 ? kept : 0;
}
