import assert from "node:assert/strict";
import { test } from "node:test";

import { writing, written } from "../../../pwa/src/store/writing.ts";

Object.assign(globalThis, { document: new EventTarget() });
const soon = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test("with nothing under way nobody waits", () => {
  assert.equal(written(1000), 0);
});

test("what is under way is waited for, also when it fails, and then forgotten", async () => {
  const order: string[] = [];
  const one = writing(soon(20).then(() => void order.push("one")));
  const two = writing(soon(10).then(() => Promise.reject(new Error("full"))));
  two.catch(() => order.push("two"));
  await written(1000);
  assert.deepEqual(order, ["two", "one"]);
  await one;
  assert.equal(written(1000), 0);
});

test("a write that never ends holds nobody for long", async () => {
  let end = (): void => undefined;
  const never = writing(new Promise<void>((resolve) => (end = resolve)));
  const from = performance.now();
  await written(30);
  assert.ok(performance.now() - from < 500);
  end();
  await never;
});
