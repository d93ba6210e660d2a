// The ways to go on after the last session. All stay on the page; the person's own numbers only say which comes first.
import { KeepingElement } from "../../keeping.ts";
import { allCheckIns } from "../../store/checkins.ts";
import { practiceFrom } from "../../store/records.ts";
import { store } from "../../store/store.ts";
import { firstWay } from "./rules.ts";
import type { Rule } from "./rules.ts";

export class NextStepsElement extends KeepingElement {
  protected override connected(): void {
    super.connected();
    void this.#order();
    void this.#practised();
  }

  async #order(): Promise<void> {
    const first = firstWay(JSON.parse(this.dataset["rules"] ?? "[]") as Rule[], await allCheckIns());
    const way = this.querySelector(`[data-way-on="${first}"]`);
    if (way && way !== this.firstElementChild) this.prepend(way);
  }

  /** What was practised stands before the rest. */
  async #practised(): Promise<void> {
    const units = new Set((await store.list("log:")).map(({ value }) => practiceFrom(value)?.unit));
    const links = [...this.querySelectorAll<HTMLElement>("[data-exercise]")];
    const practised = links.filter((link) => units.has(link.dataset["exercise"]));
    practised.reverse().forEach((link) => link.parentNode?.insertBefore(link, link.parentNode.firstChild));
  }
}
