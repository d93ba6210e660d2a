// How it is now: numbers, own words, a wish. Every answer may be missing; what is there is kept as it is given.
import { setText, show } from "../../connected.ts";
import { SavingElement } from "../../saving.ts";
import {
  allCheckIns, currentProblem, MEASURES, newId, presentMoment, saveCheckIn, saveProblem,
} from "../../store/checkins.ts";
import type { CheckIn, Problem } from "../../store/checkins.ts";

export class CheckInElement extends SavingElement {
  #now: CheckIn = { id: newId(new Date()), at: "", moment: "start" };
  /** The trouble that was written at an earlier time, and is rated again. */
  #known: Problem | null = null;

  protected override connected(): void {
    super.connected();
    this.listen(this, "change", () => this.#care());
    this.onDo("other", () => this.#other());
  }

  protected override async load(): Promise<void> {
    const moment = await presentMoment((this.dataset["sessions"] ?? "").split(" "));
    show(this.child("onward"), moment === "end" || moment === "later");
    await this.#resume(moment);
    const problem = await currentProblem();
    const isOfToday = problem !== null && problem.id === this.#now.id;
    this.#known = isOfToday ? null : problem;
    const field = this.#field;
    if (isOfToday && field && !field.value) field.value = problem.text;
    this.#showProblem();
    this.#care();
  }

  /** One moment of one day is one check-in, however often the page is opened. */
  async #resume(moment: string): Promise<void> {
    const last = (await allCheckIns()).pop();
    const isSame = last?.moment === moment && new Date(last.at).toDateString() === new Date().toDateString();
    this.#now = isSame ? last : { ...this.#now, moment };
    if (!isSame) return;
    for (const measure of MEASURES) this.#mark(measure, last[measure]?.toString());
    this.#mark("help", last.help === undefined ? undefined : last.help ? "yes" : "no");
  }

  protected override async save(): Promise<void> {
    const typed = this.#field?.value ?? "";
    if (this.#known) await saveProblem(this.#known); // rated again: it stays as long as its number
    else await saveProblem({ id: this.#now.id, text: typed });
    await saveCheckIn(this.#answers(typed));
  }

  #answers(typed: string): CheckIn {
    const { id, at, moment } = this.#now;
    const answers: CheckIn = { id, at, moment };
    for (const measure of MEASURES) {
      const value = this.#chosen(measure);
      if (value) answers[measure] = Number(value);
    }
    const help = this.#chosen("help");
    if (help) answers.help = help === "yes";
    const problem = this.#known?.id ?? (typed.trim() ? id : "");
    if (problem && answers.own !== undefined) answers.problem = problem;
    return answers;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  #chosen(name: string): string {
    return this.querySelector<HTMLInputElement>(`input[name="${name}"]:checked`)?.value ?? "";
  }

  // What was tapped while the phone was still looking stays.
  #mark(name: string, value: string | undefined): void {
    if (value === undefined || this.querySelector(`input[name="${name}"]:checked`)) return;
    const radio = this.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`);
    if (radio) radio.checked = true;
  }

  #showProblem(): void {
    show(this.child("known"), this.#known !== null);
    show(this.child("write"), this.#known === null);
    setText(this.child("words"), this.#known?.text ?? "");
  }

  #other(): void {
    this.#known = null;
    this.querySelectorAll<HTMLInputElement>('input[name="own"]').forEach((radio) => (radio.checked = false));
    this.#showProblem();
    this.#field?.focus();
    this.change();
  }

  // Who would like to talk to someone sees at once where; nothing is sent.
  #care(): void {
    show(this.child("care"), this.#chosen("help") === "yes");
  }
}
