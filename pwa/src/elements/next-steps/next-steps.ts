// The ways to go on after the last session. All stay on the page; the person's own numbers only say which comes first.
import { KeepingElement } from "../../keeping.ts";
import { answersFrom } from "../../store/answers.ts";
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
    const asked = (await store.list("answers:")).map(answersFrom).filter((one) => one?.help === true);
    const wishes = asked.map((one) => ({ id: one?.id ?? "", at: "", moment: "", help: true }));
    const said = [...(await allCheckIns()), ...wishes].sort((a, b) => (a.id < b.id ? -1 : 1));
    const first = firstWay(JSON.parse(this.dataset["rules"] ?? "[]") as Rule[], said);
    const way = this.querySelector(`[data-way-on="${first}"]`);
    if (way && way !== this.firstElementChild) this.prepend(way);
  }

  /** What was practised stands before the list of all, in sight. */
  async #practised(): Promise<void> {
    const units = new Set((await store.list("log:")).map(({ value }) => practiceFrom(value)?.unit));
    const links = [...this.querySelectorAll<HTMLElement>("a[data-unit]")];
    const practised = links.filter((link) => units.has(link.dataset["unit"])).map((link) => link.closest("li"));
    this.child("practised")?.append(...practised.filter((row): row is HTMLLIElement => row !== null));
  }
}
