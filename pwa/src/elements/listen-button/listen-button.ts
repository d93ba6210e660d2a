// <listen-button>: says its step aloud. A recording first, else a voice of the phone; never by itself, one at a time.
import { ConnectedElement, setText, show } from "../../connected.ts";
import { Marking } from "../../listen/marking.ts";
import { fileOf, Recording } from "../../listen/recording.ts";
import { linesOf } from "../../listen/script.ts";
import { Speech, type Told } from "../../listen/speech.ts";
import { phoneVoice } from "../../listen/voices.ts";
import { store } from "../../store/store.ts";
import { keepAwake } from "../../wake-lock.ts";

const SPEEDS = [0.8, 1, 1.2];
const STEP = ".step, .service, .emergency";

let speaking: ListenButtonElement | null = null;
// One for the page. Until the phone has told, nobody is assumed to know that others may hear.
let speed = 1;
let warned = false;
let asked: Promise<void> | undefined;

async function ask(): Promise<void> {
  const [kept, heard] = await Promise.all([store.get("speed"), store.get("heard")]);
  speed = SPEEDS.find((each) => each === kept) ?? speed;
  warned ||= heard === true;
}

export class ListenButtonElement extends ConnectedElement {
  #sound: Speech | Recording | null = null;
  #marking: Marking | null = null;

  protected override connected(): void {
    this.onDo("listen", () => (this.#sound ? this.stop() : this.#tapped()));
    this.onDo("speed", () => this.#faster());
    this.listen(document, "step-deck:moved", () => this.closest("[hidden]") && this.stop());
    this.listen(document, "page:leaving", () => this.stop());
    this.listen(window, "pagehide", () => this.stop());
    // A recording goes on in a pocket; a phone's voice would be cut anywhere.
    this.listen(document, "visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.#sound instanceof Speech) this.stop();
    });
    void (asked ??= ask()).then(() => this.#setSpeed());
    this.#show("idle");
  }

  protected override disconnected(): void {
    this.stop();
  }

  stop(): void {
    if (!this.#sound) return;
    this.#end();
    this.#show("idle");
    this.tell("stopped");
  }

  get #section(): HTMLElement {
    return this.closest<HTMLElement>(STEP) ?? this;
  }

  #tapped(): void {
    if (warned) return this.#start(fileOf(this.#section));
    warned = true;
    void store.put("heard", true);
    this.#show("earphones");
  }

  #start(file: string): void {
    speaking?.stop();
    speaking = this;
    this.#marking = new Marking(linesOf(this.#section));
    const { sentences } = this.#marking;
    const told: Told = {
      at: (place) => this.#marking?.show(place),
      ended: () => this.stop(),
      failed: () => this.#failed(file),
    };
    const marks = (this.#section.dataset.marks ?? "").split(" ").filter(Boolean).map(Number);
    // Other marks than sentences would mark a wrong one.
    const fitting = marks.length === sentences.length ? marks : [];
    this.#sound = file
      ? new Recording(file, fitting, speed, told)
      : new Speech(sentences, digits(), speed, told);
    keepAwake(this, !file);
    this.#show("working");
    this.#sound.start();
    this.tell("started", { by: file ? "recording" : "voice" });
  }

  #failed(file: string): void {
    this.#end();
    if (file && phoneVoice()) return this.#start("");
    this.#show(file ? "net" : "absent");
  }

  #end(): void {
    this.#sound?.stop();
    this.#marking?.end();
    this.#sound = this.#marking = null;
    keepAwake(this, false);
    if (speaking === this) speaking = null;
  }

  #faster(): void {
    speed = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    void store.put("speed", speed);
    document.querySelectorAll("listen-button").forEach((each) => each instanceof ListenButtonElement && each.#setSpeed());
  }

  #setSpeed(): void {
    if (this.#sound) this.#sound.rate = speed;
    setText(this.child("speed"), speed);
  }

  #show(state: "idle" | "working" | "earphones" | "net" | "absent"): void {
    this.state(state);
    const isOn = state === "working";
    this.doing("listen")?.setAttribute("aria-pressed", String(isOn));
    show(this.child("play"), !isOn);
    show(this.child("stop"), isOn);
  }
}

function digits(): string {
  return document.querySelector<HTMLTemplateElement>('template[data-word="digits"]')?.content.textContent ?? "";
}
