// Every word typed is kept on this device at once, and sent as soon as there is a network. Nothing is lost in between.
import { OfflineError, RefusedError, send } from "./api.ts";
import { allTyped, dropTyped, putTyped } from "./kept.ts";
import type { Typed } from "./kept.ts";

const SOON_MS = 900;
const AGAIN_MS = 15_000;

/** Events: "change" when something was typed, sent or refused; "signed-out". */
export class Outbox extends EventTarget {
  readonly #typed = new Map<string, Typed>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending: Promise<void> | null = null;
  /** What the server said against words that it does not take, by key. */
  readonly refused = new Map<string, string>();
  online = true;

  /** Read what was typed before this page was opened. */
  async open(): Promise<void> {
    for (const typed of await allTyped()) this.#typed.set(typed.key, typed);
    addEventListener("online", () => this.#later(0));
    document.addEventListener("visibilitychange", () => this.#later(0));
    this.#later(0);
  }

  get unsent(): number {
    return [...this.#typed.values()].filter(({ sent }) => !sent).length;
  }

  of(key: string): Typed | undefined {
    return this.#typed.get(key);
  }

  async put(typed: Typed): Promise<void> {
    this.#typed.set(typed.key, typed);
    this.refused.delete(typed.key);
    this.#tell();
    await putTyped(typed);
    this.#later(SOON_MS);
  }

  /** Forget words, because they were handed in or taken back. */
  async drop(key: string): Promise<void> {
    this.#typed.delete(key);
    this.refused.delete(key);
    await dropTyped(key);
    this.#tell();
  }

  /** Send what is unsent now; resolves when all was tried. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    await this.#sending;
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  async #sendAll(): Promise<void> {
    for (const typed of [...this.#typed.values()].filter(({ sent, newer }) => !sent && !newer)) {
      try {
        await this.#send(typed);
        this.online = true;
      } catch (error) {
        if (error instanceof OfflineError) {
          this.online = false;
          this.#later(AGAIN_MS);
          break;
        }
        if (!(error instanceof RefusedError)) throw error;
        if (error.code === "signed-out") {
          this.dispatchEvent(new Event("signed-out"));
          break;
        }
        await this.#refuse(typed, error);
      }
    }
    this.#tell();
  }

  async #send(typed: Typed): Promise<void> {
    const { forms, base, source, seen } = typed;
    const told = await send<{ at: number; etag: string }>("PUT", `languages/${typed.tag}/texts/${typed.id}/draft`, { forms, base, source, seen });
    const now = this.#typed.get(typed.key);
    if (!now) return;
    // Typed on meanwhile: those words go next, over the ones that have just arrived.
    const kept = { ...now, seen: told.etag, sent: now.forms === typed.forms };
    this.#typed.set(typed.key, kept);
    await putTyped(kept);
    if (!kept.sent) this.#later(SOON_MS);
  }

  async #refuse(typed: Typed, error: RefusedError): Promise<void> {
    const theirs = error.more["theirs"] as { forms: string[]; etag: string } | undefined;
    this.refused.set(typed.key, error.message);
    if (error.code !== "newer" || !theirs) return;
    const kept = { ...(this.#typed.get(typed.key) ?? typed), newer: { forms: theirs.forms, etag: theirs.etag } };
    this.#typed.set(typed.key, kept);
    await putTyped(kept);
  }

  #tell(): void {
    this.dispatchEvent(new Event("change"));
  }
}
