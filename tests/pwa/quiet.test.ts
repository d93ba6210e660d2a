import "./indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { moveOf } from "../../pwa/src/quiet.ts";

const HERE = "https://example.org/en/c/";
const marked = (...names: string[]): Element => ({ hasAttribute: (name: string) => names.includes(name) }) as unknown as Element;

function link(address: string, names: string[] = [], target = ""): HTMLAnchorElement {
  const { origin, pathname } = new URL(address);
  return { origin, pathname, target, ...marked(...names) } as unknown as HTMLAnchorElement;
}

test("a link that is marked, and every link of a marked page, takes the page's place", () => {
  assert.equal(moveOf(link("https://example.org/en/", ["data-quiet"]), marked(), HERE), "replace");
  assert.equal(moveOf(link("https://example.org/en/"), marked("data-quiet"), HERE), "replace");
  assert.equal(moveOf(link("https://example.org/en/", [], "_self"), marked("data-quiet"), HERE), "replace");
  assert.equal(moveOf(link("https://example.org/en/"), marked(), HERE), "assign");
});

test("a place on the same marked page adds no entry either; on another page it is left to the browser", () => {
  assert.equal(moveOf(link("https://example.org/en/c/#s02"), marked("data-quiet"), HERE), "replace");
  assert.equal(moveOf(link("https://example.org/en/c/#s02", ["data-quiet"]), marked(), HERE), "");
});

test("files, other tabs, other sites and numbers to call are left to the browser", () => {
  const page = marked("data-quiet");
  assert.equal(moveOf(link("https://example.org/en/", ["download"]), page, HERE), "");
  assert.equal(moveOf(link("https://example.org/en/", [], "_blank"), page, HERE), "");
  assert.equal(moveOf(link("https://elsewhere.org/en/"), page, HERE), "");
  assert.equal(moveOf({ ...link("https://example.org/"), origin: "null" } as HTMLAnchorElement, page, HERE), "");
});
