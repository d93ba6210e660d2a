// Help: the country somebody opened last is open the next time.
import { store } from "./store/store.ts";

function countries(): HTMLDetailsElement[] {
  return [...document.querySelectorAll<HTMLDetailsElement>("details[data-country]")];
}

async function openLast(): Promise<void> {
  const last = await store.get("country");
  const known = countries().find((details) => details.dataset.country === last);
  if (known && !location.hash) known.open = true;
}

function openTarget(): void {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

export function startCountry(): void {
  if (countries().length === 0) return;
  void openLast();
  openTarget();
  window.addEventListener("hashchange", openTarget);
  document.addEventListener("click", ({ target }) => {
    const details = target instanceof Element ? target.closest("summary")?.closest<HTMLDetailsElement>("details[data-country]") : null;
    // The click comes before the change: what is closed now is being opened.
    if (details && !details.open) void store.put("country", details.dataset.country ?? "");
  });
}
