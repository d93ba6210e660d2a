import assert from "node:assert/strict";
import { test } from "node:test";

import "../indexeddb.ts";
import { get, put, remove } from "../../../pwa/src/store/ask.ts";
import { openDevice } from "../../../pwa/src/store/open.ts";
import type { Database } from "../../../pwa/src/store/open.ts";

async function database(): Promise<Database> {
  const opened = await openDevice({ closed: () => undefined, erased: () => undefined }, true);
  assert.ok(opened);
  return opened.db;
}

test("what is put is found, and gone after it was removed", async () => {
  const db = await database();
  await put(db, "keys", 3, "tries");
  assert.equal(await get(db, "keys", "tries"), 3);
  await remove(db, "keys", "tries");
  assert.equal(await get(db, "keys", "tries"), undefined);
  db.close();
});

test("no question leaves its transaction to end by itself", async () => {
  const db = await database();
  const { prototype } = IDBTransaction;
  const commit = prototype.commit;
  let ended = 0;
  prototype.commit = function count(this: IDBTransaction) {
    ended += 1;
    commit.call(this);
  };
  try {
    await put(db, "keys", 1, "tries");
    await get(db, "keys", "tries");
    await remove(db, "keys", "tries");
  } finally {
    prototype.commit = commit;
  }
  assert.equal(ended, 3);
  db.close();
});
