// Erase everything from this phone: two taps, and the second cannot be the first one's double.
import { ConnectedElement, show } from "../../connected.ts";
import { eraseEverything } from "../../store/erase.ts";

export class EraseAllElement extends ConnectedElement {
  protected override connected(): void {
    show(this, true);
    this.onDo("ask", () => this.#ask());
    this.onDo("cancel", () => this.#cancel());
    this.onDo("erase", (_button, tap) => tap.detail < 2 && void this.#erase());
  }

  #ask(): void {
    this.state("sure");
    this.doing("cancel")?.focus();
  }

  #cancel(): void {
    this.state("idle");
    this.doing("ask")?.focus();
  }

  async #erase(): Promise<void> {
    const left = await eraseEverything();
    if (left.length > 0) return this.#failed(left);
    this.state("done");
    show(this.doing("ask"), false);
    // What stands beside it speaks of what was here a moment ago.
    this.parentElement?.querySelectorAll<HTMLElement>(":scope > :not(h1):not(erase-all)").forEach((one) => show(one, false));
    this.tell("erased");
  }

  // Still standing at the question, so that it can be tried again.
  #failed(left: string[]): void {
    if (this.querySelector('[data-state="failed"]')) this.state("failed");
    this.tell("failed", { left });
  }
}
