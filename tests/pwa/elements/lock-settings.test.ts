import { PIN } from "../store/phone.ts";

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { changeLock, changeSecond, dropLock, faultOf, isEasy, presentLock } from "../../../pwa/src/elements/lock-settings/changes.ts";
import { store } from "../../../pwa/src/store/store.ts";

beforeEach(() => {
  globalThis.name = "";
});

test("PINs that everybody tries first are refused", () => {
  for (const pin of ["000000", "123456", "654321", "234567", "111111", "890123", "987654"]) assert.equal(isEasy("pin", pin), true, pin);
  for (const pin of ["482913", "112233", "135790", "100001"]) assert.equal(isEasy("pin", pin), false, pin);
});

test("what is wrong is said before anything is changed", () => {
  assert.equal(faultOf("pin", "12345", "12345"), "form");
  assert.equal(faultOf("pin", "123456", "123456"), "easy");
  assert.equal(faultOf("pin", "482913", "482914"), "differ");
  assert.equal(faultOf("pin", "482913", "٤٨٢٩١٣"), null);
  assert.equal(faultOf("words", "too short", "too short"), "form");
  assert.equal(faultOf("words", "six good words of mine", "Six good  words of mine"), null);
});

test("set, change, second and remove: each only with the PIN of now", async () => {
  await store.put("note:a:s01", { text: "canary" });
  assert.equal(await presentLock(), null);
  assert.equal(await changeLock("pin", "", PIN, PIN), "done");
  assert.equal((await presentLock())?.kind, "pin");
  assert.equal(await changeLock("pin", "111112", "719204", "719204"), "wrong");
  assert.equal(await changeSecond("111112", "719204", "719204"), "wrong");
  assert.equal(await changeSecond(PIN, PIN, PIN), "same");
  assert.equal(await changeSecond(PIN, "719204", "719204"), "done");
  assert.equal(await changeSecond(PIN, null, ""), "done");
  assert.equal(await dropLock("111112"), "wrong");
  assert.deepEqual(await store.get("note:a:s01"), { text: "canary" });
  assert.equal(await changeLock("words", PIN, "six good words of mine", "six good words of mine"), "done");
  assert.equal((await presentLock())?.kind, "words");
  assert.equal(await dropLock("six good words of mine"), "done");
  assert.equal(await presentLock(), null);
  assert.deepEqual(await store.get("note:a:s01"), { text: "canary" });
});
