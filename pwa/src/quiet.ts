// Moves that leave no trace in the list behind Back: to and from pages that show how somebody is doing, or what they fear.
// A page of that kind says so on <html data-quiet>, a link to one by data-quiet on itself.

function isOrdinary(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.defaultPrevented);
}

/** Whether a tap on the link takes the place of the page it stands on. */
export function isQuiet(link: HTMLAnchorElement, from: Element, here: string): boolean {
  const { origin, pathname } = new URL(here);
  const away = link.target !== "" && link.target !== "_self";
  if (away || link.origin !== origin || link.hasAttribute("download")) return false;
  return from.hasAttribute("data-quiet") || (link.hasAttribute("data-quiet") && link.pathname !== pathname);
}

export function startQuietMoves(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (!link || !isOrdinary(event) || !isQuiet(link, document.documentElement, location.href)) return;
    event.preventDefault();
    location.replace(link.href);
  });
}
