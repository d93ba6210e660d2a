// Leave now: blank in the same frame, then the neutral page in place of this one; Back never shows a page again.
import { hasLeft, mark } from "./left.ts";
import { pageOf } from "./place.ts";
import { within } from "./store/limit.ts";
import { endSession } from "./store/session.ts";
import { store } from "./store/store.ts";
import { LEFT, LOCKED, tellTabs } from "./store/tabs.ts";
import { written } from "./store/writing.ts";

const SETTLE_MS = 250;
const FRAMES_MS = 500;

export type Arrival = "navigate" | "reload" | "back_forward" | "prerender";

/** Whether a page that opens must give way at once: it was reached by Back after leaving. */
export function mustGiveWay(left: boolean, arrival: Arrival, isNeutral: boolean): boolean {
  return left && !isNeutral && (arrival === "back_forward" || arrival === "reload");
}

function blank(): void {
  document.documentElement.hidden = true;
  document.documentElement.style.display = "none";
  document.title = "";
  if (document.body) document.body.textContent = "";
}

function isNeutral(): boolean {
  return /^\/[^/]+\/n\/$/.test(location.pathname);
}

function arrival(): Arrival {
  const entry = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  if (entry) return entry.type;
  return performance.navigation?.type === 2 ? "back_forward" : "navigate"; // Safari before 15
}

function giveWay(): void {
  blank();
  location.replace(pageOf("n"));
}

// A page that is replaced in the task that blanked it keeps its last picture on the screen until the next one paints.
function blankShown(): Promise<unknown> {
  const shown = new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return within(shown, FRAMES_MS).catch(() => undefined); // a hidden page has no frames
}

let leaving = false;

/** Blank first; then what was being typed gets a moment to reach the phone; then replace. */
export async function leave(to: string = pageOf("n")): Promise<void> {
  if (leaving) return; // a second tap, or another tab that heard this one
  leaving = true;
  mark(true);
  const writing = written(SETTLE_MS);
  blank();
  await Promise.all([blankShown(), writing]);
  lock();
  if (navigator.onLine || navigator.serviceWorker?.controller) return location.replace(to);
  showTime(to);
}

// Never waited for: a page that stays a moment longer for it would be seen a moment longer.
function lock(): void {
  void store.lock(true);
  endSession();
  tellTabs(LOCKED);
}

// Without net and pack the neutral page cannot come; a browser's error page would show where somebody was.
function showTime(to: string): void {
  history.replaceState(null, "", to);
  const { body, documentElement: root } = document;
  body.style.cssText = "font:4rem/4 sans-serif;text-align:center"; // the style sheet stood in the body
  const tick = (): string => (body.textContent = document.title = new Date().toTimeString().slice(0, 5));
  setInterval(tick, 1000);
  tick();
  root.hidden = false;
  root.style.display = "";
}

export function startLeave(): void {
  if (mustGiveWay(hasLeft(), arrival(), isNeutral())) return giveWay();
  if (!isNeutral()) mark(false);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-leave]") : null;
    if (!link) return;
    event.preventDefault();
    void leave(link.getAttribute("href") ?? undefined);
    tellTabs(LEFT);
  }, true);
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && hasLeft() && !isNeutral()) giveWay();
  });
}
