// The way to the phone's records, opened once for all who ask at the same time.
import type { Device } from "./device.ts";

export class Opening {
  readonly #open: (create: boolean) => Promise<Device | null>;
  #device: Promise<Device | null> | null = null;
  #makes = false;

  constructor(open: (create: boolean) => Promise<Device | null>) {
    this.#open = open;
  }

  /** The device, or null where there is none and none is to be made. */
  get(create: boolean): Promise<Device | null> {
    if (!this.#device) {
      this.#makes = create;
      this.#device = this.#open(create);
    } else if (create && !this.#makes) {
      // On a slow phone somebody may want to write while it is still looked whether there is anything at all.
      this.#makes = true;
      this.#device = this.#device.then((device) => device ?? this.#open(true));
    }
    return this.#device;
  }

  /** Open anew next time; unless somebody has opened another way since `found`. */
  forget(found = this.#device): void {
    if (this.#device === found) this.#device = null;
  }

  drop(): void {
    // Whenever a late connection does arrive, it is closed, or it would block erasing.
    void this.#device?.then((device) => device?.close(), () => undefined);
    this.#device = null;
  }
}
