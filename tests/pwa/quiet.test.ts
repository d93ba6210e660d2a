import "./indexeddb.ts";

import assert from "node:assert/strict";
import { test } from "node:test";

import { isQuiet, takesAway } from "../../pwa/src/quiet.ts";

const HERE = "https://example.org/en/c/";
const marked = (...names: string[]): Element => ({ hasAttribute: (name: string) => names.includes(name) }) as unknown as Element;

function link(address: string, names: string[] = [], target = ""): HTMLAnchorElement {
  const { origin, pathname } = new URL(address);
  return { origin, pathname, target, ...marked(...names) } as unknown as HTMLAnchorElement;
}

test("a link that is marked, and every link of a marked page, takes the page's place", () => {
  assert.equal(isQuiet(link("https://example.org/en/", ["data-quiet"]), marked(), HERE), true);
  assert.equal(isQuiet(link("https://example.org/en/"), marked("data-quiet"), HERE), true);
  assert.equal(isQuiet(link("https://example.org/en/", [], "_self"), marked("data-quiet"), HERE), true);
  assert.equal(isQuiet(link("https://example.org/en/"), marked(), HERE), false);
});

test("a place on the same marked page adds no entry either; on another page it is left to the browser", () => {
  assert.equal(isQuiet(link("https://example.org/en/c/#s02"), marked("data-quiet"), HERE), true);
  assert.equal(isQuiet(link("https://example.org/en/c/#s02", ["data-quiet"]), marked(), HERE), false);
});

test("files, other tabs, other sites and numbers to call are left to the browser", () => {
  const page = marked("data-quiet");
  assert.equal(isQuiet(link("https://example.org/en/", ["download"]), page, HERE), false);
  assert.equal(isQuiet(link("https://example.org/en/", [], "_blank"), page, HERE), false);
  assert.equal(isQuiet(link("https://elsewhere.org/en/"), page, HERE), false);
  assert.equal(isQuiet({ ...link("https://example.org/"), origin: "null" } as HTMLAnchorElement, page, HERE), false);
});

test("a link takes the page away, but not to a place on it, to a number, a file or another tab", () => {
  const to = (address: string, names: string[] = [], target = ""): boolean => {
    const { protocol, hash } = new URL(address);
    return takesAway({ ...link(address, names, target), protocol, hash } as HTMLAnchorElement, HERE);
  };
  for (const away of ["https://example.org/en/", "https://example.org/en/c/", "https://elsewhere.org/en/c/#s02"]) assert.equal(to(away), true);
  assert.equal(to("https://example.org/en/c/#s02"), false);
  assert.equal(to("tel:112"), false);
  assert.equal(to("https://example.org/en/", ["download"]), false);
  assert.equal(to("https://example.org/en/", [], "_blank"), false);
});
