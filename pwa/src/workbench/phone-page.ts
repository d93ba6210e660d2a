// The page inside the phone: which step of it is seen, by which light, with letters how large, and what is being typed.
const PLACEHOLDER = /\{[a-z][a-z0-9_]*\}/;

/** Whether only the server can put these words into the page: it knows what stands for a placeholder. */
export function needsServer(forms: string[]): boolean {
  return forms.some((form) => PLACEHOLDER.test(form));
}

export class PhonePage {
  readonly #page: Document;

  constructor(page: Document, chosen: (id: string) => void) {
    this.#page = page;
    // Nothing in here leads away; a tap chooses the text that was tapped.
    page.addEventListener("click", (event) => {
      event.preventDefault();
      const id = (event.target as Element).closest<HTMLElement>("[data-text]")?.dataset["text"];
      if (id) chosen(id);
    }, true);
    page.addEventListener("submit", (event) => event.preventDefault(), true);
    const deck = page.querySelector("step-deck");
    const controls = deck?.querySelector<HTMLTemplateElement>("template.deck-controls");
    if (deck && controls && !deck.querySelector(".deck-nav")) controls.before(controls.content.cloneNode(true));
    deck?.setAttribute("data-live", "");
  }

  get steps(): string[] {
    return this.#sections.map(({ id }) => id);
  }

  /** Put words that are being typed in; those with placeholders stay as the server rendered them. */
  say(id: string, forms: string[]): void {
    if (needsServer(forms)) return;
    for (const span of this.#spans(id)) {
      const form = forms[Number(span.dataset["form"])] ?? "";
      if (span.childElementCount === 0 && form.trim() !== "") span.textContent = form;
    }
  }

  /** Show one step, as the deck of the app does. */
  open(step: string): void {
    const sections = this.#sections;
    if (sections.length === 0) return;
    const at = Math.max(0, sections.findIndex(({ id }) => id === step));
    sections.forEach((section, number) => (section.hidden = number !== at));
    this.#page.documentElement.dataset["deck"] = at === 0 ? "first" : at === sections.length - 1 ? "last" : "middle";
    const count = this.#page.querySelector('[data-deck="count"]');
    if (count) count.textContent = `${at + 1} / ${sections.length}`;
  }

  /** Frame a text and bring it into sight. Only the phone scrolls: `scrollIntoView` would move the desk around it too. */
  frame(id: string): void {
    for (const span of this.#page.querySelectorAll<HTMLElement>("span[data-text]")) span.style.outline = "";
    const own = this.#spans(id);
    for (const span of own) span.style.outline = "2px dashed #b3541e";
    const first = own.find((span) => span.offsetParent !== null);
    const view = this.#page.defaultView;
    if (first && view) view.scrollTo(0, first.getBoundingClientRect().top + view.scrollY - view.innerHeight / 2);
  }

  /** Let the page be light or dark whatever this device is: its own rules say what belongs to the dark. */
  look(size: number, dark: boolean): void {
    this.#page.documentElement.style.fontSize = `${size}%`;
    for (const sheet of this.#page.styleSheets) this.#light(sheet.cssRules, dark);
  }

  #light(rules: CSSRuleList, dark: boolean): void {
    for (const rule of rules) {
      const media = "media" in rule ? (rule.media as MediaList) : null;
      if (media && /prefers-color-scheme|^(not )?all$/.test(media.mediaText)) media.mediaText = dark ? "all" : "not all";
      if ("cssRules" in rule) this.#light(rule.cssRules as CSSRuleList, dark);
    }
  }

  get #sections(): HTMLElement[] {
    return [...this.#page.querySelectorAll<HTMLElement>("section.step")];
  }

  #spans(id: string): HTMLElement[] {
    return [...this.#page.querySelectorAll<HTMLElement>("span[data-text]")].filter((span) => span.dataset["text"] === id);
  }
}
