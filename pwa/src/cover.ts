// What the task switcher shows, and the lock that falls while nobody looks.
import { HIDDEN_MS, leaveSession, staySession } from "./store/session.ts";
import { store } from "./store/store.ts";

// Nothing is seen of the page while it is hidden, and its place is kept.
export function cover(on: boolean): void {
  document.documentElement.style.opacity = on ? "0" : "";
}

/** Whether a page that comes back was away too long. Two clocks: one stops while a phone sleeps, one may be set. */
export function isOver(left: Times, back: Times): boolean {
  const [away, asleep] = [back.clock - left.clock, back.wall - left.wall];
  return away > HIDDEN_MS || asleep > HIDDEN_MS || asleep < -HIDDEN_MS;
}

export interface Times {
  /** Milliseconds that only ever grow. */
  clock: number;
  /** Milliseconds by the phone's clock. */
  wall: number;
}

function now(): Times {
  return { clock: performance.now(), wall: Date.now() };
}

let left: Times | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function hide(): void {
  cover(true);
  leaveSession();
  left ??= now();
  timer ??= setTimeout(() => void store.lock(), HIDDEN_MS);
}

// What was open is closed before anything is seen again.
async function seen(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (left && isOver(left, now())) await store.lock();
  left = null;
  staySession();
  cover(false);
}

export function startCover(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") hide();
    else void seen();
  });
  window.addEventListener("pagehide", hide);
  window.addEventListener("pageshow", ({ persisted }) => persisted && void seen());
  if (document.visibilityState === "hidden") hide();
}
