// Between this phone's records and a copy: everything out, and all or nothing in.
import { openDB } from "idb";

import { Vault } from "../store/crypto.ts";
import type { Device } from "../store/device.ts";
import { DATABASE, DEVICE, VERSION } from "../store/schema.ts";
import type { StoredKeys } from "../store/schema.ts";
import { merge } from "./merge.ts";
import type { Merged } from "./merge.ts";
import { CopyError } from "./trouble.ts";
import type { Contents } from "./versions.ts";

/** Preferences that go along; that a phone keeps nothing is its own affair. */
const CARRIED = ["way", "country", "days", "shift"];

export async function takeOut(device: Device): Promise<Contents> {
  const all = (await device.entries()).sort((a, b) => (a.name < b.name ? -1 : 1));
  // Releases before kept preferences among the records.
  const earlier = all.filter(({ name }) => CARRIED.includes(name)).map(({ name, value }) => [name, value] as const);
  const chosen = Object.entries(await device.settings()).filter(([name]) => CARRIED.includes(name));
  const entries = all.filter(({ name }) => !CARRIED.includes(name));
  return { settings: Object.fromEntries([...earlier, ...chosen]), entries };
}

/** Bring in one copy: in a single step of the database, which happens whole or not at all. */
export async function bringIn(device: Device, { settings, entries }: Contents): Promise<Merged> {
  const { db, vault } = device.opened;
  const own = await device.settings();
  if (own["nothing"]) throw new CopyError("nothing");
  if (!vault) throw new Error("locked");
  const merged = await merge(await device.entries(), entries);
  const ids = await Promise.all(merged.writes.map(({ name }) => vault.id(name)));
  const sealed = await Promise.all(merged.writes.map((entry, at) => vault.seal(ids[at] ?? "", entry)));
  const work = db.transaction("records", "readwrite");
  const done = work.done.catch(() => Promise.reject(new CopyError("full")));
  done.catch(() => undefined);
  try {
    sealed.forEach((box, at) => void work.store.put(box, ids[at]).catch(() => undefined)); // the whole step tells
  } catch {
    work.abort(); // what was put before goes too
  }
  await done;
  const missing = Object.entries(settings).filter(([name]) => CARRIED.includes(name) && own[name] === undefined);
  if (missing.length > 0) await device.settings(Object.fromEntries(missing));
  return merged;
}

/** Ids of records that do not open: damaged, half written, or sealed by a key that is gone. */
export async function unreadable({ opened: { db, vault } }: Device): Promise<string[]> {
  if (!vault) return [];
  const work = db.transaction("records");
  const answers = [work.store.getAllKeys(), work.store.getAll(), work.done] as const;
  work.commit();
  const [ids, boxes] = await Promise.all(answers);
  const opened = await Promise.all(boxes.map((sealed, at) => vault.unseal(ids[at] ?? "", sealed)));
  return ids.filter((_id, at) => opened[at] === null);
}

/** True when the key record is there and opens nothing: then no record can be read on this phone any more. */
export async function isKeyDamaged(): Promise<boolean> {
  try {
    const db = await openDB(DATABASE, VERSION, {
      upgrade(_db, _from, _to, work) {
        work.done.catch(() => undefined);
        work.abort(); // there is none, and none is made
      },
    });
    const keys = (await db.get("keys", DEVICE)) as StoredKeys | undefined;
    db.close();
    return keys !== undefined && !keys.lock && (await Vault.open(keys).then(() => false, () => true));
  } catch {
    return false; // the database itself does not answer
  }
}
