import assert from "node:assert/strict";
import { after, test } from "node:test";

import "../indexeddb.ts";

// An open channel would keep the test process alive.
const Real = globalThis.BroadcastChannel;
const channels: BroadcastChannel[] = [];
class Counted extends Real {
  constructor(name: string) {
    super(name);
    channels.push(this);
  }
}
Object.assign(globalThis, { BroadcastChannel: undefined, self: globalThis });
const { ERASED, LEFT, LOCKED, hearTabs, tellTabs } = await import("../../../pwa/src/store/tabs.ts");
const { store } = await import("../../../pwa/src/store/store.ts");
const other = new Real("pauza");
after(() => [...channels, other].forEach((channel) => channel.close()));

const arrived = (channel: BroadcastChannel): Promise<void> =>
  new Promise((resolve) => channel.addEventListener("message", () => resolve(), { once: true }));

test("without a channel nothing is told and nothing fails", () => {
  hearTabs(() => assert.fail("nobody can have told it"));
  tellTabs(LEFT);
});

test("a tab leaves when another says that somebody left, or that all was erased, and not when it was locked", async () => {
  const heard: string[] = [];
  Object.assign(globalThis, { BroadcastChannel: Counted });
  hearTabs(() => heard.push("leaves"));
  for (const [news, times] of [[LEFT, 1], [LOCKED, 1], [ERASED, 2]] as const) {
    const seen = arrived(channels[0]!);
    other.postMessage(news);
    await seen;
    assert.equal(heard.length, times, news);
  }
  store.forget();
});

test("what a tab says itself it does not hear", async () => {
  const told: unknown[] = [];
  other.onmessage = ({ data }) => told.push(data);
  const seen = arrived(other);
  tellTabs(LEFT);
  await seen;
  assert.deepEqual(told, [LEFT]);
});
