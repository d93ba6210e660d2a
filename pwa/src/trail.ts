// Pages that leave no trail: every move from them takes their place in the history, so Back never shows one again.

/** Where a click leads, when this page is to give its place to it; null for what the browser does by itself. */
export function replacement(link: HTMLAnchorElement | null, event: MouseEvent, origin: string): string | null {
  if (!link || event.defaultPrevented || event.button !== 0) return null;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  const away = link.target !== "" && link.target !== "_self";
  return away || link.hasAttribute("download") || link.origin !== origin ? null : link.href;
}

export function startTrail(): void {
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    const href = replacement(link, event, location.origin);
    if (href === null) return;
    event.preventDefault();
    location.replace(href);
  });
}
