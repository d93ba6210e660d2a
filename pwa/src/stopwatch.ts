// Seconds since start, pauses left out; calls back several times a second while running.
const TICK_MS = 200;

export class Stopwatch {
  readonly #tick: (seconds: number) => void;
  readonly #now: () => number;
  #before = 0;
  #since: number | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tick: (seconds: number) => void, now: () => number = () => performance.now()) {
    this.#tick = tick;
    this.#now = now;
  }

  get running(): boolean {
    return this.#since !== null;
  }

  get seconds(): number {
    const running = this.#since === null ? 0 : this.#now() - this.#since;
    return (this.#before + running) / 1000;
  }

  start(): void {
    if (this.running) return;
    this.#since = this.#now();
    this.#timer = setInterval(() => this.#tick(this.seconds), TICK_MS);
    this.#tick(this.seconds);
  }

  pause(): void {
    this.#before = this.seconds * 1000;
    this.#since = null;
    clearInterval(this.#timer);
  }

  reset(): void {
    this.pause();
    this.#before = 0;
  }
}
