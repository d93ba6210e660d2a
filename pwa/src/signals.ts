// A short vibration or a soft tone at each change of breath. Only ever after a tap, off until switched on.

export function canVibrate(): boolean {
  return typeof navigator.vibrate === "function";
}

export function vibrate(ms: number): void {
  try {
    navigator.vibrate?.(ms);
  } catch {
    // Blocked by the browser: the word and the circle are enough.
  }
}

type AudioMaker = typeof AudioContext;

function audioMaker(): AudioMaker | undefined {
  return window.AudioContext ?? (window as { webkitAudioContext?: AudioMaker }).webkitAudioContext;
}

export class Tone {
  #audio: AudioContext | null = null;

  static get available(): boolean {
    return audioMaker() !== undefined;
  }

  /** Must be called from a tap, or the browser keeps it silent. */
  ready(): void {
    try {
      const Maker = audioMaker();
      this.#audio ??= Maker ? new Maker() : null;
      this.#audio?.resume().catch(() => undefined);
    } catch {
      this.#audio = null;
    }
  }

  /** One soft sound that swells and fades within the seconds. */
  play(hertz: number, seconds: number): void {
    const audio = this.#audio;
    if (!audio || audio.state !== "running") return;
    const now = audio.currentTime;
    const source = audio.createOscillator();
    const volume = audio.createGain();
    source.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, now);
    volume.gain.linearRampToValueAtTime(0.08, now + seconds / 3);
    volume.gain.linearRampToValueAtTime(0.0001, now + seconds);
    source.connect(volume).connect(audio.destination);
    source.start(now);
    source.stop(now + seconds);
  }

  silence(): void {
    this.#audio?.suspend().catch(() => undefined);
  }
}
