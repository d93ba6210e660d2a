// Copies as each version of the format made them, kept in tests/pwa/fixtures/. They are never made again for an old
// version; for a new one: node tests/pwa/copy/fixtures.ts <version>
import "../indexeddb.ts";

import { readFileSync, writeFileSync } from "node:fs";

import { writeCopy } from "../../../pwa/src/copy/format.ts";
import { FLOOR } from "../../../pwa/src/store/kdf.ts";

export const WORDS = "apple bridge candle window garden river";

const PLACE = new URL("../fixtures/", import.meta.url);

const NOTE = { name: "note:one-thing:s04", value: { text: "one thing", at: "2026-11-24T08:00:00.000Z" } };
const PLAN = { name: "plan:one-small-step:s05", value: { what: "walk", when: "after work", where: "park", at: "2026-11-24T08:05:00.000Z" } };
const VALUES = { name: "values:what-matters:s03", value: { cards: [{ id: "caring", text: "Caring" }], at: "2026-11-24T08:06:00.000Z" } };
const BEFORE = { name: "rating:slow-breath:s01:1", value: { moment: "before", score: 7, at: "2026-11-24T08:07:00.000Z" } };
const AFTER = { name: "rating:slow-breath:s09:1", value: { moment: "after", score: 4, at: "2026-11-24T08:12:00.000Z" } };
const PRACTICE = { unit: "slow-breath", at: "2026-11-24T08:12:30.000Z" };
const PROGRESS = { name: "progress:opening", value: { step: "s04", place: 4, of: 9, done: false, at: "2026-11-24T08:13:00.000Z" } };
const WAY = { name: "way", value: "open" };
const COUNTRY = { name: "country", value: "nl" };
const STATED = [NOTE, PLAN, VALUES, BEFORE, AFTER, { name: `log:${PRACTICE.at}:slow-breath`, value: PRACTICE }, PROGRESS].map(
  (entry, at) => ({ ...entry, rev: `state-${at}`, from: at === 0 ? ["earlier"] : [] }),
);

export const CONTENTS: Record<number, object> = {
  1: { entries: [NOTE, PLAN, VALUES, BEFORE, AFTER, { name: `log:${PRACTICE.at}`, value: PRACTICE }, PROGRESS, WAY, COUNTRY] },
  2: { entries: [...STATED, WAY, COUNTRY] },
  3: { settings: { way: "open", country: "nl" }, entries: STATED },
};

export function fixture(version: number): string {
  return readFileSync(new URL(`copy-v${version}.json`, PLACE), "utf8");
}

const [, script, wanted] = process.argv;
if (script?.endsWith("fixtures.ts") && wanted) {
  const text = await writeCopy(CONTENTS[Number(wanted)]!, WORDS, Number(wanted), FLOOR);
  writeFileSync(new URL(`copy-v${wanted}.json`, PLACE), `${text}\n`);
}
