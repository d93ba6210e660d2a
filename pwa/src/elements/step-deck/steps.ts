// The steps of a deck that a person of this way sees, and which of them is shown.
import { show } from "../../connected.ts";
import { currentWay, stepsFor } from "../../way.ts";

export interface DeckStep {
  id: string;
  way: string;
  insteadOf: string;
  section: HTMLElement;
}

function stepOf(section: HTMLElement): DeckStep {
  return { id: section.id, way: section.dataset.way || "both", insteadOf: section.dataset.insteadOf ?? "", section };
}

export class DeckSteps {
  #all: DeckStep[] = [];
  #seen: DeckStep[] = [];

  /** Read the steps under a deck, for the way of this moment. */
  read(deck: Element): void {
    this.#all = [...deck.querySelectorAll<HTMLElement>(":scope > section.step")].map(stepOf);
    this.#seen = stepsFor(this.#all, currentWay());
    // "Or, with open eyes…" is for those who see both.
    deck.querySelectorAll('[data-part="or"]').forEach((lead) => show(lead, false));
  }

  get count(): number {
    return this.#seen.length;
  }

  get ids(): string[] {
    return this.#seen.map((step) => step.id);
  }

  at(place: number): DeckStep | undefined {
    return this.#seen[place];
  }

  /** The step this way sees in the place of the named one; the name itself when there is none. */
  insteadOf(id: string): string {
    if (!id || this.ids.includes(id)) return id;
    const variant = this.#all.find((step) => step.insteadOf === id);
    return variant?.id ?? (this.#all.find((step) => step.id === id)?.insteadOf || id);
  }

  showOnly(place: number): void {
    this.#all.forEach((step) => show(step.section, step === this.#seen[place]));
  }
}
