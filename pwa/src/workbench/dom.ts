// Make elements without markup: words are always text, so nothing that somebody typed can become code.
type Fact = string | number | boolean | null | undefined | ((event: never) => void);
type Child = Node | string | null | undefined | false;

/** An element with attributes; a function is a listener for the event it is named by, false and null leave it out. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, facts: { [name: string]: Fact } = {}, ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, fact] of Object.entries(facts)) {
    if (typeof fact === "function") made.addEventListener(name, fact as unknown as EventListener);
    else if (fact === true) made.setAttribute(name, "");
    else if (fact !== false && fact !== null && fact !== undefined) made.setAttribute(name, String(fact));
  }
  made.append(...children.filter((child): child is Node | string => child !== null && child !== undefined && child !== false));
  return made;
}

export function button(label: string, click: (event: MouseEvent) => void, facts: { [name: string]: Fact } = {}): HTMLButtonElement {
  return el("button", { type: "button", class: "button", click, ...facts }, label);
}

/** A field with its label above it. */
export function field(label: string, name: string, facts: { [name: string]: Fact } = {}): HTMLLabelElement {
  return el("label", { class: "field" }, el("span", {}, label), el("input", { name, required: true, ...facts }));
}

/** A day and time as the reader's own device writes them; the server tells seconds since 1970. */
export function when(seconds: number): string {
  return new Date(seconds * 1000).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
