// One unit: its texts in the order of the screen, the words of one of them, and the phone beside.
import type { Rules } from "../findings/rules.ts";
import { send } from "./api.ts";
import type { Me, Unit, UnitText } from "./api.ts";
import { sayAloud, voiceFor } from "./aloud.ts";
import { button, el } from "./dom.ts";
import { handInView } from "./handin.ts";
import { helps } from "./helps.ts";
import { keyOf } from "./kept.ts";
import type { Outbox } from "./outbox.ts";
import { Phone } from "./phone.ts";
import { mayReview, reviewView } from "./review.ts";
import { differing, shown } from "./show.ts";
import { emptyForms, found, wordsField } from "./words.ts";
import type { Words } from "./words.ts";

const RISKS: { [risk: string]: string } = {
  A: "a button or label", B: "a story or guide", C: "an exercise: the order, in and out, may and must must not shift", D: "safety: somebody could be hurt by a wrong word",
};
const STATES: { [state: string]: string } = { none: "to translate", behind: "the English changed", draft: "your draft", "machine-draft": "made by a machine" };
const FILTERS: { [name: string]: string } = { all: "All texts", todo: "To translate", behind: "Behind", mine: "My drafts", asked: "With questions" };
const SHORT = 60;

export interface Desk {
  me: Me;
  rules: Rules;
  outbox: Outbox;
  read(): Promise<Unit>;
}

type Side = "words" | "handin" | "review";

export class UnitView {
  readonly view = el("main", { class: "bench", "data-tab": "words" });
  readonly #desk: Desk;
  #unit: Unit;
  #phone: Phone;
  #at: string;
  #filter = "all";
  #side: Side = "words";
  #words: Words | null = null;
  readonly #list = el("ul", { class: "plain texts" });
  readonly #middle = el("section", { class: "middle stack", "aria-label": "Words" });

  constructor(desk: Desk, unit: Unit, place: string) {
    this.#desk = desk;
    this.#unit = unit;
    this.#phone = new Phone(unit);
    this.#at = (this.#placeOf(place) ?? unit.texts.find((text) => this.#needs(text)) ?? unit.texts[0])?.id ?? "";
    this.#phone.addEventListener("chosen", (event) => this.choose((event as CustomEvent<string>).detail));
    this.view.addEventListener("keydown", (event) => this.#key(event));
    this.#draw();
    void this.#phone.load();
  }

  /** Open a text. */
  choose(id: string): void {
    if (!this.#unit.texts.some((text) => text.id === id)) return;
    this.#at = id;
    this.#side = "words";
    this.view.dataset["tab"] = "words";
    history.replaceState(null, "", `#${this.#unit.language.tag}/${this.#unit.unit.domain}/${id}`);
    this.#drawMiddle();
    this.#drawList();
    this.#words?.focus();
  }

  /** A step or a text that an address names. */
  #placeOf(place: string): UnitText | undefined {
    return this.#unit.texts.find(({ id, step }) => place !== "" && (id === place || step === place));
  }

  get #text(): UnitText | undefined {
    return this.#unit.texts.find(({ id }) => id === this.#at);
  }

  #key_of(text: UnitText): string {
    return keyOf(this.#unit.language.tag, text.id);
  }

  /** The words in the field: typed here, else the draft, else the catalogue's. */
  #forms(text: UnitText): string[] {
    return this.#desk.outbox.of(this.#key_of(text))?.forms ?? text.draft?.forms ?? text.target ?? emptyForms(this.#unit, text);
  }

  #isMine(text: UnitText): boolean {
    return text.draft !== null || this.#desk.outbox.of(this.#key_of(text)) !== undefined;
  }

  #needs(text: UnitText): boolean {
    return (text.target === null || text.state === "behind") && !this.#isMine(text);
  }

  #passes(text: UnitText): boolean {
    const tests: { [name: string]: (one: UnitText) => boolean } = {
      todo: (one) => this.#needs(one),
      behind: (one) => one.state === "behind",
      mine: (one) => this.#isMine(one),
      asked: (one) => one.notes.some(({ kind }) => kind === "question"),
    };
    return tests[this.#filter]?.(text) ?? true;
  }

  #draw(): void {
    const { language, unit } = this.#unit;
    const tab = (name: string, label: string): HTMLElement => button(label, () => (this.view.dataset["tab"] = name), { class: "tab", "data-for": name });
    const side = (name: Side, label: string): HTMLElement => button(label, () => {
      this.#side = name;
      this.view.dataset["tab"] = "words";
      this.#drawMiddle();
    }, { class: "button button--small" });
    this.view.replaceChildren(
      el("header", { class: "bench__head row" },
        el("h1", {}, el("a", { href: "#" }, "My work"), " › ", el("span", { lang: language.tag, dir: language.dir }, language.endonym), ` › ${unit.title}`),
        side("words", "Translate"), side("handin", "Hand in"), mayReview(this.#desk.me, language.tag) && side("review", "Review")),
      el("nav", { class: "tabs row", "aria-label": "Parts of this screen" }, tab("texts", "Texts"), tab("words", "Words"), this.#phone.has && tab("phone", "Phone")),
      el("section", { class: "list stack", "aria-label": "Texts" },
        el("label", {}, el("span", { class: "visually-hidden" }, "Show"), el("select", {
          change: (event: Event) => {
            this.#filter = (event.target as HTMLSelectElement).value;
            this.#drawList();
          },
        }, ...Object.entries(FILTERS).map(([name, label]) => el("option", { value: name, selected: name === this.#filter }, label)))),
        this.#list),
      this.#middle,
      this.#phone.has ? this.#phone.view : el("section", { class: "phone" }, el("p", { class: "quiet" }, "These words stand on several pages; there is no single screen to show.")),
    );
    this.#drawMiddle();
    this.#drawList();
  }

  #drawList(): void {
    const rows = this.#unit.texts.filter((text) => this.#passes(text)).map((text) => {
      const label = text.source[0] ?? "";
      return el("li", {}, el("button", {
        type: "button", class: "text", "aria-current": text.id === this.#at ? "true" : null, "data-state": this.#stateOf(text), title: STATES[this.#stateOf(text)] ?? this.#stateOf(text), click: () => this.choose(text.id),
      }, el("span", { class: "text__dot", "aria-hidden": "true" }), label.length > SHORT ? `${label.slice(0, SHORT)}…` : label));
    });
    this.#list.replaceChildren(...(rows.length > 0 ? rows : [el("li", { class: "quiet" }, "None here.")]));
    const column = this.#list.parentElement;
    const current = this.#list.querySelector<HTMLElement>("[aria-current]");
    if (column && current) column.scrollTop = current.offsetTop - column.clientHeight / 2;
  }

  #stateOf(text: UnitText): string {
    if (this.#isMine(text)) return "draft";
    return text.target === null ? "none" : text.state;
  }

  #drawMiddle(): void {
    const desk = {
      me: this.#desk.me, unit: this.#unit, outbox: this.#desk.outbox,
      words: (text: UnitText) => this.#forms(text),
      blocks: (text: UnitText) => found(this.#desk.rules, this.#unit, text, this.#forms(text)).filter(({ level }) => level === "block").map(({ reason }) => reason),
      again: () => this.#again(),
      choose: (id: string) => this.choose(id),
    };
    const text = this.#text;
    if (this.#side === "handin") this.#middle.replaceChildren(handInView(desk));
    else if (this.#side === "review") this.#middle.replaceChildren(reviewView(desk));
    else if (text) this.#edit(text);
  }

  async #again(): Promise<void> {
    this.#unit = await this.#desk.read();
    this.#drawList();
  }

  #edit(text: UnitText): void {
    const { language } = this.#unit;
    const place = this.#unit.texts.indexOf(text);
    this.#words = wordsField(this.#desk.rules, this.#unit, text, this.#forms(text), (forms) => this.#typed(text, forms));
    const aloud = voiceFor(language.tag) !== undefined;
    const nodes: (Node | null | false)[] = [
      el("p", { class: "quiet" }, `${place + 1} of ${this.#unit.texts.length} · ${text.id} · ${RISKS[text.risk] ?? text.risk}`, text.limit !== null && ` · at most ${text.limit} characters`),
      ...this.#source(text),
      text.note !== "" && el("p", { class: "note" }, text.note),
      this.#clash(text),
      this.#words.view,
      el("div", { class: "row" },
        button("‹ Before", () => this.#step(-1), { title: "Alt + ↑" }),
        button("Next ›", () => this.#step(1), { class: "button button--main", title: "Ctrl + Enter" }),
        text.state === "behind" && !this.#isMine(text) && button("These words still hold", () => this.#words?.set(this.#forms(text)), { class: "button" }),
        this.#isMine(text) && button("Take my draft back", () => void this.#takeBack(text)),
        aloud && button("Hear it", () => sayAloud(language.tag, this.#forms(text).join(". ")))),
      helps({
        unit: this.#unit, text, forms: this.#forms(text),
        take: (forms) => this.#words?.set(forms),
        noted: (note) => text.notes.push(note),
      }),
    ];
    this.#middle.replaceChildren(...nodes.filter((node): node is Node => node !== null && node !== false));
    this.#phone.show(text.id, text.step);
  }

  #source(text: UnitText): Node[] {
    const labels = text.source.length > 1 ? ["one", "many"] : ["English"];
    return text.source.map((source, at) => {
      const before = text.previous?.[at] ?? text.previous?.[0];
      return el("div", { class: "source", lang: "en", dir: "ltr" }, el("span", { class: "quiet" }, labels[at] ?? ""),
        el("p", {}, ...(before !== undefined && before !== source ? differing(before, source) : shown(source, false))),
        at === 0 && text.state === "behind" ? el("p", { class: "finding", "data-level": text.severity === "safety" ? "block" : "warn" },
          text.severity === "safety" ? "The English changed for safety. Readers see it in English until this is translated." : "The English changed. Readers keep the old words until this is mended.") : "");
    });
  }

  /** Two people, or two devices of one person, have other words here: both are shown, one chooses. */
  #clash(text: UnitText): HTMLElement | null {
    const { tag, dir } = this.#unit.language;
    const typed = this.#desk.outbox.of(this.#key_of(text));
    const said = this.#desk.outbox.refused.get(this.#key_of(text));
    if (typed?.newer) {
      const { newer } = typed;
      const keep = (forms: string[]): void => {
        const { newer: _gone, ...rest } = typed;
        void this.#desk.outbox.put({ ...rest, forms, seen: newer.etag, sent: false }).then(() => this.choose(text.id));
      };
      return el("div", { class: "card stack", role: "alert" }, el("p", {}, "You wrote other words here on another device:"),
        el("p", { lang: tag, dir }, ...differing(newer.forms.join(" / "), typed.forms.join(" / "))),
        el("div", { class: "row" }, button("Keep what I wrote here", () => keep(typed.forms)), button("Take those from the other device", () => keep(newer.forms))));
    }
    if (text.draft?.conflict && text.target) {
      const theirs = text.target;
      return el("div", { class: "card stack", role: "alert" }, el("p", {}, "Somebody has handed in other words since you began:"),
        el("p", { lang: tag, dir }, ...differing(theirs.join(" / "), this.#forms(text).join(" / "))),
        el("div", { class: "row" },
          button("Mine are better", () => void this.#keep(text, this.#forms(text)).then(() => this.choose(text.id))),
          button("Theirs are better", () => void this.#takeBack(text))));
    }
    return said === undefined ? null : el("p", { class: "told", role: "alert" }, said);
  }

  #typed(text: UnitText, forms: string[]): void {
    if (forms.join("\0") === this.#forms(text).join("\0") && (this.#isMine(text) || text.state !== "behind")) return;
    void this.#keep(text, forms);
    this.#phone.say(text.id, forms);
    this.#drawList();
  }

  async #keep(text: UnitText, forms: string[]): Promise<void> {
    const { language, unit } = this.#unit;
    const before = this.#desk.outbox.of(this.#key_of(text));
    if (text.draft) text.draft.conflict = false;
    await this.#desk.outbox.put({
      key: this.#key_of(text), tag: language.tag, domain: unit.domain, id: text.id, forms, base: text.base,
      source: text.source_digest, seen: before?.seen ?? text.draft?.etag ?? "", at: Date.now(), sent: false,
    });
  }

  async #takeBack(text: UnitText): Promise<void> {
    await this.#desk.outbox.drop(this.#key_of(text));
    if (text.draft) await send("DELETE", `languages/${this.#unit.language.tag}/texts/${text.id}/draft`).catch(() => undefined);
    text.draft = null;
    this.#phone.say(text.id, this.#forms(text));
    this.choose(text.id);
  }

  #step(by: number): void {
    const rows = this.#unit.texts.filter((text) => text.id === this.#at || this.#passes(text));
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
