// The way to the page of languages, which is told where one came from; and back from a language that is not here.

// The page of languages has this code in every language.
const CODE = "l";

/** The address of the page of languages, with where one comes from behind the mark, which no server sees. */
export function chooserHref(href: string, from: string, step: string, quiet: boolean): string {
  const [, , code = ""] = from.split("/");
  return code === CODE ? href : `${href.split("#")[0]}#${quiet ? "~" : ""}${code}${step && `/${step}`}`;
}

function openStep(): string {
  const shown = document.querySelector("step-deck > section.step:not([hidden])");
  return shown?.id ?? location.hash.slice(1);
}

/** A kept page stands in for one of a language that is not kept: it says so, and leads back to the same step. */
function standIn(): void {
  const said = document.querySelector<HTMLElement>("[data-part=other]");
  const here = location.pathname.replace(/[^/]+/, document.documentElement.lang);
  if (!said || here === location.pathname) return;
  said.hidden = false;
  said.nextElementSibling?.toggleAttribute("hidden", true);
  said.querySelector("a")?.setAttribute("href", here + location.hash);
}

export function startLanguage(): void {
  // Our server takes the mark of a choice off the address; a static host and the worker cannot.
  if (location.search === "?l") history.replaceState(history.state, "", location.pathname + location.hash);
  standIn();
  document.querySelectorAll<HTMLAnchorElement>("[data-languages]").forEach((link) => {
    link.addEventListener("click", () => {
      link.href = chooserHref(link.href, location.pathname, openStep(), document.documentElement.hasAttribute("data-quiet"));
    });
  });
}
