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

export function openDatabase(gone: Gone): Promise<Database> {
  return openDB<PauzaSchema>(DATABASE, VERSION, {
    upgrade(db) {
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

export async function openDevice(gone: Gone): Promise<Opened> {
  const db = await openDatabase(gone);
  try {
    return { db, vault: await deviceKeys(db) };
  } catch (error) {
    db.close(); // an idle connection would block erasing
    throw error;
  }
}
