import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { spoken } from "../../../pwa/src/listen/spoken.ts";

const TABLE = new URL("../fixtures/spoken.json", import.meta.url);

for (const row of JSON.parse(readFileSync(TABLE, "utf8")) as { text: string; digits: string; said: string }[]) {
  test(`digits of: ${row.text}`, () => assert.equal(spoken(row.text, row.digits), row.said));
}
