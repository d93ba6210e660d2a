// Opens the database and its keys; says when the connection has gone.
import { openDB } from "idb";
import type { IDBPDatabase } from "idb";

import { get } from "./ask.ts";
import { createKeys, Vault } from "./crypto.ts";
import { DATABASE, DEVICE, VERSION } from "./schema.ts";
import type { PauzaSchema, StoredKeys } from "./schema.ts";
import { sessionKey } from "./session.ts";

export type Database = IDBPDatabase<PauzaSchema>;

export interface Opened {
  db: Database;
  keys: StoredKeys;
  /** null while the PIN or passphrase has not been given. */
  vault: Vault | null;
}

export interface Gone {
  /** The connection closed; a next use may open it again. */
  closed(): void;
  /** Another tab is deleting everything: nothing may be written again. */
  erased(): void;
}

/** Open the database; null when there is none and none is to be made: reading leaves no trace on the phone. */
async function openDatabase(gone: Gone, create: boolean): Promise<Database | null> {
  let absent = false;
  const opening = openDB<PauzaSchema>(DATABASE, VERSION, {
    upgrade(db, _from, _to, work) {
      absent = !create;
      if (absent) {
        work.done.catch(() => undefined);
        work.abort();
        return;
      }
      db.createObjectStore("keys");
      db.createObjectStore("records");
    },
    blocking(_current, wanted, event) {
      (event.target as IDBDatabase).close();
      gone.closed();
      if (wanted === null) gone.erased();
    },
    terminated: () => gone.closed(),
  });
  return opening.catch((error: unknown) => {
    if (absent) return null;
    throw error;
  });
}

/** The keys of this phone. Where they are missing new ones are made; what the old ones sealed stays, and is counted. */
export async function deviceKeys(db: Database): Promise<StoredKeys> {
  const known = await get(db, "keys", DEVICE);
  if (known) return known as StoredKeys;
  const fresh = await createKeys();
  const work = db.transaction("keys", "readwrite");
  // Another tab may have been first while the keys were being made: then its keys count.
  const first = await work.store.get(DEVICE);
  if (!first) await work.store.put(fresh, DEVICE);
  await work.done;
  return (first as StoredKeys | undefined) ?? fresh;
}

/** The vault, unless a lock stands before it that this tab has not opened. */
export async function vaultOf(db: Database, keys: StoredKeys): Promise<Vault | null> {
  if (!keys.lock) return Vault.open(keys);
  const data = await sessionKey(db, keys);
  return data && Vault.of(data);
}

export async function openDevice(gone: Gone, create: boolean): Promise<Opened | null> {
  const db = await openDatabase(gone, create);
  if (!db) return null;
  try {
    const keys = await deviceKeys(db);
    return { db, keys, vault: await vaultOf(db, keys) };
  } catch (error) {
    db.close(); // an idle connection would block erasing
    throw error;
  }
}
