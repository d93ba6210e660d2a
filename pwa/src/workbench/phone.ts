// The phone beside the words: the very page and step as readers get it, with what is being typed in it.
import { send, unitPath } from "./api.ts";
import type { Preview, Unit } from "./api.ts";
import { button, el } from "./dom.ts";
import { marked } from "./marks.ts";
import { policy } from "./policy.ts";

const WIDTHS = [320, 360, 412];
const SIZES = [100, 130, 200];
const HEIGHT = 720;
const PLACEHOLDER = /\{[a-z][a-z0-9_]*\}/;
const SOON_MS = 700;

/** Events: "chosen" with the id of a text that was tapped. */
export class Phone extends EventTarget {
  readonly view: HTMLElement;
  readonly #unit: Unit;
  readonly #frame = el("iframe", { title: "The page as on a phone", sandbox: "allow-same-origin" });
  readonly #told = el("p", { class: "quiet", role: "status" });
  readonly #words = new Map<string, string[]>();
  #code: string;
  #step = "";
  #chosen = "";
  // A phone on a phone has less room.
  #width = innerWidth < 420 ? 320 : 360;
  #size = 100;
  #dark = matchMedia("(prefers-color-scheme: dark)").matches;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loads = 0;

  constructor(unit: Unit) {
    super();
    this.#unit = unit;
    this.#code = unit.unit.page ?? "";
    this.#frame.addEventListener("load", () => this.#ready());
    this.view = el("section", { class: "phone", "aria-label": "On the phone" }, this.#bar(), el("div", { class: "phone__body" }, this.#frame), this.#told);
    this.#fit();
  }

  get has(): boolean {
    return this.#unit.unit.page !== null;
  }

  /** Show a text where it stands; its step, on a page that has steps. */
  show(id: string, step: string | null): void {
    this.#chosen = id;
    if (step) this.#step = step;
    this.#deck();
    this.#mark();
  }

  /** Put words that are being typed into the page. */
  say(id: string, forms: string[]): void {
    this.#words.set(id, forms);
    const needsServer = forms.some((form) => PLACEHOLDER.test(form));
    for (const span of this.#spans(id)) {
      const form = forms[Number(span.dataset["form"])] ?? "";
      if (!needsServer && span.childElementCount === 0 && form.trim() !== "") span.textContent = form;
    }
    if (needsServer) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.load(), SOON_MS);
    }
  }

  /** Ask for the page anew. */
  async load(): Promise<void> {
    if (!this.has) return;
    const now = (this.#loads += 1);
    const { language, unit } = this.#unit;
    const texts = Object.fromEntries([...this.#words].filter(([, forms]) => forms.every((form) => form.trim() !== "")));
    try {
      const page = marked(await send<Preview>("POST", `${unitPath(language.tag, unit.domain)}/preview`, { code: this.#code, texts }));
      if (now !== this.#loads) return;
      this.#frame.srcdoc = policy.createHTML(`<!doctype html>${page.documentElement.outerHTML}`);
      this.#told.textContent = "";
    } catch (error) {
      this.#told.textContent = `The page cannot be shown now: ${error instanceof Error ? error.message : String(error)} Your words are kept.`;
    }
  }

  #bar(): HTMLElement {
    const choice = <Value extends number>(label: string, values: readonly Value[], unit: string, chosen: number, set: (value: Value) => void): HTMLElement =>
      el("label", {}, el("span", { class: "visually-hidden" }, label), el("select", {
        change: (event: Event) => {
          set(Number((event.target as HTMLSelectElement).value) as Value);
          this.#fit();
        },
      }, ...values.map((value) => el("option", { value, selected: value === chosen }, `${value} ${unit}`))));
    const pages = this.#unit.unit.pages;
    return el("div", { class: "phone__bar row" },
      pages.length > 1 && el("label", {}, el("span", { class: "visually-hidden" }, "Page"), el("select", {
        change: (event: Event) => {
          this.#code = (event.target as HTMLSelectElement).value;
          void this.load();
        },
      }, ...pages.map(({ code, title }) => el("option", { value: code }, title)))),
      choice("Width of the phone", WIDTHS, "px", this.#width, (value) => (this.#width = value)),
      choice("Size of letters", SIZES, "%", this.#size, (value) => (this.#size = value)),
      button("Dark", (event) => {
        this.#dark = !this.#dark;
        (event.target as HTMLElement).setAttribute("aria-pressed", String(this.#dark));
        this.#fit();
      }, { "aria-pressed": String(this.#dark) }),
      button("‹", () => this.#move(-1), { "aria-label": "Step before", class: "button button--small" }),
      button("›", () => this.#move(1), { "aria-label": "Step after", class: "button button--small" }),
    );
  }

  get #page(): Document | null {
    return this.#frame.contentDocument;
  }

  get #steps(): HTMLElement[] {
    return [...(this.#page?.querySelectorAll<HTMLElement>("section.step") ?? [])];
  }

  #spans(id: string): HTMLElement[] {
    const all = [...(this.#page?.querySelectorAll<HTMLElement>("span[data-text]") ?? [])];
    return all.filter((span) => span.dataset["text"] === id);
  }

  #ready(): void {
    const page = this.#page;
    if (!page?.body) return;
    // Nothing in here leads away; a tap chooses the text that was tapped.
    page.addEventListener("click", (event) => {
      event.preventDefault();
      const span = (event.target as Element).closest<HTMLElement>("[data-text]");
      if (span) this.dispatchEvent(new CustomEvent("chosen", { detail: span.dataset["text"] }));
    }, true);
    page.addEventListener("submit", (event) => event.preventDefault(), true);
    const deck = page.querySelector("step-deck");
    const controls = deck?.querySelector<HTMLTemplateElement>("template.deck-controls");
    if (deck && controls && !deck.querySelector(".deck-nav")) controls.before(controls.content.cloneNode(true));
    deck?.setAttribute("data-live", "");
    for (const [id, forms] of this.#words) this.say(id, forms.some((form) => PLACEHOLDER.test(form)) ? [] : forms);
    this.#fit();
    this.#deck();
    this.#mark();
  }

  #fit(): void {
    this.#frame.style.inlineSize = `${this.#width}px`;
    this.#frame.style.blockSize = `${HEIGHT}px`;
    const page = this.#page;
    if (!page?.documentElement) return;
    page.documentElement.style.fontSize = `${this.#size}%`;
    for (const sheet of page.styleSheets) this.#light(sheet.cssRules);
  }

  /** Let the page be light or dark whatever this device is: its own rules say what belongs to the dark. */
  #light(rules: CSSRuleList): void {
    for (const rule of rules) {
      if (rule instanceof (this.#frame.contentWindow as Window & typeof globalThis).CSSMediaRule) {
        const { media } = rule;
        if (/prefers-color-scheme|^(not )?all$/.test(media.mediaText)) media.mediaText = this.#dark ? "all" : "not all";
      }
      if ("cssRules" in rule) this.#light(rule.cssRules as CSSRuleList);
    }
  }

  #move(by: number): void {
    const steps = this.#steps;
    const at = steps.findIndex((step) => step.id === this.#step);
    const next = steps[Math.min(Math.max(at + by, 0), steps.length - 1)];
    if (next) this.#step = next.id;
    this.#deck();
  }

  #deck(): void {
    const steps = this.#steps;
    if (steps.length === 0) return;
    const at = Math.max(0, steps.findIndex((step) => step.id === this.#step));
    steps.forEach((step, number) => (step.hidden = number !== at));
    const root = this.#page?.documentElement;
    if (root) root.dataset["deck"] = at === 0 ? "first" : at === steps.length - 1 ? "last" : "middle";
    const count = this.#page?.querySelector('[data-deck="count"]');
    if (count) count.textContent = `${at + 1} / ${steps.length}`;
  }

  #mark(): void {
    const page = this.#page;
    if (!page) return;
    for (const span of page.querySelectorAll<HTMLElement>("span[data-text]")) span.style.outline = "";
    const own = this.#spans(this.#chosen);
    for (const span of own) span.style.outline = "2px dashed #b3541e";
    const first = own.find((span) => span.offsetParent !== null);
    // Only the phone scrolls; `scrollIntoView` would move the desk around it too.
    if (first) this.#frame.contentWindow?.scrollTo(0, first.getBoundingClientRect().top + (this.#frame.contentWindow.scrollY) - HEIGHT / 2);
  }
}
