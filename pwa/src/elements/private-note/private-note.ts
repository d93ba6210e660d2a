// A private note: one text field, beginnings to tap, kept sealed on the phone.
import { asButtons } from "../../ideas.ts";
import { placeOf } from "../../place.ts";
import { SavingElement } from "../../saving.ts";
import { keepOrRemove, recordName, textFrom } from "../../store/records.ts";
import { store } from "../../store/store.ts";

export class PrivateNoteElement extends SavingElement {
  protected override connected(): void {
    super.connected();
    asButtons(this.querySelectorAll<HTMLElement>("[data-starter]")).forEach((button) => {
      this.listen(button, "click", () => this.#begin(button.textContent?.trim() ?? ""));
    });
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  get #name(): string {
    return recordName("note", placeOf(this).name);
  }

  protected override async load(): Promise<void> {
    const text = textFrom(await store.get(this.#name));
    const field = this.#field;
    if (!field || !text || field.value === text) return;
    const typed = field.value;
    field.value = typed ? `${text}\n${typed}` : text;
    if (typed) this.change();
  }

  protected override save(): Promise<void> {
    const text = this.#field?.value ?? "";
    return keepOrRemove(this.#name, { text }, !text.trim());
  }

  #begin(starter: string): void {
    const field = this.#field;
    if (!field) return;
    const before = field.value.trimEnd();
    field.value = `${before}${before ? "\n" : ""}${starter.replace(/\s*(…|\.\.\.)$/, "")} `;
    field.focus();
    this.change();
  }
}
