import "./indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { replacement } from "../../pwa/src/trail.ts";

const ORIGIN = "https://example.org";
const CLICK = { defaultPrevented: false, button: 0, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

function follow(link: object | null, event: object = {}): string | null {
  const whole = link && { origin: ORIGIN, href: `${ORIGIN}/pl/w/`, target: "", hasAttribute: () => false, ...link };
  return replacement(whole as unknown as HTMLAnchorElement, { ...CLICK, ...event } as MouseEvent, ORIGIN);
}

test("a link of this site takes the place of the page", () => {
  assert.equal(follow({}), `${ORIGIN}/pl/w/`);
  assert.equal(follow({ target: "_self" }), `${ORIGIN}/pl/w/`);
});

test("what the browser does in a way of its own stays so", () => {
  assert.equal(follow(null), null);
  assert.equal(follow({ origin: "null", href: "tel:112" }), null);
  assert.equal(follow({ origin: "https://fairwork.nu" }), null);
  assert.equal(follow({ target: "_blank" }), null);
  assert.equal(follow({ hasAttribute: (name: string) => name === "download" }), null);
});

test("a key held down, another button or somebody who was first decides", () => {
  for (const held of ["ctrlKey", "metaKey", "shiftKey", "altKey"]) assert.equal(follow({}, { [held]: true }), null);
  assert.equal(follow({}, { button: 1 }), null);
  assert.equal(follow({}, { defaultPrevented: true }), null);
});
