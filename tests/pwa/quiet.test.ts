import assert from "node:assert/strict";
import { test } from "node:test";

import { isQuiet } from "../../pwa/src/quiet.ts";

const HERE = "https://example.org/en/c/";
const marked = (...names: string[]): Element => ({ hasAttribute: (name: string) => names.includes(name) }) as unknown as Element;

function link(address: string, ...names: string[]): HTMLAnchorElement {
  const { origin, pathname } = new URL(address);
  return { origin, pathname, ...marked(...names) } as unknown as HTMLAnchorElement;
}

test("a link that is marked, and every link of a marked page, takes the page's place", () => {
  assert.equal(isQuiet(link("https://example.org/en/", "data-quiet"), marked(), HERE), true);
  assert.equal(isQuiet(link("https://example.org/en/"), marked("data-quiet"), HERE), true);
  assert.equal(isQuiet(link("https://example.org/en/"), marked(), HERE), false);
});

test("places on the same page, files and other sites are left to the browser", () => {
  const page = marked("data-quiet");
  assert.equal(isQuiet(link("https://example.org/en/c/"), page, HERE), false);
  assert.equal(isQuiet(link("https://example.org/en/", "download"), page, HERE), false);
  assert.equal(isQuiet(link("https://elsewhere.org/en/"), page, HERE), false);
});
