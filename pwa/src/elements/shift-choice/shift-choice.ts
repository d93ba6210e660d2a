// How the person works: said once, a preference like the way of doing exercises, and taken back as easily.
import { ConnectedElement, show } from "../../connected.ts";
import { store } from "../../store/store.ts";

export class ShiftChoiceElement extends ConnectedElement {
  protected override connected(): void {
    show(this, true);
    this.listen(this, "change", () => void this.#choose());
    void store.get("shift").then((shift) => this.#mark(typeof shift === "string" ? shift : ""));
  }

  #radios(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[name="shift"]')];
  }

  #mark(shift: string): void {
    if (this.#radios().some(({ checked }) => checked)) return; // somebody was faster than the phone
    for (const radio of this.#radios()) radio.checked = radio.value === shift;
  }

  async #choose(): Promise<void> {
    const shift = this.#radios().find(({ checked }) => checked)?.value || undefined;
    this.tell("chosen", { shift });
    await store.put("shift", shift);
    this.state(store.kept ? "saved" : "memory");
  }
}
