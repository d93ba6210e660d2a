// One unit: its texts in the order of the screen, the words of one of them, and the phone beside.
import type { UnitText } from "./told.ts";
import type { Desk } from "./desk.ts";
import { button, el } from "./dom.ts";
import { editor } from "./editor.ts";
import { handInView } from "./handin.ts";
import { Phone } from "./phone.ts";
import { mayReview, reviewView } from "./review.ts";
import type { Words } from "./words.ts";

const STATES: { [state: string]: string } = { none: "to translate", behind: "the English changed", draft: "your draft", "machine-draft": "made by a machine" };
const FILTERS: { [name: string]: string } = { all: "All texts", todo: "To translate", behind: "Behind", mine: "My drafts", asked: "With questions" };
const SHORT = 60;

type Side = "words" | "handin" | "review";

export class UnitView {
  readonly view = el("main", { class: "bench", "data-tab": "words" });
  readonly #desk: Desk;
  readonly #phone: Phone;
  readonly #list = el("ul", { class: "plain texts" });
  readonly #middle = el("section", { class: "middle stack", "aria-label": "Words" });
  #at: string;
  #filter = "all";
  #side: Side = "words";
  #words: Words | null = null;

  /** `place` is a step or a text that the address names, or "". */
  constructor(desk: Desk, place: string) {
    const { texts } = desk.unit;
    this.#desk = desk;
    this.#phone = new Phone(desk.unit);
    const named = texts.find(({ id, step }) => place !== "" && (id === place || step === place));
    this.#at = (named ?? texts.find((text) => desk.needs(text)) ?? texts[0])?.id ?? "";
    this.#phone.addEventListener("chosen", (event) => this.choose((event as CustomEvent<string>).detail));
    this.view.addEventListener("keydown", (event) => this.#key(event));
    this.#draw();
    void this.#phone.load();
  }

  /** Open a text. */
  choose(id: string): void {
    if (!this.#desk.unit.texts.some((text) => text.id === id)) return;
    this.#at = id;
    this.#side = "words";
    this.view.dataset["tab"] = "words";
    history.replaceState(null, "", `#${this.#desk.tag}/${this.#desk.unit.unit.domain}/${id}`);
    this.#drawMiddle();
    this.#drawList();
    this.#words?.focus();
  }

  #passes(text: UnitText): boolean {
    const tests: { [name: string]: (one: UnitText) => boolean } = {
      todo: (one) => this.#desk.needs(one),
      behind: (one) => one.state === "behind",
      mine: (one) => this.#desk.isMine(one),
      asked: (one) => one.notes.some(({ kind }) => kind === "question"),
    };
    return tests[this.#filter]?.(text) ?? true;
  }

  #draw(): void {
    const { language, unit } = this.#desk.unit;
    const tab = (name: string, label: string): HTMLElement => button(label, () => (this.view.dataset["tab"] = name), { class: "tab", "data-for": name });
    const side = (name: Side, label: string): HTMLElement => button(label, () => {
      this.#side = name;
      this.view.dataset["tab"] = "words";
      this.#drawMiddle();
    }, { class: "button button--small" });
    const alone = el("section", { class: "phone quiet" }, "These words stand on several pages; there is no single screen to show.");
    this.view.replaceChildren(
      el("header", { class: "bench__head row" },
        el("h1", {}, el("a", { href: "#" }, "My work"), " › ", el("span", { lang: language.tag, dir: language.dir }, language.endonym), ` › ${unit.title}`),
        side("words", "Translate"), side("handin", "Hand in"), mayReview(this.#desk.me, language.tag) && side("review", "Review")),
      el("nav", { class: "tabs row", "aria-label": "Parts of this screen" }, tab("texts", "Texts"), tab("words", "Words"), this.#phone.has && tab("phone", "Phone")),
      el("section", { class: "list stack", "aria-label": "Texts" }, this.#chooser(), this.#list),
      this.#middle,
      this.#phone.has ? this.#phone.view : alone,
    );
    this.#drawMiddle();
    this.#drawList();
  }

  #chooser(): HTMLElement {
    const change = (event: Event): void => {
      this.#filter = (event.target as HTMLSelectElement).value;
      this.#drawList();
    };
    const rows = Object.entries(FILTERS).map(([value, label]) => el("option", { value, selected: value === this.#filter }, label));
    return el("label", {}, el("span", { class: "visually-hidden" }, "Show"), el("select", { change }, ...rows));
  }

  #drawList(): void {
    const rows = this.#desk.unit.texts.filter((text) => this.#passes(text)).map((text) => {
      const [label, state] = [text.source[0] ?? "", this.#desk.stateOf(text)];
      return el("li", {}, el("button", {
        type: "button", class: "text", "aria-current": text.id === this.#at ? "true" : null, "data-state": state, title: STATES[state] ?? state,
        click: () => this.choose(text.id),
      }, el("span", { class: "text__dot", "aria-hidden": "true" }), label.length > SHORT ? `${label.slice(0, SHORT)}…` : label));
    });
    this.#list.replaceChildren(...(rows.length > 0 ? rows : [el("li", { class: "quiet" }, "None here.")]));
    const column = this.#list.parentElement;
    const current = this.#list.querySelector<HTMLElement>("[aria-current]");
    if (column && current) column.scrollTop = current.offsetTop - column.clientHeight / 2;
  }

  #drawMiddle(): void {
    const desk = this.#desk;
    const text = desk.unit.texts.find(({ id }) => id === this.#at);
    const act = { again: () => desk.again().then(() => this.#drawList()), choose: (id: string) => this.choose(id) };
    if (this.#side !== "words") return this.#middle.replaceChildren(this.#side === "handin" ? handInView(desk, act) : reviewView(desk, act));
    if (!text) return;
    const { nodes, words } = editor(desk, text, {
      typed: (forms) => this.#typed(text, forms),
      step: (by) => this.#step(by),
      redraw: () => this.choose(text.id),
      takeBack: () => void desk.takeBack(text).then(() => {
        this.#phone.say(text.id, desk.forms(text));
        this.choose(text.id);
      }),
    });
    this.#words = words;
    this.#middle.replaceChildren(...nodes);
    this.#phone.show(text.id, text.step);
  }

  #typed(text: UnitText, forms: string[]): void {
    const isSame = forms.join("\0") === this.#desk.forms(text).join("\0");
    // Setting the same words says "these still hold" where the English changed; elsewhere it says nothing.
    if (isSame && (this.#desk.isMine(text) || text.state !== "behind")) return;
    void this.#desk.keep(text, forms);
    this.#phone.say(text.id, forms);
    this.#drawList();
  }

  #step(by: number): void {
    const rows = this.#desk.unit.texts.filter((text) => text.id === this.#at || this.#passes(text));
    const next = rows[rows.findIndex(({ id }) => id === this.#at) + by];
    if (next) this.choose(next.id);
  }

  #key(event: KeyboardEvent): void {
    const moves: { [key: string]: number } = { ArrowUp: -1, ArrowDown: 1 };
    const by = event.altKey ? moves[event.key] : event.key === "Enter" && (event.ctrlKey || event.metaKey) ? 1 : undefined;
    if (by === undefined) return;
    event.preventDefault();
    this.#step(by);
  }
}
