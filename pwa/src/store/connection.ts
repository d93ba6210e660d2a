// The way from the store to the phone's records: one connection, opened again once when it is lost, waited for with a
// limit; and the wait for the PIN, which has none.
import type { Device } from "./device.ts";
import { LIMIT_MS, TimeLimitError, within } from "./limit.ts";
import type { Gone } from "./open.ts";
import { Opening } from "./opening.ts";

/** Opens the phone's records; null when there are none yet and `create` is false. */
export type Opener = (gone: Gone, create: boolean) => Promise<Device | null>;

/** The person chose that nothing is kept. */
export class NothingError extends Error {}

/** Events: "memory" (something is not kept on the phone), "locked", "unlocked", "erased" (by another tab). */
export class Connection extends EventTarget {
  readonly #opening: Opening;
  readonly #limit: number;
  #dead = false;
  #forgotten = false;
  #kept = true;
  #waiting: Promise<void> | null = null;
  #wake: () => void = () => undefined;

  constructor(open: Opener, limit: number = LIMIT_MS) {
    super();
    const gone: Gone = { closed: () => this.#opening.forget(), erased: () => this.#erased() };
    this.#opening = new Opening((create) => open(gone, create));
    this.#limit = limit;
  }

  /** False once something had to stay in memory only. */
  get kept(): boolean {
    return this.#kept;
  }

  /** True while records wait for the PIN or passphrase. */
  get locked(): boolean {
    return this.#waiting !== null;
  }

  /** True after this page was told to forget: it erases, or another tab did. */
  get forgotten(): boolean {
    return this.#forgotten;
  }

  /**
   * Work on the phone's own records and keys, locked or not, however long it takes; `absent` is the answer where there
   * are none. Tried once: whoever changes keys must not do it twice.
   */
  async reach<T>(work: (device: Device) => Promise<T>, ...absent: [] | [T]): Promise<T> {
    if (this.#dead) throw new Error("not kept");
    const device = await this.#ready(absent.length === 0, true);
    if (!device) return absent[0] as T;
    return work(device).catch((error: unknown) => {
      this.#opening.drop();
      throw error;
    });
  }

  /** Forget the data key, if a lock stands before it; everywhere: no other tab goes on with it either. */
  async lock(everywhere = false): Promise<void> {
    const device = await this.#present();
    if (!device?.opened.keys.lock) return;
    if (!this.locked) await within(this.settled(), this.#limit).catch(() => undefined);
    await device.lock(everywhere);
    void this.#wait();
  }

  /** Look again whether this tab may open the records. */
  async resume(): Promise<boolean> {
    const device = await this.#present();
    if (device && !(await device.resume())) {
      void this.#wait();
      return false;
    }
    if (!this.locked) return true;
    this.#waiting = null;
    this.#wake();
    this.dispatchEvent(new Event("unlocked"));
    return true;
  }

  async settled(): Promise<void> {}

  /** Forget keys and values; from now on this page writes nothing to the phone. */
  forget(): void {
    this.#dead = true;
    this.#forgotten = true;
    this.#opening.drop();
  }

  // One new try on a fresh connection (phones lose connections); a pending request is not waited for twice.
  // Where an answer for an absent database is given, none is made. `plain` work needs no data key.
  protected async use<T>(work: (device: Device) => Promise<T>, absent: [] | [T], plain = false): Promise<T> {
    for (let tries = 0; tries < 2 && !this.#dead; tries += 1) {
      try {
        const device = await this.#ready(absent.length === 0, plain);
        if (device) return await within(work(device), this.#limit);
        if (absent.length > 0) return absent[0] as T;
      } catch (error) {
        if (error instanceof NothingError) break;
        this.#opening.drop();
        if (error instanceof TimeLimitError) this.#dead = true;
      }
    }
    this.#notKept();
    throw new Error("not kept");
  }

  async #ready(create: boolean, plain: boolean): Promise<Device | null> {
    const opening = this.#opening.get(create);
    const device = await within(opening, this.#limit);
    if (!device) this.#opening.forget(opening);
    else if (!plain && !device.opened.vault) await this.#wait();
    return device;
  }

  #present(): Promise<Device | null> {
    return this.#ready(false, true).catch(() => null);
  }

  #wait(): Promise<void> {
    if (this.#waiting) return this.#waiting;
    this.#waiting = new Promise((resolve) => (this.#wake = resolve));
    this.dispatchEvent(new Event("locked"));
    return this.#waiting;
  }

  #erased(): void {
    if (this.#forgotten) return;
    this.forget();
    this.dispatchEvent(new Event("erased"));
  }

  #notKept(): void {
    if (!this.#kept || this.#forgotten) return;
    this.#kept = false;
    this.dispatchEvent(new Event("memory"));
  }
}
