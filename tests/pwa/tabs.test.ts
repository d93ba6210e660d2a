import assert from "node:assert/strict";
import { after, test } from "node:test";

import { tellTabs, whenTold } from "../../pwa/src/tabs.ts";

// An open channel would keep the test process alive.
const Real = globalThis.BroadcastChannel;
const channels: BroadcastChannel[] = [];
globalThis.BroadcastChannel = class extends Real {
  constructor(name: string) {
    super(name);
    channels.push(this);
  }
};
after(() => channels.forEach((channel) => channel.close()));

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test("each piece of news reaches whoever waits for it, and nobody else", async () => {
  const heard: string[] = [];
  whenTold("left", () => heard.push("left"));
  whenTold("erased", () => heard.push("erased"));
  tellTabs("left");
  await soon();
  assert.deepEqual(heard, ["left"]);
});

test("without a channel nothing is told and nothing fails", () => {
  const ours = globalThis.BroadcastChannel;
  for (const missing of [undefined, class { constructor() { throw new Error("SecurityError"); } }]) {
    Object.assign(globalThis, { BroadcastChannel: missing });
    whenTold("left", () => assert.fail("nobody can have told it"));
    tellTabs("left");
  }
  globalThis.BroadcastChannel = ours;
});
