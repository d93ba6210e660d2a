import "../indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { createKeys, Vault } from "../../../pwa/src/store/crypto.ts";
import type { Sealed } from "../../../pwa/src/store/schema.ts";

const ENTRY = { name: "note:one-thing:s04", value: { text: "canary" } };

async function sealed(): Promise<{ vault: Vault; id: string; box: Sealed }> {
  const vault = await Vault.open(await createKeys());
  const id = await vault.id(ENTRY.name);
  return { vault, id, box: await vault.seal(id, ENTRY) };
}

test("what was sealed opens again", async () => {
  const { vault, id, box } = await sealed();
  assert.deepEqual(await vault.unseal(id, box), ENTRY);
});

test("neither name nor words stand in what is stored", async () => {
  const { id, box } = await sealed();
  const stored = `${id}${Buffer.from(box.box).toString("latin1")}`;
  assert.doesNotMatch(stored, /canary|one-thing|s04/);
  assert.match(id, /^[\w-]{43}$/);
});

test("any changed byte gives a clean failure", async () => {
  const { vault, id, box } = await sealed();
  for (let at = 0; at < box.box.byteLength; at += 1) {
    const bytes = new Uint8Array(box.box.slice(0));
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    assert.equal(await vault.unseal(id, { ...box, box: bytes.buffer }), null);
  }
  assert.equal(await vault.unseal(id, { ...box, iv: new Uint8Array(12) }), null);
  assert.equal(await vault.unseal(id, { iv: new Uint8Array(0), box: new ArrayBuffer(0) }), null);
});

test("a value cannot be passed off as another record", async () => {
  const { vault, box } = await sealed();
  assert.equal(await vault.unseal(await vault.id("note:other:s01"), box), null);
});

test("another phone's key opens nothing", async () => {
  const { id, box } = await sealed();
  const other = await Vault.open(await createKeys());
  assert.equal(await other.unseal(id, box), null);
});

test("a device key that does not fit the box is refused", async () => {
  const [keys, others] = [await createKeys(), await createKeys()];
  await assert.rejects(Vault.open({ ...keys, device: others.device }));
});

test("the device key cannot be exported", async () => {
  const { device } = await createKeys();
  assert.equal(device.extractable, false);
  await assert.rejects(crypto.subtle.exportKey("raw", device));
});

test("no nonce is used twice in 5,000 writes of the same record", async () => {
  const { vault, id } = await sealed();
  const used = new Set<string>();
  for (let n = 0; n < 5000; n += 1) used.add(Buffer.from((await vault.seal(id, ENTRY)).iv).toString("hex"));
  assert.equal(used.size, 5000);
});
