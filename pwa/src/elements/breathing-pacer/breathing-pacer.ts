// Leads a slow breath: a circle, a word and a count; vibration and a soft tone if wanted. Still when motion is reduced.
import { ConnectedElement, numberOf, setText, show } from "../../connected.ts";
import { canVibrate, Tone, vibrate } from "../../signals.ts";
import { Stopwatch } from "../../stopwatch.ts";
import { keepAwake } from "../../wake-lock.ts";
import { momentAt, rhythmOf } from "./rhythm.ts";
import type { Moment, Phase } from "./rhythm.ts";

const STOP = "stop";
const HERTZ: Record<Phase, number> = { in: 262, hold: 220, out: 196, done: 0 };
const PULSE_MS: Record<Phase, number> = { in: 180, hold: 0, out: 80, done: 0 };

export class BreathingPacerElement extends ConnectedElement {
  #watch = new Stopwatch((seconds) => this.#tick(seconds));
  #tone = new Tone();
  #phase: Phase | null = null;

  protected override connected(): void {
    this.onDo("start", () => this.#start());
    this.onDo(STOP, () => this.#stop());
    this.#option("vibrate", canVibrate());
    this.#option("tone", Tone.available);
    this.swap(false, STOP);
    this.listen(document, "step-deck:moved", () => this.closest("[hidden]") && this.#stop());
  }

  protected override disconnected(): void {
    this.#stop();
  }

  #option(name: string, available: boolean): void {
    const box = this.#box(name);
    show(box?.closest("label") ?? box, available);
    // The browser lets a sound begin only inside a tap.
    this.listen(box, "change", () => (box?.checked ? this.#tone.ready() : this.#tone.silence()));
  }

  #box(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`input[data-opt="${name}"]`);
  }

  #start(): void {
    if (this.#watch.running) return;
    this.toggleAttribute("data-still", matchMedia("(prefers-reduced-motion: reduce)").matches);
    if (this.#box("tone")?.checked) this.#tone.ready();
    keepAwake(this, true);
    this.#phase = null;
    this.#watch.reset();
    show(this.child("stage"), true);
    this.swap(true, STOP);
    this.scrollIntoView({ block: "center" }); // whole, with the button that stops it
    this.#watch.start();
  }

  #stop(): void {
    if (!this.#watch.running) return;
    this.#rest();
    this.#enter({ phase: "done", round: 0, left: 0, length: 0 });
    setText(this.child("word"), "");
    show(this.child("stage"), false);
  }

  #tick(seconds: number): void {
    const moment = momentAt(seconds, this.#rhythm());
    if (moment.phase !== this.#phase) this.#enter(moment);
    setText(this.child("count"), moment.left || "");
    setText(this.child("round"), moment.left ? `${moment.round} / ${this.getAttribute("rounds")}` : "");
    if (moment.phase !== "done") return;
    this.#rest();
    this.tell("finished");
  }

  #rhythm(): ReturnType<typeof rhythmOf> {
    const seconds = (name: string): number => numberOf(this, name, 0);
    return rhythmOf({ in: seconds("in"), hold: seconds("hold"), out: seconds("out"), rounds: seconds("rounds") });
  }

  #enter({ phase, length }: Moment): void {
    this.#phase = phase;
    this.style.setProperty("--phase-seconds", `${length}s`);
    this.dataset.phase = phase;
    setText(this.child("word"), this.words(`[data-word="${phase}"]`));
    if (this.#box("vibrate")?.checked && PULSE_MS[phase]) vibrate(PULSE_MS[phase]);
    if (this.#box("tone")?.checked && HERTZ[phase]) this.#tone.play(HERTZ[phase], Math.min(length, 2));
  }

  #rest(): void {
    this.#watch.pause();
    this.swap(false, STOP);
    this.#tone.silence();
    keepAwake(this, false);
  }
}
