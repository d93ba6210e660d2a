// The phone's own voice, sentence by sentence. Nothing is said in a language for which the phone has no voice.
import type { Sentence } from "./marking.ts";
import { spoken } from "./spoken.ts";
import { phoneVoice, wasSpoken } from "./voices.ts";

const BEGINS_MS = 4000;

/** A part that sounds: told each sentence's place, and -1 at the end; `failed` when the phone cannot say it. */
export interface Told {
  at(place: number): void;
  ended(): void;
  failed(): void;
}

export class Speech {
  #told: Told;
  #sentences: Sentence[];
  #digits: string;
  #rate: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  // Kept, or some browsers forget an utterance and never tell its end.
  #utterance: SpeechSynthesisUtterance | undefined;
  #over = false;

  constructor(sentences: Sentence[], digits: string, rate: number, told: Told) {
    this.#sentences = sentences;
    this.#digits = digits;
    this.#rate = rate;
    this.#told = told;
  }

  start(): void {
    speechSynthesis.cancel();
    this.#say(0);
  }

  /** From the next sentence on. */
  set rate(rate: number) {
    this.#rate = rate;
  }

  stop(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    speechSynthesis.cancel();
  }

  #say(place: number): void {
    if (this.#over) return;
    const sentence = this.#sentences[place];
    if (!sentence) return this.#told.ended();
    const voice = phoneVoice(sentence.lang);
    if (!voice) return this.#say(place + 1);
    this.#told.at(place);
    this.#timer = setTimeout(() => this.#utter(sentence, voice, place), place ? sentence.rest * 1000 : 0);
  }

  #utter({ text }: Sentence, voice: SpeechSynthesisVoice, place: number): void {
    const utterance = new SpeechSynthesisUtterance(spoken(text, this.#digits));
    let began = 0;
    // Both: some phones look at one, some at the other.
    [utterance.voice, utterance.lang, utterance.rate] = [voice, voice.lang, this.#rate];
    utterance.onstart = () => {
      clearTimeout(this.#timer);
      began = performance.now();
    };
    utterance.onerror = () => this.#fail();
    utterance.onend = () => {
      clearTimeout(this.#timer);
      if (wasSpoken(text.length, performance.now() - began)) this.#say(place + 1);
      else this.#fail();
    };
    this.#utterance = utterance;
    this.#timer = setTimeout(() => this.#fail(), BEGINS_MS);
    speechSynthesis.speak(this.#utterance);
  }

  #fail(): void {
    if (this.#over) return;
    this.stop();
    this.#told.failed();
  }
}
