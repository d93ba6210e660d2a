// Moves that leave no trace in the list behind Back: to and from pages that show how somebody is doing, or what they fear.
// A page of that kind says so on <html data-quiet>, a link to one by data-quiet on itself. Before any move that takes the
// page away, what was just typed gets a moment to reach the phone: engines drop what a page that goes was writing.
import { store } from "./store/store.ts";
import { written } from "./store/writing.ts";

const WRITE_MS = 1000;

function isOrdinary(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented);
}

/** How a tap on the link goes on: in place of the page it stands on, as ever, or "" when the page stays or the browser knows better. */
export function moveOf(link: HTMLAnchorElement, from: Element, here: string): "replace" | "assign" | "" {
  const { origin, pathname } = new URL(here);
  const away = link.target !== "" && link.target !== "_self";
  if (away || link.origin !== origin || link.hasAttribute("download")) return "";
  const other = link.pathname !== pathname;
  if (from.hasAttribute("data-quiet") || (link.hasAttribute("data-quiet") && other)) return "replace";
  return other ? "assign" : "";
}

export function startMoves(): void {
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    const move = link && isOrdinary(event) && moveOf(link, document.documentElement, location.href);
    if (!move) return;
    // Behind a lock writing waits for the PIN, and nobody is to wait with it.
    const writing = link.pathname !== location.pathname && !store.locked && written(WRITE_MS);
    if (move === "assign" && !writing) return;
    event.preventDefault();
    await writing;
    location[move](link.href);
  });
}
