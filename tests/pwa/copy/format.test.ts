import { RUNS } from "../store/phone.ts";
import { CONTENTS, fixture, WORDS } from "./fixtures.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { readCopy, writeCopy } from "../../../pwa/src/copy/format.ts";
import { CopyError } from "../../../pwa/src/copy/trouble.ts";
import { CURRENT, OLDEST, today } from "../../../pwa/src/copy/versions.ts";
import { FLOOR } from "../../../pwa/src/store/kdf.ts";
import { randomFrom, seedOf } from "../random.ts";

async function reason(text: string, words = WORDS): Promise<string> {
  const trouble = await readCopy(text, words).then(() => null, (error: unknown) => error);
  assert.ok(trouble instanceof CopyError, String(trouble));
  return trouble.reason;
}

const changed = (change: object): string => JSON.stringify({ ...JSON.parse(fixture(CURRENT)), ...change });

test("what goes into a copy comes out of it, in any language and however much it is", async () => {
  const long = "ą ؤ 😀 \u2028 ".repeat(40_000);
  const contents = { settings: { way: "open" }, entries: [{ name: "note:a:s01", value: { text: long } }] };
  const text = await writeCopy(contents, WORDS, CURRENT, FLOOR);
  assert.deepEqual(await readCopy(text, "  APPLE bridge, candle\nwindow garden river "), contents);
});

test("a copy shows neither names nor words, and says nothing of who made it", async () => {
  const text = await writeCopy(CONTENTS[3]!, WORDS, CURRENT, FLOOR);
  assert.doesNotMatch(text, /one-thing|pauza|note|apple/i);
  const box = Buffer.from((JSON.parse(text) as { box: string }).box, "base64").toString("latin1");
  assert.doesNotMatch(box, /one-thing|note/);
});

test("copies of this version, the one before and two before come in whole", async () => {
  assert.deepEqual([OLDEST, CURRENT], [1, 3]);
  for (let version = OLDEST; version <= CURRENT; version += 1) {
    const { settings, entries } = await readCopy(fixture(version), WORDS);
    assert.deepEqual(settings, { way: "open", country: "nl" }, `version ${version}`);
    const expected = CONTENTS[3] as { entries: { name: string; value: unknown }[] };
    const bare = (all: { name: string; value: unknown }[]): unknown => all.map(({ name, value }) => ({ name, value }));
    assert.deepEqual(bare(entries), bare(expected.entries), `version ${version}`);
  }
});

test("a later version is refused by its head, before anybody types words in vain", async () => {
  assert.equal(await reason(changed({ copy: 4 })), "newer");
  assert.throws(() => today({}, 4), CopyError);
});

test("each kind of trouble has its own name", async () => {
  const whole = fixture(CURRENT);
  assert.equal(await reason(whole, "other words than those"), "words");
  for (const text of ["", "hello", "{}", "[]", "null", '{"name":"x"}', "\u0000\u0001", '"copy"']) assert.equal(await reason(text), "foreign", text);
  assert.equal(await reason(changed({ sum: "AAAA" })), "damaged");
  assert.equal(await reason(changed({ box: "%%%" })), "damaged");
  assert.equal(await reason(changed({ kdf: "MD5" })), "damaged");
  assert.equal(await reason(changed({ salt: 5 })), "damaged");
  assert.equal(await reason(changed({ count: 1 })), "damaged"); // a weak file would give its words away
  assert.equal(await reason(changed({ count: 1e9 })), "damaged"); // and one that asks for hours is no file of ours
  assert.equal(await reason(changed({ copy: 0 })), "damaged");
});

test("a head that was changed does not open, even where it could be read", async () => {
  assert.equal(await reason(changed({ count: FLOOR + 1 })), "words");
  assert.equal(await reason(changed({ copy: 2 })), "words");
});

test("a file cut at any place is refused whole, and says that it was cut", async (context) => {
  const seed = seedOf();
  context.diagnostic(`SEED=${seed}`);
  const random = randomFrom(seed);
  const whole = fixture(CURRENT).trim();
  for (let n = 0; n < RUNS * 5; n += 1) {
    const at = 12 + Math.floor(random() * (whole.length - 13));
    assert.equal(await reason(whole.slice(0, at)), "cut", `${at} of ${whole.length}`);
  }
});

test("a file with any one character changed is refused whole", async (context) => {
  const seed = seedOf();
  context.diagnostic(`SEED=${seed}`);
  const random = randomFrom(seed);
  const whole = fixture(CURRENT).trim();
  const [from, to] = [whole.indexOf('"box":"') + 7, whole.length - 4];
  for (let n = 0; n < RUNS; n += 1) {
    // First the last letter before "==": most changes of it leave the same bytes.
    const at = n === 0 ? to - 1 : from + Math.floor(random() * (to - from));
    const other = whole[at] === "A" ? "B" : "A";
    assert.equal(await reason(whole.slice(0, at) + other + whole.slice(at + 1)), "damaged", String(at));
  }
});

test("contents of the wrong shape are damaged, not an accident", () => {
  for (const bad of [null, [], {}, { entries: 1 }, { entries: [1], settings: {} }, { entries: [{ name: 5 }], settings: {} },
    { entries: [{ name: "" }], settings: {} }, { entries: [{ name: "a", from: [5] }], settings: {} }, { entries: [] }]) {
    assert.throws(() => today(bad, CURRENT), (error: CopyError) => error.reason === "damaged", JSON.stringify(bad));
  }
});
