// The phone beside the words: the very page and step as readers get it, with what is being typed in it.
import { send, unitPath } from "./api.ts";
import type { Preview, Unit } from "./told.ts";
import { button, el } from "./dom.ts";
import { unmarkPage } from "./marks.ts";
import { needsServer, PhonePage } from "./phone-page.ts";
import { policy } from "./policy.ts";

const WIDTHS = [320, 360, 412];
const SIZES = [100, 130, 200];
const HEIGHT = 720;
const SOON_MS = 700;

/** Events: "chosen" with the id of a text that was tapped. */
export class Phone extends EventTarget {
  readonly view: HTMLElement;
  readonly #unit: Unit;
  // No script runs in it, whatever stands in it.
  readonly #frame = el("iframe", { title: "The page as on a phone", sandbox: "allow-same-origin" });
  readonly #told = el("p", { class: "quiet", role: "status" });
  readonly #words = new Map<string, string[]>();
  #page: PhonePage | null = null;
  #rendered: Preview | null = null;
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
    this.#page?.open(this.#step);
    this.#page?.frame(id);
  }

  /** Put words that are being typed into the page. */
  say(id: string, forms: string[]): void {
    this.#words.set(id, forms);
    this.#page?.say(id, forms);
    if (!needsServer(forms)) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), SOON_MS);
  }

  /** Ask for the page anew. */
  async load(): Promise<void> {
    if (!this.has) return;
    const now = (this.#loads += 1);
    const { language, unit } = this.#unit;
    const texts = Object.fromEntries([...this.#words].filter(([, forms]) => forms.every((form) => form.trim() !== "")));
    try {
      const rendered = await send<Preview>("POST", `${unitPath(language.tag, unit.domain)}/preview`, { code: this.#code, texts });
      if (now !== this.#loads) return;
      this.#rendered = rendered;
      this.#frame.srcdoc = policy.createHTML(rendered.html);
      this.#told.textContent = "";
    } catch (error) {
      this.#told.textContent = `The page cannot be shown now: ${error instanceof Error ? error.message : String(error)} Your words are kept.`;
    }
  }

  #bar(): HTMLElement {
    const choice = (label: string, values: number[], unit: string, chosen: number, set: (value: number) => void): HTMLElement =>
      el("label", {}, el("span", { class: "visually-hidden" }, label), el("select", {
        change: (event: Event) => {
          set(Number((event.target as HTMLSelectElement).value));
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

  #ready(): void {
    const page = this.#frame.contentDocument;
    if (!page?.body || !this.#rendered) return;
    unmarkPage(page, this.#rendered.ids, this.#rendered.forms);
    this.#page = new PhonePage(page, (id) => this.dispatchEvent(new CustomEvent("chosen", { detail: id })));
    for (const [id, forms] of this.#words) this.#page.say(id, forms);
    this.#fit();
    this.#page.open(this.#step);
    this.#page.frame(this.#chosen);
  }

  #fit(): void {
    this.#frame.style.inlineSize = `${this.#width}px`;
    this.#frame.style.blockSize = `${HEIGHT}px`;
    this.#page?.look(this.#size, this.#dark);
  }

  #move(by: number): void {
    const steps = this.#page?.steps ?? [];
    this.#step = steps[Math.min(Math.max(steps.indexOf(this.#step) + by, 0), steps.length - 1)] ?? "";
    this.#page?.open(this.#step);
  }
}
