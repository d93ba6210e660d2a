import "../indexeddb.ts";

import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";

import { openDB } from "../../../pwa/node_modules/idb/build/index.js";
import { ERASING, eraseEverything } from "../../../pwa/src/store/erase.ts";
import { Store } from "../../../pwa/src/store/store.ts";
import { hearTabs } from "../../../pwa/src/store/tabs.ts";

interface Browser {
  caches: Set<string>;
  workers: number;
  cookies: Map<string, string>;
  cleared: string[];
}

let browser: Browser;

// An open channel would keep the test process alive.
const channels: BroadcastChannel[] = [];
globalThis.BroadcastChannel = class extends BroadcastChannel {
  constructor(name: string) {
    super(name);
    channels.push(this);
  }
};
after(() => channels.forEach((channel) => channel.close()));

function fakeDocument(): object {
  return {
    get cookie() {
      return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    },
    set cookie(text: string) {
      const [pair = ""] = text.split(";");
      const [name = "", value = ""] = pair.split("=");
      if (text.includes("max-age=0")) browser.cookies.delete(name);
      else browser.cookies.set(name, value);
    },
  };
}

beforeEach(() => {
  browser = { caches: new Set(["pauza-1", "pauza-staging-2", "kept", "other"]), workers: 1, cookies: new Map([["lang", "pl"]]), cleared: [] };
  const storage = (name: string): object => ({ clear: () => void browser.cleared.push(name) });
  const worker = { unregister: async () => void (browser.workers -= 1) };
  const globals = {
    caches: { keys: async () => [...browser.caches], delete: async (name: string) => browser.caches.delete(name) },
    navigator: { serviceWorker: { getRegistrations: async () => [worker] } },
    document: fakeDocument(),
    localStorage: storage("local"),
    sessionStorage: storage("session"),
  };
  for (const [name, value] of Object.entries(globals)) Object.defineProperty(globalThis, name, { value, configurable: true });
});

async function written(): Promise<void> {
  const store = new Store();
  await store.put("note:one-thing:s04", { text: "canary" });
  store.forget();
}

test("keys go first, then databases, caches, worker, what the worker brought back, cookie, storage", () => {
  assert.deepEqual(
    ERASING.map(([name]) => name),
    ["keys", "tabs", "records", "packs", "caches", "worker", "again", "cookie", "local", "session"],
  );
});

test("cut off after the first line, nothing left behind can be read", async () => {
  await written();
  assert.deepEqual(await eraseEverything(ERASING.slice(0, 1)), []);
  const db = await openDB("pauza");
  assert.deepEqual([await db.count("keys"), await db.count("records")], [0, 1]);
  db.close();
  assert.deepEqual(await new Store().list(""), []);
});

test("afterwards nothing is left, and what is not ours stays", async () => {
  await written();
  assert.deepEqual(await eraseEverything(), []);
  assert.deepEqual((await indexedDB.databases()).map((db) => db.name), []);
  assert.deepEqual([...browser.caches], ["other"]);
  assert.equal(browser.workers, 0);
  assert.equal(browser.cookies.size, 0);
  assert.deepEqual(browser.cleared, ["local", "session"]);
});

test("erasing reaches an open tab: its connection closes, it writes nothing and is told to leave", async () => {
  const other = new Store();
  let left = 0;
  other.addEventListener("erased", () => (left += 1));
  await other.put("note:a:s01", "typed elsewhere");
  assert.deepEqual(await eraseEverything(), []);
  await other.put("note:a:s01", "typed after");
  assert.ok(left > 0);
  assert.deepEqual((await indexedDB.databases()).map((db) => db.name), []);
});

test("the tab that erases does not chase itself away", async () => {
  let left = 0;
  hearTabs(() => (left += 1));
  await eraseEverything();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(left, 0);
});

test("one failing line is named, and all others are still done", async () => {
  Object.defineProperty(globalThis, "caches", { value: { keys: () => Promise.reject(new Error("UnknownError")) }, configurable: true });
  assert.deepEqual(await eraseEverything(), ["caches", "again"]);
  assert.equal(browser.workers, 0);
  assert.equal(browser.cookies.size, 0);
});

test("storage that throws does not matter: nothing private is ever there", async () => {
  Object.defineProperty(globalThis, "localStorage", { get: () => { throw new Error("SecurityError"); }, configurable: true });
  assert.deepEqual(await eraseEverything(), []);
});

test("what could not go at first is tried once more", async () => {
  let tries = 0;
  const flaky = [["packs", () => { if ((tries += 1) === 1) throw new Error("blocked"); }]] as const;
  assert.deepEqual(await eraseEverything(flaky), []);
  assert.equal(tries, 2);
});
