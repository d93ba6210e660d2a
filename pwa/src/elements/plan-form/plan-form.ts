// One small plan: what, when, where; ideas fill a field with one tap.
import { asButtons } from "../../ideas.ts";
import { placeOf } from "../../place.ts";
import { SavingElement } from "../../saving.ts";
import { keepOrRemove, planFrom, recordName } from "../../store/records.ts";
import type { Plan } from "../../store/records.ts";
import { store } from "../../store/store.ts";

const FIELDS = ["what", "when", "where"] as const;

export class PlanFormElement extends SavingElement {
  protected override connected(): void {
    super.connected();
    asButtons(this.querySelectorAll<HTMLElement>("[data-idea]")).forEach((button) => {
      this.listen(button, "click", () => this.#take(button));
    });
    this.listen(this, "submit", (event) => event.preventDefault());
  }

  get #name(): string {
    return recordName("plan", placeOf(this).name);
  }

  #field(name: string): HTMLInputElement | HTMLTextAreaElement | null {
    return this.querySelector(`input[name="${name}"], textarea[name="${name}"]`);
  }

  protected override async load(): Promise<void> {
    const plan = planFrom(await store.get(this.#name));
    for (const name of FIELDS) {
      const field = this.#field(name);
      if (field && !field.value) field.value = plan[name];
    }
  }

  protected override save(): Promise<void> {
    const [what = "", when = "", where = ""] = FIELDS.map((name) => this.#field(name)?.value ?? "");
    const plan: Plan = { what, when, where };
    return keepOrRemove(this.#name, plan, !`${what}${when}${where}`.trim());
  }

  #take(button: HTMLButtonElement): void {
    const field = this.#field(button.closest<HTMLElement>("[data-idea]")?.dataset.idea ?? "");
    if (!field) return;
    const idea = button.textContent?.trim() ?? "";
    const own = field.value.trim();
    // An idea takes the place of an idea; words of one's own are never lost. No focus: a keyboard would hide the rest.
    const isIdea = asButtons(this.querySelectorAll<HTMLElement>("[data-idea]")).some((one) => one.textContent?.trim() === own);
    field.value = !own || isIdea ? idea : `${own}, ${idea}`;
    this.change();
  }
}
