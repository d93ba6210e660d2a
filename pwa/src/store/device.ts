// Records on the phone: what is asked for by name is found by opaque id and opened in memory.
import { get, put, remove } from "./ask.ts";
import { base64url, decrypt, encrypt, random, utf8 } from "./crypto.ts";
import type { Vault } from "./crypto.ts";
import { deviceKeys, vaultOf } from "./open.ts";
import type { Opened } from "./open.ts";
import { OPEN, SETTINGS } from "./schema.ts";
import type { Entry, Sealed } from "./schema.ts";
import { endSession } from "./session.ts";

export type Settings = { [name: string]: unknown };

export interface Device {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  entries(): Promise<Entry[]>;
  close(): void;
  /** Preferences, which open without a PIN; with a change, what they are after it. */
  settings(change?: Settings): Promise<Settings>;
  /** The database and keys themselves, for what changes more than records. */
  readonly opened: Opened;
  /** Forget the data key; everywhere: no other tab can go on with it either. */
  lock(everywhere: boolean): Promise<void>;
  /** Look at the keys again; true when nothing stands before the records. */
  resume(): Promise<boolean>;
}

/** Ids of earlier states that a record remembers. */
const MEMORY = 20;

export function deviceOver(opened: Opened): Device {
  const { db } = opened;
  const revs = new Map<string, string>();
  const vault = (): Vault => {
    if (!opened.vault) throw new Error("locked");
    return opened.vault;
  };

  // All changes of one visit to a page are one state.
  async function next(id: string, name: string, value: unknown): Promise<Entry> {
    const before = await get(db, "records", id);
    const old = before && (await vault().unseal(id, before));
    const rev = revs.get(id) ?? base64url(random(6).buffer);
    revs.set(id, rev);
    if (old?.rev === rev) return { ...old, value };
    return { name, value, rev, from: [...(old?.rev ? [old.rev] : []), ...(old?.from ?? [])].slice(0, MEMORY) };
  }

  return {
    opened,
    async read(name) {
      const id = await vault().id(name);
      const sealed = await get(db, "records", id);
      return sealed && (await vault().unseal(id, sealed))?.value;
    },
    async write(name, value) {
      const id = await vault().id(name);
      await put(db, "records", await vault().seal(id, await next(id, name, value)), id);
    },
    async remove(name) {
      const id = await vault().id(name);
      revs.delete(id);
      await remove(db, "records", id);
    },
    async entries() {
      const work = db.transaction("records");
      const answers = [work.store.getAllKeys(), work.store.getAll(), work.done] as const;
      work.commit();
      const [ids, boxes] = await Promise.all(answers);
      const found = await Promise.all(boxes.map((sealed, at) => vault().unseal(ids[at] ?? "", sealed)));
      return found.filter((entry): entry is Entry => entry !== null);
    },
    async settings(change) {
      const { device } = opened.keys;
      const sealed = (await get(db, "keys", SETTINGS)) as Sealed | undefined;
      const plain = sealed && (await decrypt(device, sealed, SETTINGS).catch(() => undefined));
      const known = (plain ? JSON.parse(new TextDecoder().decode(plain)) : {}) as Settings;
      if (!change) return known;
      const all = { ...known, ...change };
      await put(db, "keys", await encrypt(device, utf8(JSON.stringify(all)), SETTINGS), SETTINGS);
      return all;
    },
    async lock(everywhere) {
      opened.vault = null;
      endSession();
      if (everywhere) await remove(db, "keys", OPEN);
    },
    async resume() {
      opened.keys = await deviceKeys(db);
      opened.vault = await vaultOf(db, opened.keys);
      return opened.vault !== null;
    },
    close: () => db.close(),
  };
}
