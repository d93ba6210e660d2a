// The base of quiet times: start, pause, go on, and what is shown at each second.
import { ConnectedElement, show } from "./connected.ts";
import { Stopwatch } from "./stopwatch.ts";
import { keepAwake } from "./wake-lock.ts";

const PAUSE = "pause";

/** Place of the last entry that has begun at this second, or -1. */
export function placeAt(starts: number[], seconds: number): number {
  let place = -1;
  starts.forEach((start, at) => {
    if (start <= seconds) place = at;
  });
  return place;
}

export abstract class TimedElement extends ConnectedElement {
  #watch = new Stopwatch((seconds) => this.#tick(seconds));

  protected abstract length(): number;

  /** Show what belongs to this second; null: not running and not paused. */
  protected abstract at(seconds: number | null): void;

  protected override connected(): void {
    this.onDo("start", () => this.#start());
    this.onDo(PAUSE, () => this.#pause());
    this.listen(document, "step-deck:moved", () => this.closest("[hidden]") && this.#pause());
    this.swap(false, PAUSE);
    this.at(null);
  }

  protected override disconnected(): void {
    this.#pause();
  }

  #start(): void {
    show(this.child("done"), false);
    show(this.child("bar"), true);
    keepAwake(this, true);
    this.#watch.start();
    this.swap(true, PAUSE);
  }

  #pause(): void {
    if (!this.#watch.running) return;
    this.#watch.pause();
    keepAwake(this, false);
    this.swap(false, PAUSE);
  }

  #tick(seconds: number): void {
    const bar = this.child("bar");
    if (bar instanceof HTMLProgressElement) bar.value = bar.max * Math.min(1, seconds / Math.max(1, this.length()));
    if (seconds < this.length()) this.at(seconds);
    else this.#finish();
  }

  #finish(): void {
    this.#watch.reset();
    keepAwake(this, false);
    show(this.child("done"), true);
    this.swap(false, PAUSE);
    this.at(null);
    this.tell("finished");
  }
}
