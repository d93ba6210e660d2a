// The one way to private data. It never fails its caller: what the phone cannot keep stays in memory, and says so.
import type { Device } from "./device.ts";
import { deviceOver } from "./device.ts";
import { LIMIT_MS, TimeLimitError, within } from "./limit.ts";
import { openDevice } from "./open.ts";
import type { Gone } from "./open.ts";
import type { Entry } from "./schema.ts";

/** Opens the phone's records; null when there are none yet and `create` is false. */
export type Opener = (gone: Gone, create: boolean) => Promise<Device | null>;

const openReal: Opener = async (gone, create) => {
  const opened = await openDevice(gone, create);
  return opened && deviceOver(opened);
};

/** Events: "memory" (something is not kept on the phone), "erased" (another tab erased everything). */
export class Store extends EventTarget {
  readonly #open: Opener;
  readonly #limit: number;
  readonly #unkept = new Map<string, unknown>();
  #device: Promise<Device | null> | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #dead = false;
  #forgotten = false;
  #kept = true;

  constructor(open: Opener = openReal, limit: number = LIMIT_MS) {
    super();
    this.#open = open;
    this.#limit = limit;
  }

  /** False once something had to stay in memory only. */
  get kept(): boolean {
    return this.#kept;
  }

  async get(name: string): Promise<unknown> {
    await this.#queue;
    if (this.#unkept.has(name)) return this.#unkept.get(name);
    return this.#use((device) => device.read(name), undefined).catch(() => undefined);
  }

  put(name: string, value: unknown): Promise<void> {
    return this.#change(name, value, () => this.#use((device) => device.write(name, value)));
  }

  remove(name: string): Promise<void> {
    return this.#change(name, undefined, () => this.#use((device) => device.remove(name), undefined));
  }

  /** Every record whose name starts so, in the order of names. */
  async list(prefix: string): Promise<Entry[]> {
    await this.#queue;
    const found = new Map<string, unknown>();
    for (const { name, value } of await this.#entries()) found.set(name, value);
    this.#unkept.forEach((value, name) => found.set(name, value));
    return [...found]
      .filter(([name, value]) => name.startsWith(prefix) && value !== undefined)
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Resolves when every change asked for so far is done. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  /** Forget keys and values; from now on this page writes nothing to the phone. */
  forget(): void {
    this.#dead = true;
    this.#forgotten = true;
    this.#unkept.clear();
    void this.#device?.then((device) => device?.close(), () => undefined);
    this.#device = null;
  }

  // Changes run one after another, so that the last one asked for is the one that stays.
  #change(name: string, value: unknown, work: () => Promise<void>): Promise<void> {
    const change = async (): Promise<void> => {
      if (this.#forgotten) return;
      try {
        await work();
        this.#unkept.delete(name);
      } catch {
        this.#unkept.set(name, value);
      }
    };
    const done = this.#queue.then(change);
    this.#queue = done;
    return done;
  }

  #entries(): Promise<Entry[]> {
    return this.#use((device) => device.entries(), []).catch(() => []);
  }

  // One new try on a fresh connection (phones lose connections); a pending request is not waited for twice.
  // Where an answer for an absent database is given, none is made.
  async #use<T>(work: (device: Device) => Promise<T>, ...absent: [] | [T]): Promise<T> {
    const end = performance.now() + this.#limit;
    for (let tries = 0; tries < 2 && !this.#dead; tries += 1) {
      try {
        const device = await within(this.#connect(absent.length === 0), end - performance.now());
        if (device) return await within(work(device), end - performance.now());
        this.#device = null;
        if (absent.length > 0) return absent[0] as T;
      } catch (error) {
        this.#drop();
        if (error instanceof TimeLimitError) this.#dead = true;
      }
    }
    this.#notKept();
    throw new Error("not kept");
  }

  #connect(create: boolean): Promise<Device | null> {
    const gone: Gone = { closed: () => (this.#device = null), erased: () => this.#erased() };
    this.#device ??= this.#open(gone, create);
    return this.#device;
  }

  #drop(): void {
    // Whenever a late connection does arrive, it is closed, or it would block erasing.
    void this.#device?.then((device) => device?.close(), () => undefined);
    this.#device = null;
  }

  #erased(): void {
    this.forget();
    this.dispatchEvent(new Event("erased"));
  }

  #notKept(): void {
    if (!this.#kept || this.#forgotten) return;
    this.#kept = false;
    this.dispatchEvent(new Event("memory"));
  }
}

export const store = new Store();
