// How one part of a contact went: done, partly, not; the reason only where it was not simply done.
import { show } from "../../connected.ts";
import { placeOf } from "../../place.ts";
import { SavingElement } from "../../saving.ts";
import { contactId, openContact, savePart } from "../../store/contacts.ts";
import type { Mark } from "../../store/contacts.ts";

export class ContactMarkElement extends SavingElement {
  protected override connected(): void {
    super.connected();
    show(this, true);
    this.listen(this, "change", () => this.#reason());
    this.listen(document, "contact:changed", () => void this.load());
  }

  get #marks(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  }

  get #why(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[name="why"]');
  }

  protected override async load(): Promise<void> {
    const contact = await openContact(placeOf(this).unit);
    // What was tapped before the phone had answered stays.
    if (this.unsaved) return;
    const part = contact?.parts.find(({ step }) => step === this.dataset.step);
    this.#marks.forEach((mark) => (mark.checked = mark.value === part?.mark));
    if (this.#why) this.#why.value = part?.why ?? "";
    if (!part) this.state("");
    this.#reason();
  }

  #reason(): void {
    const mark = this.#marks.find(({ checked }) => checked)?.value;
    show(this.child("reason"), mark === "partly" || mark === "not");
  }

  protected override async save(): Promise<void> {
    const mark = this.#marks.find(({ checked }) => checked)?.value as Mark | undefined;
    if (!mark) return;
    const part = { step: this.dataset.step ?? "", mark, why: mark === "done" ? "" : (this.#why?.value.trim() ?? "") };
    const title = document.querySelector("h1")?.textContent?.trim() ?? "";
    await savePart(await contactId(placeOf(this).unit, title), part);
  }
}
