// A licensed questionnaire at its moment: the person's own answers, kept on the phone and taken along if they like.
import { setText, show } from "../../connected.ts";
import { SavingElement } from "../../saving.ts";
import { allAnswers, saveAnswers, scoreOf } from "../../store/answers.ts";
import type { QuestionnaireResponse, ResponseItem } from "../../store/answers.ts";
import { newId, presentMoment } from "../../store/checkins.ts";

export class InstrumentFormElement extends SavingElement {
  #id = newId(new Date());
  #moment = "";

  protected override connected(): void {
    super.connected();
    this.listen(this, "change", () => this.#show());
    this.onDo("export", () => this.#export());
    this.onDo("share", () => void navigator.share({ files: [this.#made()] }).catch(() => undefined));
  }

  protected override async load(): Promise<void> {
    const sessions = this.#list("sessions");
    const moment = await presentMoment(sessions);
    this.#moment = moment;
    const kind = sessions.includes(moment) ? "session" : moment;
    const last = (await allAnswers(this.dataset["slug"])).pop();
    const isSame = last?.moment === moment && new Date(last.at).toDateString() === new Date().toDateString();
    if (isSame) {
      this.#id = last.id;
      this.#mark(last.response.item);
    }
    show(this, this.#list("moments").includes(kind));
    this.#show();
  }

  protected override save(): Promise<void> {
    const { slug = "" } = this.dataset;
    const score = this.#score();
    const title = this.querySelector("h2")?.textContent?.trim() ?? "";
    return saveAnswers({
      id: this.#id, slug, at: "", moment: this.#moment, title, response: this.#response(), help: this.#wantsHelp(),
      ...(score === undefined ? {} : { score }),
    });
  }

  #list(name: string): string[] {
    return (this.dataset[name] ?? "").split(" ").filter(Boolean);
  }

  #questions(): HTMLFieldSetElement[] {
    return [...this.querySelectorAll<HTMLFieldSetElement>("fieldset[data-link]")];
  }

  #chosen(question: Element): HTMLInputElement | null {
    const radio = question.querySelector<HTMLInputElement>("input:checked");
    return radio?.value ? radio : null;
  }

  #mark(items: ResponseItem[] | undefined): void {
    for (const { linkId, answer, item } of items ?? []) {
      const code = answer?.[0]?.valueCoding.code ?? "";
      const question = this.querySelector(`fieldset[data-link="${CSS.escape(linkId)}"]`);
      const radio = question?.querySelector<HTMLInputElement>(`input[value="${CSS.escape(code)}"]`);
      if (radio && !question?.querySelector("input:checked")) radio.checked = true;
      this.#mark(item);
    }
  }

  #score(): number | undefined {
    const values = new Map<string, number>();
    for (const question of this.#questions()) {
      const value = this.#chosen(question)?.dataset["value"];
      if (value !== undefined) values.set(question.dataset["link"] ?? "", Number(value));
    }
    return scoreOf(this.dataset["rule"], this.#list("scored"), values);
  }

  #isHelped(question: Element): boolean {
    const from = question.querySelector<HTMLElement>("[data-help]")?.dataset["help"];
    const value = this.#chosen(question)?.dataset["value"];
    return from !== undefined && value !== undefined && Number(value) >= Number(from);
  }

  #wantsHelp(): boolean {
    return this.#questions().some((question) => this.#isHelped(question));
  }

  #show(): void {
    for (const question of this.#questions()) show(question.querySelector("[data-help]"), this.#isHelped(question));
    const score = this.#score();
    show(this.child("total"), score !== undefined);
    setText(this.child("score"), score ?? "");
    const isAnswered = this.#questions().some((question) => this.#chosen(question));
    show(this.doing("export"), isAnswered);
    show(this.doing("share"), isAnswered && navigator.canShare?.({ files: [this.#made()] }) === true);
  }

  #response(): QuestionnaireResponse {
    const { url = "", version = "" } = this.dataset;
    const isWhole = this.#questions().every((question) => this.#chosen(question));
    return {
      resourceType: "QuestionnaireResponse",
      questionnaire: `${url}|${version}`,
      status: isWhole ? "completed" : "in-progress",
      language: document.documentElement.lang,
      authored: new Date().toISOString(),
      item: this.#items(this),
    };
  }

  /** Groups hold their questions, as in the questionnaire; what was skipped is not there. */
  #items(parent: Element): ResponseItem[] {
    return [...parent.children].flatMap((child): ResponseItem[] => {
      if (!(child instanceof HTMLElement)) return [];
      const { group, link, text = "" } = child.dataset;
      if (group !== undefined) {
        const item = this.#items(child);
        return item.length > 0 ? [{ linkId: group, text, item }] : [];
      }
      const radio = link === undefined ? null : this.#chosen(child);
      if (!radio || link === undefined) return [];
      const { system } = radio.dataset;
      const display = radio.closest("label")?.textContent?.trim() ?? "";
      return [{ linkId: link, text, answer: [{ valueCoding: { ...(system ? { system } : {}), code: radio.value, display } }] }];
    });
  }

  // Its name gives nothing away.
  #made(): File {
    const name = `answers-${new Date().toISOString().slice(0, 10)}.json`;
    return new File([JSON.stringify(this.#response(), null, 2)], name, { type: "application/fhir+json" });
  }

  #export(): void {
    const file = this.#made();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
}
