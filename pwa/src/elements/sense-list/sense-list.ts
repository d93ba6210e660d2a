// Ticks off what was noticed: as many taps as the prompt asks for.
import { ConnectedElement, numberOf } from "../../connected.ts";

export class SenseListElement extends ConnectedElement {
  #noticed = new WeakMap<Element, number>();

  protected override connected(): void {
    this.onDo("tick", (button) => this.#tick(button));
  }

  #tick(button: HTMLButtonElement): void {
    const item = button.closest<HTMLElement>("[data-count]");
    if (!item || item.hasAttribute("data-done")) return;
    const noticed = (this.#noticed.get(item) ?? 0) + 1;
    const wanted = numberOf(item, "data-count", 1);
    this.#noticed.set(item, noticed);
    [...item.querySelectorAll('[data-part="dots"] > *')].forEach((dot, at) => dot.toggleAttribute("data-on", at < noticed));
    if (noticed < wanted) return;
    item.setAttribute("data-done", "");
    button.setAttribute("aria-pressed", "true");
    if (!this.querySelector("[data-count]:not([data-done])")) this.tell("finished");
  }
}
