// Body and breath, or eyes open: two radios, or one button that leads to the other way.
import { ConnectedElement, show } from "../../connected.ts";
import { currentWay } from "../../way.ts";

export class WayChoiceElement extends ConnectedElement {
  protected override connected(): void {
    this.#mark();
    this.listen(this, "change", ({ target }) => this.tell("chosen", { way: (target as HTMLInputElement).value }));
    this.listen(this.querySelector("button"), "click", () => {
      this.tell("chosen", { way: currentWay() === "open" ? "body" : "open" });
    });
    this.listen(document, "way:changed", () => this.#mark());
    show(this, true);
  }

  #mark(): void {
    this.querySelectorAll<HTMLInputElement>('input[type="radio"]').forEach((radio) => {
      radio.checked = radio.value === currentWay();
    });
  }
}
