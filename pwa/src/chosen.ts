// The choice of a language: it opens where one came from, and is remembered. Loaded by the pages that list languages.
const YEAR = 31536000;
const FROM = /^#(~?)([0-9a-z]*)(?:\/([\w-]+))?$/;

/** The address that a language of the list leads to: the page and step one came from; and whether that page is quiet. */
export function chosenHref(lang: string, mark: string): { href: string; quiet: boolean } {
  const [, tilde = "", code = "", step = ""] = FROM.exec(mark) ?? [];
  return { href: `/${lang}/${code && `${code}/`}?l${step && `#${step}`}`, quiet: tilde !== "" };
}

export function languageCookie(lang: string, secure: boolean): string {
  return `lang=${lang}; path=/; max-age=${YEAR}; samesite=lax${secure ? "; secure" : ""}`;
}

function remember(event: Event): void {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[hreflang]") : null;
  const lang = link?.hreflang ?? "";
  if (/^[\w-]+$/.test(lang)) document.cookie = languageCookie(lang, location.protocol === "https:");
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

export function startChoice(): void {
  if (document.documentElement.dataset.page === "root") leaveFrontPage();
  document.addEventListener("click", remember);
}
