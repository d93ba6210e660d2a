import assert from "node:assert/strict";
import { test } from "node:test";

import { convert } from "../../../pwa/src/elements/neutral-tools/units.ts";

test("units are converted there and back", () => {
  assert.deepEqual(convert("kg", "1"), { to: "lb", value: "2.2" });
  assert.deepEqual(convert("mi", "10"), { to: "km", value: "16.09" });
  assert.deepEqual(convert("c", "-40"), { to: "f", value: "-40" });
  assert.deepEqual(convert("f", "68"), { to: "c", value: "20" });
  assert.deepEqual(convert("l", "1"), { to: "gal", value: "0.26" });
  assert.deepEqual(convert("ft", "1"), { to: "m", value: "0.3" });
});

test("a decimal comma is understood", () => {
  assert.equal(convert("km", "1,5")?.value, "0.93");
});

test("nothing, words and unknown units change nothing", () => {
  assert.deepEqual(["", " ", "x"].map((text) => convert("kg", text)), [null, null, null]);
  assert.equal(convert("stone", "1"), null);
});
