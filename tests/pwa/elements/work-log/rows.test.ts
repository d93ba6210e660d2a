import "../../indexeddb.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { deleteDB } from "../../../../pwa/node_modules/idb/build/index.js";
import { bringIn, takeOut } from "../../../../pwa/src/copy/phone.ts";
import { keepPhoto, keepRow, newName, photos, removeRow, rowFrom, rows } from "../../../../pwa/src/elements/work-log/rows.ts";
import type { Row, Typed } from "../../../../pwa/src/elements/work-log/rows.ts";
import { Store, store } from "../../../../pwa/src/store/store.ts";

const TYPED: Typed = { day: "2026-11-23", hours: "7:30", pay: "82,50", off: "", currency: "EUR", note: " Hall 4 " };

function row(change: Partial<Typed> = {}): Row {
  return rowFrom(newName(), { ...TYPED, ...change }) as Row;
}

beforeEach(async () => {
  for (const { name } of await store.list("")) await store.remove(name);
});

test("a row is whole minutes and cents", () => {
  assert.deepEqual(rowFrom("work:a", TYPED), {
    name: "work:a", day: "2026-11-23", minutes: 450, pay: 8250, off: 0, currency: "EUR", note: "Hall 4",
  });
});

test("what cannot be read is named, and an empty day is none", () => {
  const faults = (change: Partial<Typed>): unknown => rowFrom("work:a", { ...TYPED, ...change });
  assert.equal(faults({ day: "" }), "day");
  assert.equal(faults({ day: "2026-02-31" }), "day");
  assert.equal(faults({ hours: "long" }), "hours");
  assert.equal(faults({ pay: "much" }), "money");
  assert.equal(faults({ off: "1.234" }), "money");
  assert.equal(faults({ hours: "", pay: "", note: " " }), "empty");
  assert.equal(typeof faults({ hours: "", pay: "", note: "ill" }), "object");
});

test("two tabs that write at once lose no row", async () => {
  const other = new Store();
  const [mine, theirs] = [row(), row({ hours: "8" })];
  await Promise.all([keepRow(mine), other.put(theirs.name, { ...theirs }), keepRow(row({ day: "2026-11-24" }))]);
  assert.deepEqual((await rows()).map(({ day, minutes }) => `${day} ${minutes}`).sort(), [
    "2026-11-23 450", "2026-11-23 480", "2026-11-24 450",
  ]);
});

test("the latest day comes first; a damaged amount counts as none", async () => {
  await keepRow(row());
  await keepRow(row({ day: "2026-11-25" }));
  await store.put("work:odd", { day: "2026-11-24", minutes: -5, pay: 1.5, note: 7 });
  await store.put("work:none", { day: "soon" });
  assert.deepEqual((await rows()).map(({ day, minutes, pay }) => [day, minutes, pay]), [
    ["2026-11-25", 450, 8250], ["2026-11-24", 0, 0], ["2026-11-23", 450, 8250],
  ]);
});

test("a row that goes takes its photos along, and no others", async () => {
  const [first, second] = [row(), row()];
  for (const each of [first, second]) await keepRow(each);
  assert.equal(await keepPhoto(first.name, "AAAA"), true);
  assert.equal(await keepPhoto(second.name, "BBBB"), true);
  await removeRow(first.name);
  assert.deepEqual([...(await photos()).keys()], [second.name]);
});

test("what does not reach the phone says so, and a photo is let go", async () => {
  const full = Object.assign(new Error("full"), { name: "QuotaExceededError" });
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => { throw full; };
  try {
    assert.equal(await keepPhoto("work:a", "AAAA"), false);
    assert.equal(await keepRow(row()), false);
  } finally {
    IDBObjectStore.prototype.put = put;
  }
  assert.equal((await photos()).size, 0);
  assert.equal((await rows()).length, 1, "the words stay in the page");
});

test("days and their photos go along in a copy and come back whole", async () => {
  const first = row();
  await keepRow(first);
  await keepPhoto(first.name, "AAAA");
  const contents = await store.reach(takeOut);
  await removeRow(first.name);
  assert.equal((await rows()).length, 0);
  await store.reach((device) => bringIn(device, contents));
  assert.deepEqual(await rows(), [first]);
  assert.deepEqual((await photos()).get(first.name)?.map(({ jpeg }) => jpeg), ["AAAA"]);
});

test.after(() => deleteDB("pauza"));
