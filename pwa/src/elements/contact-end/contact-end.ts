// After the last part: how many took part, a question for supervision, and the end of the contact.
import { show } from "../../connected.ts";
import { placeOf } from "../../place.ts";
import { SavingElement } from "../../saving.ts";
import { closeContact, contactId, openContact, saveNote } from "../../store/contacts.ts";

export class ContactEndElement extends SavingElement {
  #closed = false;

  protected override connected(): void {
    super.connected();
    show(this, true);
    this.#show(false);
    this.onDo("close", () => void this.#close());
    this.listen(document, "contact:changed", () => void this.load());
  }

  get #people(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[name="people"]');
  }

  get #ask(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  protected override async load(): Promise<void> {
    const contact = await openContact(placeOf(this).unit);
    if (this.unsaved) return;
    if (contact && this.#closed) this.#show(false);
    if (this.#people) this.#people.value = String(contact?.people ?? "");
    if (this.#ask) this.#ask.value = contact?.ask ?? "";
  }

  get #title(): string {
    return this.dataset.title ?? "";
  }

  protected override async save(): Promise<void> {
    const people = Math.floor(Number(this.#people?.value));
    const count = people > 0 && people <= Number(this.#people?.max) ? people : null;
    const ask = this.#ask?.value.trim() ?? "";
    if (count !== null || ask) await saveNote(await contactId(placeOf(this).unit, this.#title), count, ask);
  }

  async #close(): Promise<void> {
    this.flush();
    await this.save();
    await closeContact(await contactId(placeOf(this).unit, this.#title));
    this.#show(true);
    this.child("closed")?.focus();
  }

  #show(closed: boolean): void {
    this.#closed = closed;
    show(this.child("open"), !closed);
    show(this.child("closed"), closed);
  }
}
