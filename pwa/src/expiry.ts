// Help: a place that helps says so when nobody has checked it in time, however long the page has been kept.
import { show } from "./connected.ts";
import { isPast } from "./dates.ts";

function mark(): void {
  const now = new Date();
  document.querySelectorAll<HTMLElement>("[data-expires]").forEach((place) => {
    const expired = isPast(place.dataset.expires ?? "", now);
    show(place.querySelector('[data-part="counts"]'), !expired);
    show(place.querySelector('[data-part="expired"]'), expired);
  });
}

export function startExpiry(): void {
  mark();
  // A page can stay open over midnight, and for weeks.
  document.addEventListener("visibilitychange", mark);
}
