// How long a contact has lasted, and softly when a part's time is over. No sound, no red, nothing that counts down.
import { setText, show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { unitOfPage } from "../../place.ts";
import { contactId, openContact } from "../../store/contacts.ts";
import type { Contact } from "../../store/contacts.ts";
import { keepAwake } from "../../wake-lock.ts";
import { isOver, minutesSince } from "./time.ts";

const TICK_MS = 5000;

export class DeskClockElement extends KeepingElement {
  #contact: Contact | null = null;
  #part = Date.now();
  #timer: ReturnType<typeof setInterval> | undefined;

  protected override connected(): void {
    super.connected();
    show(this, true);
    this.onDo("begin", () => void this.#begin(false));
    this.onDo("rehearse", () => void this.#begin(true));
    this.listen(document, "contact:changed", () => void this.#load());
    this.listen(document, "step-deck:moved", () => this.#moved());
    void this.#load();
  }

  protected override disconnected(): void {
    this.#stop();
  }

  async #begin(rehearsal: boolean): Promise<void> {
    this.#part = Date.now();
    await contactId(unitOfPage(), document.querySelector("h1")?.textContent?.trim() ?? "", rehearsal);
  }

  async #load(): Promise<void> {
    this.#contact = await openContact(unitOfPage());
    const runs = this.#contact !== null;
    show(this.child("begin"), !runs);
    show(this.child("running"), runs);
    show(this.child("rehearsing"), this.#contact?.rehearsal === true);
    document.documentElement.toggleAttribute("data-rehearsal", this.#contact?.rehearsal === true);
    this.#stop();
    if (!runs) return;
    keepAwake(this, true);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    this.#tick();
  }

  #stop(): void {
    clearInterval(this.#timer);
    keepAwake(this, false);
  }

  #moved(): void {
    this.#part = Date.now();
    if (this.#contact) this.#tick();
  }

  #tick(): void {
    const now = Date.now();
    const all = minutesSince(Date.parse(this.#contact?.began ?? ""), now);
    setText(this.child("all"), all);
    const bar = this.child("bar");
    if (bar instanceof HTMLProgressElement) bar.value = Math.min(1, all / Math.max(1, Number(this.dataset.minutes)));
    const shown = document.querySelector<HTMLElement>("step-deck > section.step:not([hidden]) .turns");
    show(this.child("cue"), isOver(this.#part, Number(shown?.dataset.minutes), now));
  }
}
