// Body and breath, or eyes open: two radios. Beside an exercise it stands only where it can change something.
import { ConnectedElement, show } from "../../connected.ts";
import { currentWay } from "../../way.ts";

export class WayChoiceElement extends ConnectedElement {
  protected override connected(): void {
    this.#mark();
    this.listen(this, "change", (event) => {
      if (event.target instanceof HTMLInputElement) this.tell("chosen", { way: event.target.value });
    });
    this.listen(document, "way:changed", () => this.#mark());
    this.listen(document, "step-deck:moved", (event) => this.#follow(event as CustomEvent<{ step: string; place: number }>));
    show(this, true);
  }

  #mark(): void {
    this.querySelectorAll<HTMLInputElement>('input[type="radio"]').forEach((radio) => {
      radio.checked = radio.value === currentWay();
    });
  }

  #follow({ detail: { step, place } }: CustomEvent<{ step: string; place: number }>): void {
    const way = document.getElementById(step)?.dataset.way;
    show(this, place === 1 || way === "body" || way === "open");
  }
}
