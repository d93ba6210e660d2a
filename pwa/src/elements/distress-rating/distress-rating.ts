// How strong it is, 0–10, before and after: shown as a pair, never judged.
import { setText, show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { placeOf } from "../../place.ts";
import { nextRun, ratingsOf, saveRating, scoreBefore } from "../../store/ratings.ts";
import type { Moment } from "../../store/ratings.ts";
import { store } from "../../store/store.ts";

export class DistressRatingElement extends KeepingElement {
  #run: Promise<number> | null = null;
  #score: number | null = null;

  protected override connected(): void {
    super.connected();
    this.listen(this, "change", (event) => void this.#choose(event.target));
    this.listen(document, "distress-rating:chosen", () => void this.#pair());
  }

  get #moment(): Moment {
    return this.getAttribute("moment") === "after" ? "after" : "before";
  }

  async #choose(field: EventTarget | null): Promise<void> {
    if (!(field instanceof HTMLInputElement) || field.value === "") return;
    const score = Number(field.value);
    if (!(score >= 0 && score <= 10)) return;
    const { unit, step } = placeOf(this);
    this.#score = score;
    // One visit is one run, however often the mind is changed.
    this.#run ??= ratingsOf(unit).then((known) => nextRun(known, this.#moment));
    await saveRating({ unit, step, run: await this.#run, moment: this.#moment, score });
    this.state(store.kept ? "saved" : "memory");
    this.tell("chosen", { score, moment: this.#moment });
  }

  async #pair(): Promise<void> {
    if (this.#moment !== "after" || this.#run === null) return;
    const before = scoreBefore(await ratingsOf(placeOf(this).unit), await this.#run);
    if (before !== null) setText(this.child("before"), before);
    if (this.#score !== null) setText(this.child("after"), this.#score);
    show(this.child("pair"), before !== null);
  }
}
