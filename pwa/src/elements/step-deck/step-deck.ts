// One step at a time out of the long page: buttons, keys, swipes; the address and the phone remember the step.
import { ConnectedElement, setText, show } from "../../connected.ts";
import { unitOfPage } from "../../place.ts";
import { progressOf, saveProgress } from "../../store/progress.ts";
import { moveOfKey, Swipes } from "./gestures.ts";
import { firstPlace, placeAfter } from "./moves.ts";
import type { Move } from "./moves.ts";
import { DeckSteps } from "./steps.ts";

export class StepDeckElement extends ConnectedElement {
  #steps = new DeckSteps();
  #place = 0;
  #moved = false;
  #swipes = new Swipes();
  #bar = document.createElement("progress");

  protected override connected(): void {
    this.#steps.read(this);
    if (this.#steps.count === 0) return;
    this.#controls();
    const named = this.#steps.ids.includes(this.#hash());
    this.#place = firstPlace(this.#steps.ids, this.#hash(), null);
    this.#show();
    if (named) this.#focus();
    else void this.#resume();
    this.listen(document, "keydown", (event) => this.#go(moveOfKey(event as KeyboardEvent)));
    this.listen(this, "touchstart", (event) => this.#swipes.start(event as TouchEvent));
    this.listen(this, "touchend", (event) => this.#go(this.#swipes.end(event as TouchEvent)));
    this.listen(window, "hashchange", () => this.open(this.#hash()));
    this.listen(document, "way:changed", () => this.#changeWay());
  }

  /** Show a step by its id; an id that this way does not see leads to what stands in its place. */
  open(id: string): void {
    const place = this.#steps.ids.indexOf(this.#steps.insteadOf(id));
    if (place >= 0) this.#to(place);
  }

  #controls(): void {
    if (!this.#bar.isConnected) {
      this.#bar.className = "deck-bar";
      this.#bar.setAttribute("aria-hidden", "true");
      this.prepend(this.#bar);
    }
    const template = this.querySelector<HTMLTemplateElement>("template.deck-controls");
    if (template && !this.querySelector(".deck-nav")) template.before(template.content.cloneNode(true));
    for (const move of ["back", "next"] as const) {
      this.listen(this.querySelector(`[data-deck="${move}"]`), "click", () => this.#go(move));
    }
  }

  #hash(): string {
    return this.#steps.insteadOf(location.hash.slice(1));
  }

  async #resume(): Promise<void> {
    if (!unitOfPage()) return;
    const saved = await progressOf(unitOfPage());
    const place = firstPlace(this.#steps.ids, "", saved && this.#steps.insteadOf(saved.step));
    if (this.#moved || place === this.#place) return;
    this.#place = place;
    this.#show();
    this.#address();
  }

  #changeWay(): void {
    const id = this.#steps.at(this.#place)?.id ?? "";
    this.#steps.read(this);
    this.#place = Math.max(0, this.#steps.ids.indexOf(this.#steps.insteadOf(id)));
    this.#show();
  }

  #go(move: Move | null): void {
    const place = move && placeAfter(this.#place, move, this.#steps.count);
    if (place !== null) this.#to(place);
  }

  #to(place: number): void {
    this.#moved = true;
    this.#place = place;
    this.#show();
    this.#address();
    this.#focus();
    this.#save();
  }

  #show(): void {
    const count = this.#steps.count;
    const isLast = this.#place === count - 1;
    this.#steps.showOnly(this.#place);
    setText(this.querySelector('[data-deck="count"]'), `${this.#place + 1} / ${count}`);
    this.#bar.max = count;
    this.#bar.value = this.#place + 1;
    show(this.querySelector('[data-deck="back"]'), this.#place > 0);
    show(this.querySelector('[data-deck="next"]'), !isLast);
    show(document.querySelector('[data-part="next"]'), isLast);
    document.documentElement.dataset.deck = isLast ? "last" : this.#place === 0 ? "first" : "middle";
    this.tell("moved", { step: this.#steps.at(this.#place)?.id, place: this.#place + 1 });
  }

  #address(): void {
    try {
      history.replaceState(history.state, "", `#${this.#steps.at(this.#place)?.id ?? ""}`);
    } catch {
      // Safari refuses more than a hundred changes in half a minute; the step is shown all the same.
    }
  }

  #focus(): void {
    const section = this.#steps.at(this.#place)?.section;
    const heading = section?.querySelector<HTMLElement>("h2") ?? section;
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    section?.scrollIntoView({ block: "start" });
  }

  #save(): void {
    const step = this.#steps.at(this.#place)?.id;
    const of = this.#steps.count;
    if (step && unitOfPage()) {
      void saveProgress(unitOfPage(), { step, place: this.#place + 1, of, done: this.#place === of - 1 });
    }
  }
}
