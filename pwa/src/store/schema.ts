// Names and shapes of everything kept on the phone.
import type { DBSchema } from "idb";

export const DATABASE = "pauza";
export const PACKS_DATABASE = "pauza-packs";
export const VERSION = 1;
export const CACHE_PREFIX = "pauza-";

// What stands among the keys.
export const DEVICE = "device";
/** The data key for the tab that has opened it; see session.ts. */
export const OPEN = "open";
export const SETTINGS = "settings";
/** How many times in a row a wrong PIN was entered. */
export const TRIES = "tries";

/** They shape what is read, so they are there while records are locked. */
export const PREFERENCES = ["way", "country", "days", "nothing", "speed", "heard"];

export type Bytes = Uint8Array<ArrayBuffer>;

export interface Sealed {
  iv: Bytes;
  box: ArrayBuffer;
}

/** pin: six digits. words: a passphrase. */
export type LockKind = "pin" | "words";

/** How a PIN or passphrase becomes a key: PBKDF2-SHA-256, so many rounds, over this salt. */
export interface Lock {
  kind: LockKind;
  salt: Bytes;
  count: number;
}

/** The data key, wrapped by a key that no script can export; with a lock, by the PIN's key inside that. */
export interface StoredKeys extends Sealed {
  device: CryptoKey;
  lock?: Lock;
}

export interface PauzaSchema extends DBSchema {
  keys: { key: string; value: StoredKeys | Sealed | number };
  records: { key: string; value: Sealed };
}

/** One fact. The name stands inside the sealed value; outside it is only an opaque id. */
export interface Entry {
  name: string;
  value: unknown;
  /** Names this state; `from` names earlier ones, so that a merge needs no clock. */
  rev?: string;
  from?: string[];
}
