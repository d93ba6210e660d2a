// Moves that leave no trace in the list behind Back: to and from pages that show how somebody is doing, or what they fear.
// A page of that kind says so on <html data-quiet>, a link to one by data-quiet on itself. Before any move that takes the
// page away, what was just typed gets a moment to reach the phone: engines drop what a page that goes was writing.
import { store } from "./store/store.ts";
import { written } from "./writing.ts";

const WRITE_MS = 1000;

function isOrdinary(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented);
}

function isForElsewhere(link: HTMLAnchorElement): boolean {
  return (link.target !== "" && link.target !== "_self") || link.hasAttribute("download");
}

/** Whether a tap on the link takes the place of the page it stands on. */
export function isQuiet(link: HTMLAnchorElement, from: Element, here: string): boolean {
  const { origin, pathname } = new URL(here);
  if (isForElsewhere(link) || link.origin !== origin) return false;
  return from.hasAttribute("data-quiet") || (link.hasAttribute("data-quiet") && link.pathname !== pathname);
}

/** Whether a tap on the link takes the page it stands on away. */
export function takesAway(link: HTMLAnchorElement, here: string): boolean {
  const { origin, pathname } = new URL(here);
  if (isForElsewhere(link) || !/^https?:$/.test(link.protocol)) return false;
  return link.origin !== origin || link.pathname !== pathname || !link.hash;
}

export function startMoves(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (!link || !isOrdinary(event)) return;
    const quiet = isQuiet(link, document.documentElement, location.href);
    const going = takesAway(link, location.href);
    if (going) document.dispatchEvent(new Event("page:leaving"));
    const waiting = going && !store.locked ? written(WRITE_MS) : null; // behind a lock writing waits, and nobody with it
    if (!quiet && !waiting) return;
    event.preventDefault();
    const go = (): void => (quiet ? location.replace(link.href) : location.assign(link.href));
    if (waiting) void waiting.then(go);
    else go();
  });
}
