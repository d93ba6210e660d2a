// Records on the phone: what is asked for by name is found by opaque id and opened in memory.
import type { Opened } from "./open.ts";
import type { Entry } from "./schema.ts";

export interface Device {
  read(name: string): Promise<unknown>;
  write(name: string, value: unknown): Promise<void>;
  remove(name: string): Promise<void>;
  entries(): Promise<Entry[]>;
  close(): void;
}

export function deviceOver({ db, vault }: Opened): Device {
  return {
    async read(name) {
      const id = await vault.id(name);
      const sealed = await db.get("records", id);
      return sealed && (await vault.unseal(id, sealed))?.value;
    },
    async write(name, value) {
      const id = await vault.id(name);
      await db.put("records", await vault.seal(id, { name, value }), id);
    },
    async remove(name) {
      await db.delete("records", await vault.id(name));
    },
    async entries() {
      const work = db.transaction("records");
      const [ids, boxes] = await Promise.all([work.store.getAllKeys(), work.store.getAll(), work.done]);
      const opened = await Promise.all(boxes.map((sealed, at) => vault.unseal(ids[at] ?? "", sealed)));
      return opened.filter((entry): entry is Entry => entry !== null);
    },
    close: () => db.close(),
  };
}
