import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { fileOf, placeAt, Recording } from "../../../pwa/src/listen/recording.ts";

let opus = "probably";
let made: FakeAudio[] = [];
let handlers = new Map<string, (() => void) | null>();

class FakeAudio {
  src: string;
  currentTime = 12;
  playbackRate = 1;
  defaultPlaybackRate = 1;
  paused = true;
  ontimeupdate: (() => void) | null = null;
  onended: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(src = "") {
    this.src = src;
    made.push(this);
  }

  canPlayType = (): string => opus;
  play = async (): Promise<void> => void (this.paused = false);
  pause = (): void => void (this.paused = true);
  load = (): void => undefined;
  removeAttribute = (): void => void (this.src = "");
}

class FakeMetadata {
  title: string;

  constructor(init: { title: string }) {
    this.title = init.title;
  }
}

const session = {
  metadata: null as { title: string } | null,
  setActionHandler: (name: string, act: (() => void) | null) => {
    if (name === "stop") throw new TypeError("unknown");
    handlers.set(name, act);
  },
};

beforeEach(() => {
  [opus, made, handlers] = ["probably", [], new Map()];
  const page = { Audio: FakeAudio, document: { title: "Pauza 1" }, MediaMetadata: FakeMetadata };
  for (const [name, value] of Object.entries({ ...page, navigator: { mediaSession: session } })) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
});

const section = (dataset: object): HTMLElement => ({ dataset }) as unknown as HTMLElement;

test("Opus where it can be played, else the other file, else none", () => {
  assert.equal(fileOf(section({ clip: "a" })), "a.ogg");
  opus = "";
  assert.equal(fileOf(section({ clip: "a" })), "a.m4a");
  assert.equal(fileOf(section({})), "");
});

test("the place follows the marks", () => {
  assert.deepEqual([-0.1, 0, 1.9, 2, 9].map((second) => placeAt([0, 2, 5], second)), [-1, 0, 0, 1, 2]);
  assert.equal(placeAt([], 3), -1);
});

test("the lock screen has its buttons and a title that gives nothing away, until it stops", () => {
  const places: number[] = [];
  let ends = 0;
  const told = { at: (place: number) => void places.push(place), ended: () => void ends++, failed: () => undefined };
  const recording = new Recording("a.ogg", [0, 10], 0.8, told);
  recording.start();
  const [audio] = made;
  assert.equal(audio?.playbackRate, 0.8);
  assert.equal(audio?.paused, false);
  assert.equal(session.metadata?.title, "Pauza 1");
  audio?.ontimeupdate?.();
  assert.deepEqual(places, [1]);
  handlers.get("seekbackward")?.();
  assert.equal(audio?.currentTime, 2);
  handlers.get("seekforward")?.();
  assert.equal(audio?.currentTime, 12);
  handlers.get("pause")?.();
  assert.equal(audio?.paused, true);
  recording.rate = 1.2;
  assert.equal(audio?.playbackRate, 1.2);
  audio?.onended?.();
  assert.equal(ends, 1);
  recording.stop();
  assert.equal(audio?.src, "");
  assert.equal(audio?.onerror, null);
  assert.equal(session.metadata, null);
  assert.equal(handlers.get("play"), null);
});
