// Names and shapes of everything kept on the phone.
import type { DBSchema } from "idb";

export const DATABASE = "pauza";
export const PACKS_DATABASE = "pauza-packs";
export const VERSION = 1;
export const CACHE_PREFIX = "pauza-";
export const DEVICE = "device";

/** The data key, wrapped by a key that no script can export. */
export interface StoredKeys {
  device: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

export interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  box: ArrayBuffer;
}

export interface PauzaSchema extends DBSchema {
  keys: { key: string; value: StoredKeys };
  records: { key: string; value: Sealed };
}

/** One fact. The name stands inside the sealed value; outside it is only an opaque id. */
export interface Entry {
  name: string;
  value: unknown;
}
