import assert from "node:assert/strict";
import { test } from "node:test";

import { current, flip, within } from "../../../pwa/service-worker/pointer.ts";
import { Phone } from "./phone.ts";

const pointer = (release: string, ...packs: string[]): { release: string; packs: string[]; verifiedAt: number } => ({
  release,
  packs,
  verifiedAt: 1,
});

test("the record flips only from what the one who flips has seen", async () => {
  new Phone();
  assert.equal(await current(), null);
  assert.ok(await flip(null, pointer("r1", "pl")));
  assert.ok(!(await flip(null, pointer("r2", "pl"))));
  assert.ok(!(await flip(pointer("r1", "en"), pointer("r2", "pl"))));
  assert.deepEqual(await current(), pointer("r1", "pl"));
  assert.ok(await flip(pointer("r1", "pl"), null));
  assert.equal(await current(), null);
});

test("the order of packs, which only says what was used last, stops no flip", async () => {
  new Phone();
  await flip(null, pointer("r1", "pl", "en"));
  assert.ok(await flip(pointer("r1", "en", "pl"), pointer("r2", "en", "pl")));
});

test("of many flips at once exactly one wins", async () => {
  new Phone();
  const won = await Promise.all(["r1", "r2", "r3", "r4"].map((release) => flip(null, pointer(release, "pl"))));
  assert.equal(won.filter(Boolean).length, 1);
});

test("a database that never answers, is missing or refuses is an error and no hang", async () => {
  await assert.rejects(within(new Promise(() => undefined), 5));
  Object.assign(globalThis, { indexedDB: undefined });
  await assert.rejects(current());
  const refusing = { open: () => { throw new DOMException("no", "SecurityError"); } };
  Object.assign(globalThis, { indexedDB: refusing });
  await assert.rejects(current());
});
