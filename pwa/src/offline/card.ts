// One pack on one card: its state, the way to keep it and to remove it. Words and sizes stand in the page.
import { setText, show } from "../connected.ts";
import type { Ask, Reason, Report, Status } from "./messages.ts";
import { newest, offlineStatus, register, support } from "./register.ts";

export type CardState = "idle" | "working" | "ready" | "full" | "failed" | "offline" | "unsupported" | "private";

const SILENCE_MS = 60_000;
const TRIES = 3;
// What is shown when the page has no words of its own for a state.
const INSTEAD: Partial<Record<CardState, CardState>> = { private: "unsupported", offline: "failed", full: "failed" };

/** Show the children whose data-state names this state; one child may name several. */
export function showState(host: HTMLElement, state: CardState): void {
  const named = (name: string): Element[] => [...host.querySelectorAll(`[data-state~="${name}"]`)];
  const shown = named(state).length ? named(state) : named(INSTEAD[state] ?? "");
  host.dataset.state = state;
  host.querySelectorAll("[data-state]").forEach((child) => show(child, shown.includes(child)));
}

/** Fill <progress data-part="progress"> and [data-part="percent"]. */
export function showProgress(host: HTMLElement, done: number, total: number): void {
  const share = total ? done / total : 0;
  const bar = host.querySelector<HTMLProgressElement>('progress[data-part="progress"]');
  if (bar) [bar.max, bar.value] = [1, share];
  const percent = new Intl.NumberFormat(document.documentElement.lang || undefined, { style: "percent" });
  setText(host.querySelector('[data-part="percent"]'), percent.format(share));
}

export class Card {
  readonly host: HTMLElement;
  readonly pack: string;
  #tapped = false;
  #tries = 0;
  #fresh = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failure: Reason | undefined;

  constructor(host: HTMLElement, pack: string) {
    this.host = host;
    this.pack = pack;
  }

  /** Start over from what is really there. */
  async refresh(known?: Status | null): Promise<void> {
    this.stop();
    if (support() !== "yes") return this.#show(support() as CardState);
    const state = known === undefined ? await offlineStatus() : known;
    if (state?.packs.includes(this.pack)) return this.#show("ready");
    if (state?.broken.includes(this.pack)) return this.#show("failed");
    this.#show(navigator.onLine ? "idle" : "offline");
  }

  /** Only a tap, or going on with what a tap began, comes here. */
  async keep(): Promise<void> {
    this.#tapped = true;
    if (!navigator.onLine) return this.#show("offline");
    this.#show("working");
    showProgress(this.host, 0, 0);
    this.#watch();
    await this.#post({ kind: "keep", pack: this.pack });
  }

  async remove(): Promise<void> {
    await this.#post({ kind: "remove", pack: this.pack });
  }

  hear(report: Report): void {
    if (report.pack !== this.pack) return void (this.#concerns(report) && this.refresh());
    if (report.kind === "progress") return this.#progress(report.done, report.total);
    this.stop();
    if (report.kind === "failed") return this.#fail(report.reason);
    if (report.kind === "ready") this.#keepForGood();
    void this.refresh().then(() => this.#tell(report.kind === "ready" ? "kept" : "removed"));
  }

  /** An update, or a pack of the same language, which came or went with this one. */
  #concerns({ kind, pack }: Report): boolean {
    const [lang] = this.pack.split("/");
    return (kind === "ready" && !pack) || (/^(ready|removed)$/.test(kind) && pack.split("/")[0] === lang);
  }

  /** The net is back: go on with what a tap began and a cut ended. */
  online(): void {
    if (this.#tapped && this.#failure === "network") void this.keep();
    else if (this.host.dataset.state === "offline") void this.refresh();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #show(state: CardState): void {
    this.#failure = undefined;
    showState(this.host, state);
  }

  #progress(done: number, total: number): void {
    this.#tries = 0;
    if (this.host.dataset.state !== "working") this.#show("working");
    showProgress(this.host, done, total);
    this.#watch();
  }

  // Phones stop a worker that works long; asking again goes on where it stopped.
  #watch(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      if (++this.#tries > TRIES) this.#fail("network");
      else void this.#post({ kind: "keep", pack: this.pack }).then(() => this.#watch());
    }, SILENCE_MS);
  }

  async #post(message: Ask): Promise<void> {
    try {
      (await newest(await register())).postMessage(message);
    } catch (error) {
      if ((error as Error).name === "SecurityError") this.#show("private");
      else this.#fail("network");
    }
  }

  #fail(reason: Reason): void {
    if (reason === "gone" && this.#tapped && !this.#fresh) return void this.#again();
    this.stop();
    this.#show(reason === "full" ? "full" : "failed");
    this.#failure = reason;
    this.#tell("failed", reason);
  }

  // The server has moved on since this worker came: fetch the new worker, and ask that one, once.
  async #again(): Promise<void> {
    this.#fresh = true;
    await register().then((registration) => registration.update()).catch(() => undefined);
    await this.keep();
  }

  // Never awaited: one browser asks its owner first, and waits without end.
  #keepForGood(): void {
    if (this.#tapped) void navigator.storage?.persist?.().catch(() => undefined);
  }

  #tell(verb: string, reason?: Reason): void {
    const detail = { pack: this.pack, reason };
    this.host.dispatchEvent(new CustomEvent(`keep-offline:${verb}`, { bubbles: true, detail }));
  }
}
