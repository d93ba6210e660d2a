// One large screen leads a group: words in one or two languages, the number of the step, quiet time. The address holds
// the place, so that a reload or a dropped call goes on there.
import { ConnectedElement, setText, show } from "../../connected.ts";
import { linesOf } from "../../listen/script.ts";
import { pageIn, quoted } from "../../other-page.ts";
import { Stopwatch } from "../../stopwatch.ts";
import { keepAwake } from "../../wake-lock.ts";
import { moveOfKey } from "../step-deck/gestures.ts";
import { clockOf, groupSteps, hashOf, placeFrom } from "./steps.ts";
import type { GroupStep, Place } from "./steps.ts";

export class GroupScreenElement extends ConnectedElement {
  #place: Place | null = null;
  #steps: GroupStep[] = [];
  #other: Document | null = null;
  #at = 0;
  #watch = new Stopwatch((seconds) => this.#tick(seconds));

  protected override connected(): void {
    show(this, true);
    this.listen(this.#form, "submit", (event) => {
      event.preventDefault();
      void this.#open({ code: this.#select("unit"), step: "", second: this.#select("second") });
    });
    this.onDo("back", () => this.#go(this.#at - 1));
    this.onDo("next", () => this.#go(this.#at + 1));
    this.onDo("end", () => this.#end());
    this.onDo("practise", () => this.#watch.start());
    this.listen(document, "keydown", (event) => this.#key(event as KeyboardEvent));
    const place = placeFrom(location.hash);
    if (place) void this.#open(place);
  }

  protected override disconnected(): void {
    this.#watch.reset();
    keepAwake(this, false);
  }

  get #form(): HTMLFormElement | null {
    return this.querySelector("form");
  }

  #select(part: string): string {
    return (this.child(part) as HTMLSelectElement | null)?.value ?? "";
  }

  #key(event: KeyboardEvent): void {
    const move = this.#place && moveOfKey(event);
    if (move) this.#go(this.#at + (move === "next" ? 1 : -1));
  }

  async #open(place: Place): Promise<void> {
    const [own, other] = await Promise.all([
      pageIn(this.dataset.own ?? "", place.code),
      place.second ? pageIn(place.second, place.code) : null,
    ]);
    const steps = own ? groupSteps(own) : [];
    if (!steps.length || (place.second && !other)) return this.state("absent");
    this.state("");
    this.#place = place;
    this.#steps = steps;
    this.#other = other;
    setText(this.child("title"), own?.querySelector("h1")?.textContent?.trim() ?? "");
    document.documentElement.setAttribute("data-group", "");
    show(this.#form, false);
    show(this.child("screen"), true);
    keepAwake(this, true);
    this.#go(Math.max(0, steps.findIndex(({ id }) => id === place.step)));
  }

  #go(at: number): void {
    const step = this.#steps[at];
    if (!step || !this.#place) return;
    this.#at = at;
    this.#watch.reset();
    this.#place = { ...this.#place, step: step.id };
    history.replaceState(history.state, "", hashOf(this.#place));
    setText(this.child("number"), `${step.number} / ${this.#steps.length}`);
    this.#put("own", [step.section, step.open]);
    const ids = [step.id, step.open?.id ?? ""];
    this.#put("other", this.#other ? ids.map((id) => this.#other?.getElementById(id) ?? null) : []);
    const picture = this.child("picture");
    if (step.picture) picture?.setAttribute("src", step.picture);
    show(picture, !!step.picture);
    show(this.child("quiet"), step.seconds > 0);
    setText(this.child("time"), clockOf(step.seconds));
    show(this.doing("back"), at > 0);
    show(this.doing("next"), at < this.#steps.length - 1);
    scrollTo(0, 0);
  }

  /** The words of a step, and below them those of its other way. */
  #put(part: string, sections: (Element | null)[]): void {
    const place = this.child(part);
    if (!place) return;
    place.textContent = "";
    for (const section of sections) {
      const or = section?.querySelector('[data-part="or"]');
      if (or) place.append(quoted("p", or));
      if (section) place.append(...linesOf(section).map(({ block }) => quoted(block.matches("h2") ? "h2" : "p", block)));
    }
    show(place, place.childElementCount > 0);
  }

  #tick(seconds: number): void {
    const left = (this.#steps[this.#at]?.seconds ?? 0) - seconds;
    setText(this.child("time"), clockOf(left));
    if (left <= 0) this.#watch.reset();
  }

  #end(): void {
    this.#place = null;
    this.#watch.reset();
    keepAwake(this, false);
    document.documentElement.removeAttribute("data-group");
    history.replaceState(history.state, "", location.pathname);
    show(this.child("screen"), false);
    show(this.#form, true);
  }
}
