// A recorded voice: a plain audio file, which goes on while the screen is dark, with the phone's own buttons for it.
import type { Told } from "./speech.ts";

/** The file of a step that this phone can play; "" when the step has none. */
export function fileOf({ dataset: { clip } }: HTMLElement): string {
  return clip ? clip + (new Audio().canPlayType('audio/ogg; codecs="opus"') ? ".ogg" : ".m4a") : "";
}

/** Which sentence is said at a second. */
export function placeAt(marks: number[], second: number): number {
  let place = -1;
  marks.forEach((mark, at) => mark <= second && (place = at));
  return place;
}

export class Recording {
  #audio: HTMLAudioElement;

  constructor(file: string, marks: number[], rate: number, told: Told) {
    const audio = (this.#audio = new Audio(file));
    audio.defaultPlaybackRate = audio.playbackRate = rate;
    audio.ontimeupdate = () => told.at(placeAt(marks, audio.currentTime));
    audio.onended = () => told.ended();
    audio.onerror = () => told.failed();
    this.#buttons(told);
  }

  start(): void {
    // A refusal is heard as the error event too; one after a stop means nothing.
    this.#audio.play().catch(() => undefined);
  }

  set rate(rate: number) {
    this.#audio.playbackRate = rate;
  }

  stop(): void {
    const audio = this.#audio;
    audio.ontimeupdate = audio.onended = audio.onerror = null;
    audio.pause();
    audio.removeAttribute("src");
    audio.load();
    this.#buttons(null);
  }

  // On the lock screen stands the title of the page, which gives nothing away.
  #buttons(told: Told | null): void {
    const session = navigator.mediaSession;
    if (!session) return;
    const audio = this.#audio;
    session.metadata = told && new MediaMetadata({ title: document.title });
    const acts: [MediaSessionAction, () => unknown][] = [
      ["play", () => audio.play()],
      ["pause", () => audio.pause()],
      ["stop", () => told?.ended()],
      ["seekbackward", () => (audio.currentTime = Math.max(0, audio.currentTime - 10))],
      ["seekforward", () => (audio.currentTime += 10)],
    ];
    for (const [name, act] of acts) {
      try {
        session.setActionHandler(name, told && (() => void act()));
      } catch {
        // An older browser does not know this button.
      }
    }
  }
}
