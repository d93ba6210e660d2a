import assert from "node:assert/strict";
import { test } from "node:test";

import type { Card as CardClass } from "../../../pwa/src/offline/card.ts";
import type { Reason } from "../../../pwa/src/offline/messages.ts";
import { CARD, FakePart, makeWindow } from "./window.ts";

makeWindow();
const { Card, showState } = await import("../../../pwa/src/offline/card.ts");
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 20));
const until = async (seen: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 100 && !seen(); turn++) await settled();
};
const statusOf = (packs: string[], broken: string[] = []) => ({ release: "r1", kept: "r1", packs, broken });

function makeCard(lang = "pl"): { card: CardClass; host: FakePart } {
  const host = CARD();
  return { host, card: new Card(host as unknown as HTMLElement, lang) };
}

test("one state is read at a time, and a state without words borrows those of its like", () => {
  const host = CARD();
  for (const [state, words] of [["ready", "ready"], ["private", "unsupported"], ["offline", "failed"], ["full", "full"]] as const) {
    showState(host as unknown as HTMLElement, state);
    assert.equal(host.dataset["state"], state);
    assert.equal(host.shown(), words);
  }
});

test("what is said before any tap follows from what is really here", async () => {
  const { card, host } = makeCard();
  makeWindow();
  await card.refresh(statusOf(["pl"]));
  assert.equal(host.dataset["state"], "ready");
  await card.refresh(statusOf([], ["pl"]));
  assert.equal(host.dataset["state"], "failed");
  await card.refresh(statusOf(["en"]));
  assert.equal(host.dataset["state"], "idle");
  makeWindow({ online: false });
  await card.refresh(null);
  assert.equal(host.dataset["state"], "offline");
  makeWindow({ worker: false });
  await card.refresh();
  assert.equal(host.dataset["state"], "private");
  makeWindow({ worker: false, secure: false });
  await card.refresh();
  assert.equal(host.dataset["state"], "unsupported");
});

test("a card looks again when a pack of its language came or went, and at no other", async () => {
  const known = { now: statusOf(["pl", "pl/2"]) };
  makeWindow({ reply: () => known.now });
  const { card, host } = makeCard("pl/2");
  await card.refresh();
  assert.equal(host.shown(), "ready");
  known.now = statusOf([]);
  card.hear({ kind: "removed", pack: "en" });
  await settled();
  assert.equal(host.shown(), "ready");
  card.hear({ kind: "removed", pack: "pl" });
  await until(() => host.shown() === "idle");
  assert.equal(host.shown(), "idle");
});

test("keep asks the worker once, shows progress, and believes ready only after looking", async () => {
  const answers = { now: statusOf([]) };
  const { posted } = makeWindow({ reply: () => answers.now });
  const { card, host } = makeCard();
  await card.keep();
  assert.deepEqual(posted, [{ kind: "keep", pack: "pl" }]);
  card.hear({ kind: "progress", pack: "pl", done: 1, total: 2 });
  assert.equal(host.shown(), "working");
  card.hear({ kind: "ready", pack: "pl", release: "r1" });
  await until(() => host.shown() === "idle");
  assert.equal(host.shown(), "idle", "the worker said ready, yet nothing is there");
  answers.now = statusOf(["pl"]);
  card.hear({ kind: "ready", pack: "pl", release: "r1" });
  await until(() => host.events.length === 2);
  assert.equal(host.shown(), "ready");
  assert.deepEqual(host.events.at(-1), { type: "keep-offline:kept", detail: { pack: "pl", reason: undefined } });
});

test("every reason to fail is shown, and the card of another language stays as it is", async () => {
  makeWindow();
  for (const reason of ["network", "torn", "broken", "full"] as Reason[]) {
    const { card, host } = makeCard();
    const other = makeCard("en");
    await other.card.refresh(statusOf(["en"]));
    for (const one of [card, other.card]) one.hear({ kind: "failed", pack: "pl", reason });
    assert.equal(host.shown(), reason === "full" ? "full" : "failed");
    assert.equal(other.host.shown(), "ready");
    card.stop();
  }
});

test("a server that moved on is followed once, after a tap, and never without one", async () => {
  const { posted, registration } = makeWindow();
  const { card, host } = makeCard();
  card.hear({ kind: "failed", pack: "pl", reason: "gone" });
  await settled();
  assert.equal(registration.updates, 0);
  await card.keep();
  card.hear({ kind: "failed", pack: "pl", reason: "gone" });
  await until(() => posted.length === 2);
  assert.deepEqual([registration.updates, posted.length], [1, 2]);
  card.hear({ kind: "failed", pack: "pl", reason: "gone" });
  await settled();
  assert.equal(host.shown(), "failed");
  assert.equal(posted.length, 2);
});

test("when the net is back a cut download goes on, but only one that a tap began", async () => {
  const { posted } = makeWindow();
  const { card } = makeCard();
  card.hear({ kind: "failed", pack: "pl", reason: "network" });
  card.online();
  await settled();
  assert.equal(posted.length, 0);
  await card.keep();
  card.hear({ kind: "failed", pack: "pl", reason: "network" });
  card.online();
  await until(() => posted.length === 2);
  assert.equal(posted.length, 2);
  card.stop();
});

test("a worker that died in the middle is asked again, and given up after three times", async (context) => {
  const { posted } = makeWindow();
  const { card, host } = makeCard();
  context.mock.timers.enable({ apis: ["setTimeout"] });
  await card.keep();
  for (let minute = 0; minute < 6; minute++) {
    context.mock.timers.tick(60_000);
    for (let turn = 0; turn < 9; turn++) await Promise.resolve();
  }
  assert.equal(posted.length, 4);
  assert.equal(host.shown(), "failed");
});

test("without net a tap promises nothing", async () => {
  const { posted, registrations } = makeWindow({ online: false, registered: false });
  const { card, host } = makeCard();
  await card.keep();
  assert.equal(host.dataset["state"], "offline");
  assert.deepEqual([posted, registrations], [[], []]);
});
