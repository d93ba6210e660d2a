// Opens the database and its keys; says when the connection has gone.
import { openDB } from "idb";
import type { IDBPDatabase } from "idb";

import { createKeys, Vault } from "./crypto.ts";
import { DATABASE, DEVICE, VERSION } from "./schema.ts";
import type { PauzaSchema } from "./schema.ts";

export type Database = IDBPDatabase<PauzaSchema>;

export interface Opened {
  db: Database;
  vault: Vault;
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

/** The keys of this phone; records without their key are unreadable, so new keys start from an empty store. */
async function deviceKeys(db: Database): Promise<Vault> {
  const known = await db.get("keys", DEVICE);
  if (known) return Vault.open(known);
  const fresh = await createKeys();
  const work = db.transaction(["keys", "records"], "readwrite");
  // Another tab may have been first while the keys were being made: then its keys count.
  const first = await work.objectStore("keys").get(DEVICE);
  if (!first) {
    await Promise.all([work.objectStore("keys").put(fresh, DEVICE), work.objectStore("records").clear()]);
  }
  await work.done;
  return Vault.open(first ?? fresh);
}

export async function openDevice(gone: Gone, create: boolean): Promise<Opened | null> {
  const db = await openDatabase(gone, create);
  if (!db) return null;
  try {
    return { db, vault: await deviceKeys(db) };
  } catch (error) {
    db.close(); // an idle connection would block erasing
    throw error;
  }
}
