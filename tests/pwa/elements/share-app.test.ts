import "../indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

Object.assign(globalThis, { HTMLElement: globalThis.HTMLElement ?? class {} });
const { hostOf } = await import("../../../pwa/src/elements/share-app/share-app.ts");

test("an address is shown as people type it", () => {
  assert.equal(hostOf("https://pauza.example.org"), "pauza.example.org");
  assert.equal(hostOf("http://127.0.0.1:8000/"), "127.0.0.1:8000");
  assert.equal(hostOf(""), "");
});
