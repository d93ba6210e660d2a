import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { offerWords, unfolded, WORDS } from "../../pwa/src/passphrase.ts";

const list = readFileSync(new URL("../../content/wordlists/en.txt", import.meta.url), "utf8").trim().split("\n");

/** As api/content/wordlists.py writes it. */
function folded(words: string[]): string {
  let before = "";
  return words
    .map((word) => {
      let shared = 0;
      while (shared < 9 && shared < before.length && before[shared] === word[shared]) shared += 1;
      before = word;
      return `${shared}${word.slice(shared)}`;
    })
    .join("");
}

test("a list comes back as it was, whatever its letters", () => {
  assert.deepEqual(unfolded("0abacus4á2łat0ваза3ир"), ["abacus", "abacá", "abłat", "ваза", "вазир"]);
  assert.deepEqual(unfolded(folded(list)), list);
  assert.deepEqual(unfolded(""), []);
});

test("without the list nothing is offered, and the next time it is asked for again", async () => {
  globalThis.fetch = () => Promise.reject(new TypeError("offline"));
  assert.equal(await offerWords("/a/en.json"), null);
  globalThis.fetch = async () => new Response("", { status: 404 });
  assert.equal(await offerWords("/a/en.json"), null);
  globalThis.fetch = async () => new Response(JSON.stringify(folded(list)));
  assert.ok(await offerWords("/a/en.json"));
});

test("six words of the list, each as likely as any other", async () => {
  globalThis.fetch = async () => new Response(JSON.stringify(folded(list)));
  const counts = new Map<string, number>();
  for (let n = 0; n < 5000; n += 1) {
    const words = (await offerWords("/a/en.json"))!.split(" ");
    assert.equal(words.length, WORDS);
    words.forEach((word) => counts.set(word, (counts.get(word) ?? 0) + 1));
  }
  const expected = (5000 * WORDS) / list.length;
  const chi = list.reduce((sum, word) => sum + ((counts.get(word) ?? 0) - expected) ** 2 / expected, 0);
  assert.ok([...counts.keys()].every((word) => list.includes(word)));
  // Six standard deviations over the mean of the distribution: never by chance.
  assert.ok(chi < list.length + 6 * Math.sqrt(2 * list.length), `chi-square ${chi} of ${list.length} words`);
});
