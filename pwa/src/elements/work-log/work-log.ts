// Days of work, kept sealed on the phone: hours, pay, what was taken off, notes and photos; weeks and months added up.
// What is typed and not yet added is a draft of its own, so a page that goes away loses nothing.
import { say, show } from "../../connected.ts";
import { SavingElement } from "../../saving.ts";
import { store } from "../../store/store.ts";
import { hoursText, moneyText } from "./amounts.ts";
import { WorkList } from "./list.ts";
import { shrunk } from "./photo.ts";
import { keepPhoto, keepRow, newName, rowFrom } from "./rows.ts";
import type { Row, Typed } from "./rows.ts";
import { dayText } from "./sums.ts";

const DRAFT = "workdraft";
const FIELDS = ["day", "hours", "pay", "off", "currency", "note"] as const;
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export class WorkLogElement extends SavingElement {
  readonly #list = new WorkList(this, {
    edit: (row) => this.#edit(row),
    photograph: (row, chooser) => void this.#take(row, chooser),
  });
  /** The entry that is being changed, or the name the next one will have. */
  #name = "";

  protected override connected(): void {
    super.connected();
    show(this, true);
    this.#name ||= newName();
    this.listen(this, "submit", (event) => {
      event.preventDefault();
      void this.#add();
    });
    this.onDo("cancel", () => this.#clear());
    show(this.doing("cancel"), false);
    this.onDo("print", () => print());
    this.listen(document, "visibilitychange", () => document.hidden || void this.#list.show());
    this.listen(window, "pageshow", (event) => (event as PageTransitionEvent).persisted && void this.#list.show());
    const day = this.#field("day");
    if (day && !day.value) day.value = dayText(new Date());
    void this.#list.start();
  }

  #field(name: string): Field | null {
    return this.querySelector<Field>(`[name="${name}"]`);
  }

  #typed(): Typed {
    return Object.fromEntries(FIELDS.map((name) => [name, this.#field(name)?.value ?? ""])) as Typed;
  }

  #fill(typed: Partial<Typed>): void {
    for (const name of FIELDS) {
      const field = this.#field(name);
      if (field && typeof typed[name] === "string") field.value = typed[name] ?? "";
    }
  }

  protected override async load(): Promise<void> {
    const { name, ...typed } = ((await store.get(DRAFT)) ?? {}) as Partial<Typed> & { name?: string };
    if (this.#isTyped() || typeof name !== "string") return;
    this.#fill(typed);
    this.#name = name;
    show(this.doing("cancel"), true);
  }

  protected override async save(): Promise<void> {
    if (!this.#isTyped()) return store.remove(DRAFT);
    await store.put(DRAFT, { ...this.#typed(), name: this.#name, at: new Date().toISOString() });
  }

  async #add(): Promise<void> {
    const row = rowFrom(this.#name, this.#typed());
    if (typeof row === "string") {
      say(this, row);
      this.#field(row === "money" ? "pay" : row === "empty" ? "hours" : row)?.focus();
      return;
    }
    const reached = await keepRow(row);
    if (!reached && !(await store.get("nothing"))) return say(this, "full");
    this.#clear();
    say(this, "added");
    this.state(reached ? "saved" : "memory");
    await this.#list.show();
    this.tell("added");
  }

  // The day stays: whoever enters a week goes on from it.
  #clear(): void {
    this.#fill({ hours: "", pay: "", off: "", note: "" });
    this.#name = newName();
    say(this);
    show(this.doing("cancel"), false);
    this.change();
    this.flush();
  }

  #isTyped(): boolean {
    const { hours, pay, off, note } = this.#typed();
    return `${hours}${pay}${off}${note}`.trim() !== "";
  }

  #edit(row: Row): void {
    if (this.#isTyped() && this.#name !== row.name) {
      say(this, "typed");
      return this.#field("hours")?.focus();
    }
    const { day, currency, note } = row;
    const money = (cents: number): string => (cents ? moneyText(cents) : "");
    const hours = row.minutes ? hoursText(row.minutes) : "";
    this.#fill({ day, currency, note, hours, pay: money(row.pay), off: money(row.off) });
    this.#name = row.name;
    say(this);
    show(this.doing("cancel"), true);
    this.querySelector("form")?.scrollIntoView();
    this.#field("day")?.focus({ preventScroll: true });
  }

  async #take(row: Row, chooser: HTMLInputElement): Promise<void> {
    const [file] = chooser.files ?? [];
    if (!file) return;
    say(this, "working");
    try {
      say(this, (await keepPhoto(row.name, await shrunk(file))) ? "" : "room");
    } catch {
      say(this, "photo");
    }
    await this.#list.show();
    this.tell("photographed");
  }
}
