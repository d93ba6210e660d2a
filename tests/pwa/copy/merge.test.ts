import "../indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { merge } from "../../../pwa/src/copy/merge.ts";
import type { Entry } from "../../../pwa/src/store/schema.ts";
import { randomFrom, seedOf } from "../random.ts";

function note(text: string, rev?: string, ...from: string[]): Entry {
  return { name: "note:a:s01", value: { text }, ...(rev ? { rev, from } : {}) };
}

async function after(here: Entry[], copy: Entry[]): Promise<Entry[]> {
  const { writes } = await merge(here, copy);
  return [...new Map([...here, ...writes].map((entry) => [entry.name, entry])).values()];
}

const texts = (entries: Entry[]): string[] => entries.map(({ value }) => (value as { text: string }).text).sort();

test("what is only in the copy comes in, what is only here stays", async () => {
  const there = { name: "note:b:s01", value: { text: "there" } };
  assert.deepEqual(texts(await after([note("here")], [there])), ["here", "there"]);
});

test("the newer of two is told by what it remembers, not by a clock", async () => {
  assert.deepEqual(texts(await after([note("old", "1")], [note("new", "2", "1")])), ["new"]);
  assert.deepEqual(texts(await after([note("new", "2", "1")], [note("old", "1")])), ["new"]);
});

test("where neither knows the other, both are kept, and the second time nothing is added", async () => {
  const here = [note("here", "1")];
  const copy = [note("there", "2")];
  const once = await after(here, copy);
  assert.deepEqual(texts(once), ["here", "there"]);
  assert.equal(once.find(({ name }) => name === "note:a:s01")?.value !== undefined, true);
  assert.deepEqual(texts(await after(once, copy)), ["here", "there"]);
  assert.deepEqual({ ...(await merge(once, copy)), writes: 0 }, { writes: 0, added: 0, same: 1, both: 0 });
});

test("one state that went on in two places is kept twice", async () => {
  const once = await after([note("went on here", "1")], [note("went on there", "1")]);
  assert.deepEqual(texts(once), ["went on here", "went on there"]);
  assert.deepEqual(texts(await after(once, [note("went on there", "1")])), ["went on here", "went on there"]);
});

test("records of the first release, which name no state, are the same when they say the same", async () => {
  assert.equal((await merge([note("x")], [note("x")])).same, 1);
  assert.deepEqual(texts(await after([note("here")], [note("there")])), ["here", "there"]);
});

test("of two places reached the further one counts, and done stays done", async () => {
  const place = (at: number, done: boolean, rev: string): Entry => ({ name: "progress:opening", value: { step: `s0${at}`, place: at, of: 9, done }, rev });
  const [result] = await after([place(2, true, "1")], [place(5, false, "2")]);
  assert.deepEqual(result?.value, { step: "s05", place: 5, of: 9, done: true });
});

test("a run of ratings whose number is taken gets the next free one, before and after together", async () => {
  const run = (before: number, end: number, rev: string): Entry[] => [
    { name: "rating:u:s01:1", value: { moment: "before", score: before }, rev: `${rev}b` },
    { name: "rating:u:s09:1", value: { moment: "after", score: end }, rev: `${rev}a` },
  ];
  const once = await after(run(7, 4, "here"), run(9, 2, "there"));
  assert.deepEqual(once.map(({ name }) => name), ["rating:u:s01:1", "rating:u:s09:1", "rating:u:s01:2", "rating:u:s09:2"]);
  assert.deepEqual(await after(once, run(9, 2, "there")), once);
});

test("two phones that copy to and fro, in any order, lose no word that was ever the last on one of them", async (context) => {
  const seed = seedOf();
  context.diagnostic(`SEED=${seed}`);
  const random = randomFrom(seed);
  for (let history = 0; history < 60; history += 1) {
    const phones: Entry[][] = [[], []];
    let states = 0;
    for (let n = 0; n < 12; n += 1) {
      const mine = random() < 0.5 ? 0 : 1;
      const here = phones[mine]!;
      if (random() < 0.6) {
        const old = here.find(({ name }) => name === "note:a:s01");
        const from = old ? [old.rev ?? "", ...(old.from ?? [])] : [];
        states += 1;
        const next = note(`text ${states}`, `state ${states}`, ...from);
        phones[mine] = [...here.filter(({ name }) => name !== next.name), next];
      } else {
        const latest = texts(here);
        phones[mine] = await after(here, phones[1 - mine]!);
        const now = texts(phones[mine]!);
        const replaced = latest.filter((text) => !now.includes(text));
        // A text may only go when the other phone has written on from it.
        const known = phones[1 - mine]!.flatMap(({ from = [] }) => from);
        for (const text of replaced) assert.ok(known.includes(text.replace("text", "state")), `${text} was lost`);
      }
    }
  }
});
