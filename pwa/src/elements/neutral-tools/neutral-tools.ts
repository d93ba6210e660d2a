// The page one leaves to: a clock and a converter of units that really work.
import { ConnectedElement, setText, show } from "../../connected.ts";
import { dateWriter } from "../../dates.ts";
import type { DateWriter } from "../../dates.ts";
import { convert } from "./units.ts";

const SECOND_MS = 1000;

export class NeutralToolsElement extends ConnectedElement {
  #timer: ReturnType<typeof setInterval> | undefined;
  #write: DateWriter | null = null;

  protected override connected(): void {
    show(this.child("clock"), true);
    show(this.child("convert"), true);
    this.listen(this, "input", ({ target }) => this.#convert(target));
    this.#timer = setInterval(() => this.#clock(), SECOND_MS);
    this.#clock();
    void dateWriter(this).then((write) => {
      this.#write = write;
      this.#clock();
    });
  }

  protected override disconnected(): void {
    clearInterval(this.#timer);
  }

  #clock(): void {
    const now = new Date();
    const two = (part: number): string => String(part).padStart(2, "0");
    setText(this.child("clock"), `${two(now.getHours())}:${two(now.getMinutes())}`);
    if (!this.#write) return;
    setText(this.child("day"), this.#write(now, "day"));
    show(this.child("day"), true);
  }

  #convert(field: EventTarget | null): void {
    if (!(field instanceof HTMLInputElement)) return;
    const other = convert(field.dataset.from ?? "", field.value);
    const target = other && this.querySelector<HTMLInputElement>(`[data-from="${other.to}"]`);
    if (target) target.value = other.value;
  }
}
