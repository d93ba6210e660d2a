// The one way to private data. It never fails its caller: what the phone cannot keep stays in memory, and says so.
// While a PIN is asked for, reading and writing of records wait; preferences open without it.
import { Connection, NothingError } from "./connection.ts";
import type { Opener } from "./connection.ts";
import type { Device } from "./device.ts";
import { deviceOver } from "./device.ts";
import { openDevice } from "./open.ts";
import { PREFERENCES } from "./schema.ts";
import type { Entry } from "./schema.ts";
import { writing } from "./writing.ts";

const openReal: Opener = async (gone, create) => {
  const opened = await openDevice(gone, create);
  return opened && deviceOver(opened);
};

/** One event more than a connection: "saved" (a record reached the phone). */
export class Store extends Connection {
  readonly #unkept = new Map<string, unknown>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(open: Opener = openReal, limit?: number) {
    super(open, limit);
  }

  async get(name: string): Promise<unknown> {
    const isPreference = PREFERENCES.includes(name);
    if (!isPreference) await this.#queue;
    if (this.#unkept.has(name)) return this.#unkept.get(name);
    const read = isPreference ? preference(name) : (device: Device) => device.read(name);
    return this.use<unknown>(read, [undefined], isPreference).catch(() => undefined);
  }

  async put(name: string, value: unknown): Promise<void> {
    if (PREFERENCES.includes(name)) {
      await this.#attempt(name, value, () => this.use((device) => device.settings({ [name]: value }), [], true));
    } else {
      await this.#change(name, value, () => this.use((device) => write(device, name, value), []));
    }
  }

  remove(name: string): Promise<void> {
    return this.#change(name, undefined, () => this.use((device) => device.remove(name), [undefined]));
  }

  /** Every record whose name starts so, in the order of names. */
  async list(prefix: string): Promise<Entry[]> {
    await this.#queue;
    const found = new Map<string, unknown>();
    const entries = await this.use((device) => device.entries(), [[]]).catch(() => []);
    for (const { name, value } of entries) found.set(name, value);
    this.#unkept.forEach((value, name) => found.set(name, value));
    return [...found]
      .filter(([name, value]) => name.startsWith(prefix) && value !== undefined)
      .map(([name, value]) => ({ name, value }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Resolves when every change asked for so far is done. */
  override async settled(): Promise<void> {
    await this.#queue;
  }

  override forget(): void {
    super.forget();
    this.#unkept.clear();
  }

  // Changes run one after another, so that the last one asked for is the one that stays.
  #change(name: string, value: unknown, work: () => Promise<unknown>): Promise<void> {
    const done = this.#queue.then(async () => {
      if ((await this.#attempt(name, value, work)) && value !== undefined) this.dispatchEvent(new Event("saved"));
    });
    this.#queue = done;
    return writing(done);
  }

  async #attempt(name: string, value: unknown, work: () => Promise<unknown>): Promise<boolean> {
    if (this.forgotten) return false;
    try {
      await work();
      this.#unkept.delete(name);
      return true;
    } catch {
      if (!this.forgotten) this.#unkept.set(name, value);
      return false;
    }
  }
}

// Releases before kept preferences among the records.
function preference(name: string): (device: Device) => Promise<unknown> {
  return async (device) => (await device.settings())[name] ?? (device.opened.vault ? device.read(name) : undefined);
}

async function write(device: Device, name: string, value: unknown): Promise<void> {
  if ((await device.settings()).nothing) throw new NothingError();
  await device.write(name, value);
}

export const store = new Store();
