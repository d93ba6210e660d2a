// A text followed line by line: the line of the moment stands out, the others stay readable.
import { numberOf } from "../../connected.ts";
import { placeAt, TimedElement } from "../../timed.ts";

const DEFAULT_SECONDS = 6;

export class HeardLinesElement extends TimedElement {
  #lines(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-seconds]")];
  }

  /** When each line begins, and at the end when all is over. */
  #starts(): number[] {
    const starts = [0];
    for (const line of this.#lines()) {
      starts.push((starts[starts.length - 1] ?? 0) + numberOf(line, "data-seconds", DEFAULT_SECONDS));
    }
    return starts;
  }

  protected override length(): number {
    return this.#starts().pop() ?? 0;
  }

  protected override at(seconds: number | null): void {
    const now = seconds === null ? -1 : placeAt(this.#starts(), seconds);
    this.#lines().forEach((line, place) => {
      if (place === now) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    });
  }
}
