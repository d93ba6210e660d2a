import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { keepAwake } from "../../pwa/src/wake-lock.ts";

let locks: { released: boolean; drop: () => void }[] = [];
let allowed = true;
const page = Object.assign(new EventTarget(), {
  visibilityState: "visible",
  documentElement: { toggleAttribute: () => undefined, removeAttribute: () => undefined },
});

async function request(): Promise<object> {
  if (!allowed) throw new Error("NotAllowedError");
  const target = new EventTarget();
  const lock = { released: false, drop: () => void ((lock.released = true), target.dispatchEvent(new Event("release"))) };
  locks.push(lock);
  return Object.assign(target, { release: async () => lock.drop() });
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
const held = (): number => locks.filter((lock) => !lock.released).length;

beforeEach(() => {
  locks = [];
  allowed = true;
  Object.defineProperty(globalThis, "document", { value: page, configurable: true });
  Object.defineProperty(globalThis, "navigator", { value: { wakeLock: { request } }, configurable: true });
});

test("the screen stays on from start to stop", async () => {
  const holder = {};
  keepAwake(holder, true);
  await settle();
  assert.equal(held(), 1);
  keepAwake(holder, false);
  await settle();
  assert.equal(held(), 0);
});

test("stopped before the phone answered, nothing stays on", async () => {
  const holder = {};
  keepAwake(holder, true);
  keepAwake(holder, false);
  await settle();
  assert.equal(held(), 0);
});

test("the phone took it away in the background; in sight again it is asked for again", async () => {
  const holder = {};
  keepAwake(holder, true);
  await settle();
  locks[0]?.drop();
  page.dispatchEvent(new Event("visibilitychange"));
  await settle();
  assert.equal(held(), 1);
  keepAwake(holder, false);
  await settle();
});

test("two exercises share it; the last to stop lets go", async () => {
  const [one, two] = [{}, {}];
  keepAwake(one, true);
  keepAwake(two, true);
  await settle();
  keepAwake(one, false);
  assert.equal(held(), 1);
  keepAwake(two, false);
  await settle();
  assert.equal(held(), 0);
});

test("a phone without it, or one that refuses, goes on", async () => {
  allowed = false;
  keepAwake(page, true);
  await settle();
  keepAwake(page, false);
  Object.defineProperty(globalThis, "navigator", { value: {}, configurable: true });
  keepAwake(page, true);
  await settle();
  keepAwake(page, false);
});
