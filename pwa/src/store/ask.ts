// One question to one store of the phone. Its transaction is ended by hand: left to the engine it ends with the page's next
// turn, and WebKit keeps a page that was left without one, together with what the transaction locks, so that the page
// after it could write nothing (seen in WebKitGTK 2.50; `test_what_is_typed_just_before_a_tap_on_a_link_is_kept`).
import type { StoreValue } from "idb";

import type { Database } from "./open.ts";
import type { PauzaSchema } from "./schema.ts";

type Name = "keys" | "records";

export async function get<N extends Name>(db: Database, name: N, key: string): Promise<StoreValue<PauzaSchema, N> | undefined> {
  const work = db.transaction(name);
  const answer = work.store.get(key);
  work.commit();
  return (await Promise.all([answer, work.done]))[0];
}

export async function put<N extends Name>(db: Database, name: N, value: StoreValue<PauzaSchema, N>, key: string): Promise<void> {
  const work = db.transaction(name, "readwrite");
  const answer = work.store.put(value, key);
  work.commit();
  await Promise.all([answer, work.done]);
}

export async function remove(db: Database, name: Name, key: string): Promise<void> {
  const work = db.transaction(name, "readwrite");
  const answer = work.store.delete(key);
  work.commit();
  await Promise.all([answer, work.done]);
}
