import "../indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { calibrate, CEILING, deriveKey, FLOOR, newLock, phraseFrom, pinFrom, secretFrom } from "../../../pwa/src/store/kdf.ts";

test("a PIN is six digits from any keyboard, and nothing else", () => {
  assert.deepEqual(["482913", "٤٨٢٩١٣", "۴۸۲۹۱۳", " 482 913 ", "482-913"].map(pinFrom), Array(5).fill("482913"));
  assert.deepEqual(["48291", "4829134", "48291a", "", "      "].map(pinFrom), Array(5).fill(""));
});

test("a passphrase is the same whatever accents, capitals and blanks it was typed with", () => {
  assert.equal(phraseFrom("  Żółw ŁÓDŹ,\n kość  "), "zolw lodz kosc");
  assert.equal(phraseFrom("IRMAK ılık İPEK"), phraseFrom("ırmak ILIK ipek"));
  assert.equal(phraseFrom("أخضر مُدرِّسة على"), phraseFrom("اخضر مدرسه علي"));
  assert.notEqual(phraseFrom("apple stone"), phraseFrom("stone apple"));
});

test("twelve letters are the least of a passphrase; blanks do not count", () => {
  assert.equal(secretFrom("words", "abcdef ghijk"), "");
  assert.equal(secretFrom("words", "abcdef ghijkl"), "abcdef ghijkl");
  assert.equal(secretFrom("words", "   a   "), "");
});

test("the rounds fit the phone and never fall below the floor", async () => {
  const phone = (probeMs: number): (() => number) => {
    let calls = 0;
    return () => (calls += 1) * probeMs - probeMs;
  };
  assert.equal(await calibrate(phone(700)), FLOOR); // slow: 60,000 rounds take all the time there is
  assert.equal(await calibrate(phone(20)), 2_100_000);
  assert.ok((await calibrate(phone(0))) <= CEILING / 4);
});

test("another salt, another count or another PIN is another key", async () => {
  const salt = new Uint8Array(16);
  const iv = new Uint8Array(12);
  const trace = async (secret: string, mine: Uint8Array<ArrayBuffer>, count: number): Promise<string> => {
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await deriveKey(secret, mine, count), new Uint8Array(16));
    return Buffer.from(sealed).toString("hex");
  };
  const other = new Uint8Array(16).fill(1);
  const traces = [await trace("1", salt, 1000), await trace("2", salt, 1000), await trace("1", other, 1000), await trace("1", salt, 1001)];
  assert.equal(new Set(traces).size, 4);
  assert.equal(await trace("1", salt, 1000), traces[0]);
});

test("a key of a PIN cannot be exported, and each lock has a salt of its own", async () => {
  await assert.rejects(crypto.subtle.exportKey("raw", await deriveKey("1", new Uint8Array(16), 1000)));
  const [one, two] = [await newLock("pin"), await newLock("pin")];
  assert.notDeepEqual(one.salt, two.salt);
  assert.ok(one.count >= FLOOR && one.salt.length === 16);
});
