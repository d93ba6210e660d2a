// A sheet to fill in: every named field of it is kept, with the same as lines for the page of what is kept.
import { setText, show } from "../../connected.ts";
import { asButtons } from "../../ideas.ts";
import { placeOf } from "../../place.ts";
import { SavingElement } from "../../saving.ts";
import { keepOrRemove, planFrom, recordName, sheetFrom } from "../../store/records.ts";
import type { Sheet } from "../../store/records.ts";
import { store } from "../../store/store.ts";
import { changeable, linesOf, rowsToShow, shiftsOf } from "./sheet.ts";
import type { Row } from "./sheet.ts";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isTick = (field: Field): field is HTMLInputElement => field.type === "radio" || field.type === "checkbox";
const wordsOf = (element: Element | null | undefined): string => element?.textContent?.trim() ?? "";

export class WorkSheetElement extends SavingElement {
  protected override connected(): void {
    super.connected();
    this.#ideas(this.querySelectorAll<HTMLElement>("[data-idea]"));
    this.listen(this, "change", (event) => this.#week(event.target as Field));
    this.listen(this, "input", () => this.#rows());
    this.onDo("print", () => this.#print());
    // The sheet that this one looks at may stand on the same page.
    this.listen(document, "work-sheet:saved", ({ target }) => target !== this && void this.#made());
    this.#rows();
    void this.#made();
  }

  get #name(): string {
    return recordName("sheet", placeOf(this).name);
  }

  #fields(): Field[] {
    return [...this.querySelectorAll<Field>("input[name], textarea[name], select[name]")];
  }

  protected override async load(): Promise<void> {
    const { fields } = sheetFrom(await store.get(this.#name));
    const chosen = new Set(this.#fields().filter((field) => isTick(field) && field.checked).map(({ name }) => name));
    for (const field of this.#fields()) {
      const kept = fields[field.name];
      if (kept === undefined) continue;
      // What was tapped or typed before the phone had answered stays.
      if (!isTick(field)) field.value ||= kept;
      else if (!chosen.has(field.name)) field.checked = field.value === kept;
    }
    this.#rows();
  }

  protected override save(): Promise<void> {
    const filled = this.#fields().filter((field) => (isTick(field) ? field.checked : field.value.trim()));
    const fields = Object.fromEntries(filled.map((field) => [field.name, field.value]));
    const sheet: Sheet = { fields, lines: linesOf(this.#read()) };
    return keepOrRemove(this.#name, sheet, filled.length === 0);
  }

  #read(): Row[] {
    return [...this.querySelectorAll("[data-line]")].map((row) => {
      const fields = [...row.querySelectorAll<Field>("input[name], textarea[name], select[name]")];
      return { label: wordsOf(row.querySelector("[data-label]")), parts: fields.map((field) => this.#said(field)) };
    });
  }

  #said(field: Field): string {
    if (field instanceof HTMLSelectElement) return field.value && wordsOf(field.selectedOptions[0]);
    if (!isTick(field)) return field.value;
    return field.checked ? wordsOf(field.closest("label")?.querySelector(".choice__text")) : "";
  }

  #ideas(items: Iterable<HTMLElement>): void {
    const all = Array.from(items);
    asButtons(all).forEach((button, place) => {
      this.listen(button, "click", () => this.#take(all[place]?.dataset.idea ?? "", wordsOf(button)));
    });
  }

  // An idea goes where there is room; the words of a person are never lost.
  #take(name: string, idea: string): void {
    const mine = this.#fields().filter((field) => !isTick(field) && field.name.replace(/\d+$/, "") === name);
    if (mine.some(({ value }) => value.trim() === idea)) return;
    const room = mine.find(({ value }) => !value.trim());
    if (room) room.value = idea;
    else if (mine.length === 1) mine[0]!.value += `\n${idea}`;
    else return;
    this.#rows();
    this.change();
  }

  /** A pattern of shifts fills the week; days that change one by one are set by hand. */
  #week({ name, value }: Field): void {
    if (name !== "pattern") return;
    shiftsOf(value).forEach((shift, day) => {
      const field = this.querySelector<HTMLSelectElement>(`select[name="shift${day + 1}"]`);
      if (field) field.value = shift;
    });
  }

  /** A long list shows one row more than is filled. */
  #rows(): void {
    if (!("rows" in this.dataset)) return;
    const rows = [...this.querySelectorAll<HTMLElement>(".sheet-row")];
    const filled = rows.map((row) => !!row.querySelector("input")?.value.trim());
    rows.forEach((row, place) => show(row, place < Math.max(1, rowsToShow(filled))));
  }

  /** Show the plan that this sheet looks back at, or offer what another sheet has sorted. */
  async #made(): Promise<void> {
    const { of } = this.dataset;
    if (!of) return;
    const { fields, lines } = sheetFrom(await store.get(recordName("sheet", of)));
    const { what, when, where } = planFrom(await store.get(recordName("plan", of)));
    const said = [...lines, what, when, where].filter(Boolean);
    setText(this.child("made-lines"), said.join("\n"));
    show(this.child("made"), said.length > 0);
    this.#offer(changeable(fields));
  }

  #offer(problems: string[]): void {
    const list = this.child("sorted");
    if (!list || !problems.length) return;
    const items = problems.map((problem) => {
      const item = document.createElement("li");
      item.dataset.idea = "problem";
      item.textContent = problem;
      return item;
    });
    list.textContent = "";
    list.append(...items);
    this.#ideas(items);
    show(list, true);
  }

  /** Only this sheet comes on paper. */
  #print(): void {
    const marked = [document.documentElement, this.closest(".step")];
    marked.forEach((element) => element?.setAttribute("data-printing", ""));
    window.addEventListener("afterprint", () => marked.forEach((element) => element?.removeAttribute("data-printing")), { once: true });
    window.print();
  }
}
