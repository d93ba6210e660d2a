// Cards to choose from: up to `keep` of them, kept with their words so that the kept page can show them.
import { numberOf, setText, show } from "../../connected.ts";
import { placeOf } from "../../place.ts";
import { SavingElement } from "../../saving.ts";
import { cardsFrom, keepOrRemove, recordName } from "../../store/records.ts";
import { store } from "../../store/store.ts";

export class ValueCardsElement extends SavingElement {
  protected override connected(): void {
    super.connected();
    show(this.child("count"), true);
    this.listen(this, "input", (event) => this.#swap(event.target));
    this.listen(this, "change", () => this.#count());
    this.#count();
  }

  get #name(): string {
    return recordName("values", placeOf(this).name);
  }

  #boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  }

  protected override async load(): Promise<void> {
    const chosen = new Set(cardsFrom(await store.get(this.#name)).map((card) => card.id));
    this.#boxes().forEach((box) => (box.checked ||= chosen.has(box.name)));
    this.#count();
  }

  protected override save(): Promise<void> {
    const chosen = this.#boxes().filter((box) => box.checked);
    const cards = chosen.map((box) => ({ id: box.name, text: this.#words(box) }));
    return keepOrRemove(this.#name, { cards }, cards.length === 0);
  }

  #words(box: HTMLInputElement): string {
    const label = box.closest("label");
    return (label?.querySelector(".choice__text") ?? label)?.textContent?.trim() ?? "";
  }

  get #keep(): number {
    return numberOf(this, "keep", this.#boxes().length);
  }

  // Where only one is kept, a tap on another card takes its place.
  #swap(tapped: EventTarget | null): void {
    if (this.#keep === 1) this.#boxes().forEach((box) => (box.checked &&= box === tapped));
  }

  // A full hand: the others rest until one is given back.
  #count(): void {
    const chosen = this.#boxes().filter((box) => box.checked).length;
    const full = this.#keep > 1 && chosen >= this.#keep;
    this.#boxes().forEach((box) => (box.disabled = full && !box.checked));
    setText(this.child("n"), chosen);
    show(this.child("full"), full);
    this.toggleAttribute("data-full", full);
  }
}
