// Turns keys and touches on the page into moves; stays out of the way of fields, sliders and zooming.
import { keyMove, swipeMove } from "./moves.ts";
import type { Move, Point } from "./moves.ts";

const FIELDS = "input, textarea, select, audio, video, summary, [contenteditable], [data-no-swipe]";

function isRtl(): boolean {
  return document.documentElement.dir === "rtl";
}

function inField(event: Event): boolean {
  return event.target instanceof Element && event.target.closest(FIELDS) !== null;
}

export function moveOfKey(event: KeyboardEvent): Move | null {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  return inField(event) ? null : keyMove(event.key, isRtl());
}

function pointOf({ changedTouches, timeStamp }: TouchEvent): Point {
  const touch = changedTouches[0];
  return { x: touch?.clientX ?? 0, y: touch?.clientY ?? 0, at: timeStamp };
}

export class Swipes {
  #from: Point | null = null;

  start(event: TouchEvent): void {
    const zoomed = (window.visualViewport?.scale ?? 1) > 1.01;
    this.#from = event.touches.length === 1 && !zoomed && !inField(event) ? pointOf(event) : null;
  }

  end(event: TouchEvent): Move | null {
    const from = this.#from;
    this.#from = null;
    return from && event.touches.length === 0 ? swipeMove(from, pointOf(event), isRtl(), window.innerWidth) : null;
  }
}
