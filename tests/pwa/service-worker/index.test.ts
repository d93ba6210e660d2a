import assert from "node:assert/strict";
import { test } from "node:test";

import { current } from "../../../pwa/service-worker/pointer.ts";
import type { Ask, Report, Status } from "../../../pwa/src/offline/messages.ts";
import { makeRelease, Phone } from "./phone.ts";

const RELEASE = "%RELEASE%"; // the server fills this in; the sources keep the name
const heard: Report[] = [];
const listeners = new Map<string, (event: object) => void>();
const page = { postMessage: (report: Report): unknown => heard.push(report) };
const worker = {
  windows: [page],
  skipped: 0,
  registration: {} as { waiting?: object },
  addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
  clients: { matchAll: async () => worker.windows },
  skipWaiting: async () => void worker.skipped++,
};
Object.assign(globalThis, worker, { self: worker });
await import("../../../pwa/service-worker/index.ts");

async function fire(type: string, event: object = {}): Promise<void> {
  let waiting: Promise<unknown> = Promise.resolve();
  listeners.get(type)!({ ...event, waitUntil: (promise: Promise<unknown>) => (waiting = promise) });
  await waiting;
}

async function say(data: Ask): Promise<unknown> {
  let answer: unknown;
  await fire("message", { data, ports: [{ postMessage: (found: unknown) => (answer = found) }] });
  return answer;
}

async function freshPhone(): Promise<Phone> {
  const phone = new Phone();
  phone.release = await makeRelease(RELEASE);
  Object.assign(worker, { windows: [page], skipped: 0, registration: {} });
  heard.length = 0;
  return phone;
}

test("a new worker takes over at once only while nothing is kept, and installing downloads nothing", async () => {
  const phone = await freshPhone();
  await fire("install");
  assert.equal(worker.skipped, 1);
  await say({ kind: "keep", pack: "pl" });
  worker.skipped = 0;
  phone.asked = [];
  await fire("install");
  assert.equal(worker.skipped, 0);
  assert.deepEqual(phone.asked, []);
  Object.assign(globalThis, { indexedDB: undefined });
  await fire("install");
  assert.equal(worker.skipped, 0, "what cannot be read may be there");
});

test("keep reports progress and then ready, to every tab", async () => {
  await freshPhone();
  worker.windows = [page, page];
  await say({ kind: "keep", pack: "pl" });
  assert.equal(heard.filter(({ kind }) => kind === "ready").length, 2);
  assert.deepEqual(heard.at(-1), { kind: "ready", pack: "pl", release: RELEASE });
  assert.equal(heard[0]!.kind, "progress");
  assert.equal(((await say({ kind: "status" })) as Status).packs[0], "pl");
});

test("a failure is said with its reason, and does not stop the job after it", async () => {
  const phone = await freshPhone();
  phone.online = false;
  const failing = say({ kind: "keep", pack: "pl" });
  const missing = say({ kind: "keep", pack: "xx" });
  await failing;
  phone.online = true;
  await missing;
  await say({ kind: "keep", pack: "pl" });
  assert.deepEqual(heard[0], { kind: "failed", pack: "pl", reason: "network" });
  assert.equal(heard.at(-1)!.kind, "ready");
});

test("two taps at once fetch each bundle once", async () => {
  const phone = await freshPhone();
  await Promise.all([say({ kind: "keep", pack: "pl" }), say({ kind: "keep", pack: "pl" })]);
  assert.equal(new Set(phone.asked).size, phone.asked.length);
});

test("hello remembers the language used last, and cleans up only when that page is alone and nothing waits", async () => {
  const phone = await freshPhone();
  await say({ kind: "keep", pack: "pl" });
  await say({ kind: "keep", pack: "en" });
  await phone.caches.open("pauza-old");
  worker.windows = [page, page];
  await say({ kind: "hello", lang: "en", release: RELEASE });
  assert.deepEqual((await current())!.packs, ["en", "pl"]);
  Object.assign(worker, { windows: [page], registration: { waiting: {} } });
  await say({ kind: "hello", lang: "xx", release: RELEASE });
  assert.ok(phone.caches.all.has("pauza-old"));
  worker.registration = {};
  await say({ kind: "hello", lang: "en", release: "old" });
  assert.ok(phone.caches.all.has("pauza-old"));
  await say({ kind: "hello", lang: "en", release: RELEASE });
  assert.ok(!phone.caches.all.has("pauza-old"));
});

test("repair and remove speak for themselves", async () => {
  const phone = await freshPhone();
  await say({ kind: "keep", pack: "pl" });
  phone.caches.all.get(`pauza-${RELEASE}`)!.kept.delete("/pl/1/");
  await say({ kind: "repair" });
  assert.deepEqual(heard.at(-1), { kind: "ready", pack: "", release: RELEASE });
  await say({ kind: "remove", pack: "pl" });
  assert.deepEqual(heard.at(-1), { kind: "removed", pack: "pl" });
  assert.equal(await current(), null);
});

test("an update that was cut after its flip is finished when a page asks", async () => {
  await freshPhone();
  await say({ kind: "keep", pack: "pl" });
  worker.skipped = 0;
  await say({ kind: "status" });
  assert.equal(worker.skipped, 1);
});
