// The language menu: the chosen language opens on the same step and is remembered.
const YEAR = 31536000;

/** The address of the same page in another language, on the step that is open now. */
export function languageHref(href: string, step: string): string {
  const bare = href.split("#")[0] ?? href;
  return step ? `${bare}#${step}` : bare;
}

export function languageCookie(lang: string, secure: boolean): string {
  return `lang=${lang}; path=/; max-age=${YEAR}; samesite=lax${secure ? "; secure" : ""}`;
}

function openStep(): string {
  const shown = document.querySelector("step-deck > section.step:not([hidden])");
  return shown?.id ?? location.hash.slice(1);
}

function choose(link: HTMLAnchorElement): void {
  const lang = link.hreflang;
  if (/^[\w-]+$/.test(lang)) document.cookie = languageCookie(lang, location.protocol === "https:");
  link.setAttribute("href", languageHref(link.getAttribute("href") ?? "", openStep()));
}

function linkOf(event: Event): HTMLAnchorElement | null {
  return event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[hreflang]") : null;
}

/** The first wanted language that is offered, also by its base ("pl-PL" finds "pl"), as RFC 4647 looks up. */
export function bestOffered(wanted: readonly string[], offered: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const [base] = tag.split("-");
    const found = offered.find((one) => one === tag) ?? offered.find((one) => one === base);
    if (found) return found;
  }
  return undefined;
}

// Only a host without our server shows the list of languages; where it can be decided, nobody needs to tap.
function leaveFrontPage(): void {
  const offered = Array.from(document.querySelectorAll<HTMLAnchorElement>("main a[hreflang]"), (link) => link.hreflang);
  const remembered = /(?:^|; )lang=([\w-]+)/.exec(document.cookie)?.[1];
  const best = bestOffered([...(remembered ? [remembered] : []), ...navigator.languages], offered);
  if (best) location.replace(`/${best}/`);
}

export function startLanguage(): void {
  if (document.documentElement.dataset.page === "root") leaveFrontPage();
  // Our server takes the mark of a choice off the address; a static host and the worker cannot.
  if (location.search === "?l") history.replaceState(history.state, "", location.pathname + location.hash);
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (link) choose(link);
  });
}
