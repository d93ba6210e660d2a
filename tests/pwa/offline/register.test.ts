import assert from "node:assert/strict";
import { test } from "node:test";

import { ask, newest, offlineStatus, register, registered, support } from "../../../pwa/src/offline/register.ts";
import { html, makeWindow } from "./window.ts";

const KEPT = { release: "r1", kept: "r1", packs: ["pl"], broken: [] };

test("support tells a private window from an address that is not safe", () => {
  makeWindow();
  assert.equal(support(), "yes");
  makeWindow({ worker: false });
  assert.equal(support(), "private");
  makeWindow({ worker: false, secure: false });
  assert.equal(support(), "unsupported");
});

test("the Trusted Types policy lets our own scripts through and no other address", async () => {
  const { page, registrations } = makeWindow({ registered: false });
  const made: [string, { createScriptURL(text: string): string }][] = [];
  Object.assign(page, {
    trustedTypes: { createPolicy: (name: string, rules: { createScriptURL(text: string): string }) => (made.push([name, rules]), rules) },
  });
  await register();
  await register();
  assert.deepEqual(registrations, ["/sw.js", "/sw.js"]);
  assert.deepEqual(made.map(([name]) => name), ["app"]);
  const { createScriptURL } = made[0]![1];
  assert.equal(createScriptURL("/a/vault.0123456789abcde.js"), "/a/vault.0123456789abcde.js");
  for (const url of ["https://elsewhere.example/a/bad.js", "//elsewhere.example/a/bad.js", "/a/../bad.js", "/other.js", "/sw.js?x", ""]) {
    assert.throws(() => createScriptURL(url), TypeError, url);
  }
});

test("asking for the state registers nothing, unless packs are here and only the worker was lost", async () => {
  const fresh = makeWindow({ registered: false, caches: ["other"] });
  assert.equal(await registered(), undefined);
  assert.equal(await offlineStatus(), null);
  assert.deepEqual(fresh.registrations, []);
  const robbed = makeWindow({ registered: false, caches: ["pauza-r1"] });
  assert.ok(await registered());
  assert.deepEqual(robbed.registrations, ["/sw.js"]);
});

test("ready is said only of a pack that the worker found whole", async () => {
  makeWindow({ reply: () => KEPT });
  assert.deepEqual(await offlineStatus(), KEPT);
  assert.equal(html.dataset["offline"], "ready");
  for (const pack of ["en", "pl/2"]) {
    html.dataset["pack"] = pack;
    await offlineStatus();
    assert.equal(html.dataset["offline"], "no");
  }
  delete html.dataset["pack"];
});

test("a worker that stays silent is an error after ten seconds, and no state", async (context) => {
  const { registration } = makeWindow({ reply: () => undefined });
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const asking = assert.rejects(ask(registration.active as unknown as ServiceWorker, { kind: "status" }));
  context.mock.timers.tick(10_000);
  await asking;
});

test("the newest worker is the one being installed, then the one that waits", async () => {
  const waiting = { name: "waiting" };
  const registration = {
    installing: {
      state: "installing",
      addEventListener: (_type: string, done: () => void) => {
        Object.assign(registration, { waiting, installing: null });
        done();
      },
    },
    waiting: null,
    active: { name: "active" },
  };
  assert.equal(await newest(registration as unknown as ServiceWorkerRegistration), waiting);
});
