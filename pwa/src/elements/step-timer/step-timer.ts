// A quiet time: cues appear one by one at their second.
import { numberOf, show } from "../../connected.ts";
import { placeAt, TimedElement } from "../../timed.ts";

export class StepTimerElement extends TimedElement {
  protected override length(): number {
    return numberOf(this, "seconds", 30);
  }

  protected override at(seconds: number | null): void {
    const cues = [...this.querySelectorAll<HTMLElement>("[data-at]")];
    const now = seconds === null ? -1 : placeAt(cues.map((cue) => numberOf(cue, "data-at", 0)), seconds);
    cues.forEach((cue, place) => show(cue, place === now));
  }
}
