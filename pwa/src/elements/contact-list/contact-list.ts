// The contacts of this phone: what was marked, for oneself and for supervision.
import { setText, show } from "../../connected.ts";
import { dateWriter } from "../../dates.ts";
import type { DateWriter } from "../../dates.ts";
import { KeepingElement } from "../../keeping.ts";
import { allContacts, deleteContact } from "../../store/contacts.ts";
import type { Contact } from "../../store/contacts.ts";
import { asText, reasonsOf, summaryOf } from "./lines.ts";
import type { Words } from "./lines.ts";

export class ContactListElement extends KeepingElement {
  protected override connected(): void {
    super.connected();
    show(this, true);
    this.listen(document, "contact:changed", () => void this.#fill());
    this.listen(window, "pageshow", (event) => (event as PageTransitionEvent).persisted && void this.#fill());
    void this.#fill();
  }

  get #words(): Words {
    const word = (name: string): string => this.words(`[data-word="${name}"]`);
    return { done: word("done"), partly: word("partly"), not: word("not"), people: word("people") };
  }

  async #fill(): Promise<void> {
    const [contacts, write] = await Promise.all([allContacts(), dateWriter(this)]);
    const list = this.child("list");
    if (!list) return;
    list.textContent = "";
    list.append(...contacts.map((contact) => this.#row(contact, write)));
    show(this.child("none"), contacts.length === 0);
  }

  #row(contact: Contact, write: DateWriter): Node {
    const row = this.querySelector<HTMLTemplateElement>('template[data-part="row"]')!.content.cloneNode(true) as DocumentFragment;
    const part = (name: string): HTMLElement | null => row.querySelector(`[data-part="${name}"]`);
    const when = write(new Date(contact.began), "full");
    setText(part("title"), contact.title);
    setText(part("when"), when);
    setText(part("marks"), summaryOf(contact, this.#words));
    show(part("rehearsal"), contact.rehearsal);
    show(part("open"), !contact.ended);
    part("reasons")?.append(...reasonsOf(contact, this.#words).map(item));
    const copied = row.querySelector('[data-state="copied"]');
    row.querySelector('[data-do="copy"]')?.addEventListener("click", () => {
      const text = asText(contact, when, this.#words);
      navigator.clipboard?.writeText(text).then(() => show(copied, true), () => undefined);
    });
    row.querySelector('[data-do="delete"]')?.addEventListener("click", () => void deleteContact(contact.id));
    return row;
  }
}

function item(text: string): HTMLElement {
  const made = document.createElement("li");
  made.textContent = text;
  made.dir = "auto";
  return made;
}
