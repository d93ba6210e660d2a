// A page of ours in any language, as a document that is only read: no script in it runs, nothing of it is shown as it is.
const pages = new Map<string, Promise<Document | null>>();

function load(url: string): Promise<Document | null> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.responseType = "document";
    request.onload = () => resolve(request.status === 200 ? request.responseXML : null);
    request.onerror = () => resolve(null);
    request.open("GET", url);
    request.send();
  });
}

/** The page of a language with this code, or null where it is neither on the phone nor to be had; asked for again then. */
export async function pageIn(tag: string, code: string): Promise<Document | null> {
  const url = `/${tag}/${code}/`;
  if (!pages.has(url)) pages.set(url, load(url));
  const page = await pages.get(url)!;
  if (!page) pages.delete(url);
  return page;
}

/** Words of another page, in an element of this one that says their language and direction. */
export function quoted(name: string, source: Element): HTMLElement {
  const made = document.createElement(name);
  // Words that are not translated yet say so themselves.
  const told = source.querySelector<HTMLElement>(":scope > [lang]:only-child") ?? source.closest<HTMLElement>("[lang]");
  const page = source.ownerDocument.documentElement;
  made.lang = told?.lang || page.lang;
  made.dir = told?.dir || page.dir;
  made.textContent = source.textContent?.replace(/\s+/g, " ").trim() ?? "";
  return made;
}
