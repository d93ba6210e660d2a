import assert from "node:assert/strict";
import { test } from "node:test";

import { bring, reasonOf, remove, size, status, sweep } from "../../../pwa/service-worker/packs.ts";
import { current, flip } from "../../../pwa/service-worker/pointer.ts";
import { randomFrom, seedOf } from "../random.ts";
import { buildOf, indexPath, makeRelease, Phone, type Release } from "./phone.ts";

const R1 = await makeRelease("r1");
const R2 = await makeRelease("r2");
const LANGS = ["pl", "pl/2", "en", "en/2"];
const P1 = await makeRelease("p1", LANGS);
const P2 = await makeRelease("p2", LANGS);
const quiet = (): void => undefined;

async function phoneWith(release: Release, ...langs: string[]): Promise<Phone> {
  const phone = new Phone();
  phone.release = release;
  for (const lang of langs) await bring(buildOf(release.id), lang, quiet);
  phone.asked = [];
  phone.sent = 0;
  return phone;
}

const failure = (trying: Promise<unknown>): Promise<string> => trying.then(() => "no failure", (error) => reasonOf(error));
const bundles = (phone: Phone): string[] => phone.asked.filter((path) => /-\d\./.test(path));

test("a kept language is whole, pointed to, and progress ends at its total", async () => {
  const phone = await phoneWith(R1);
  const told: [number, number][] = [];
  await bring(buildOf("r1"), "pl", (done, total) => told.push([done, total]));
  assert.equal(await phone.unsound(R1, ["pl"]), 0);
  assert.deepEqual((await current())?.packs, ["pl"]);
  assert.equal(told.length, 6);
  assert.equal(told.at(-1)![0], told.at(-1)![1]);
  assert.deepEqual(await status(buildOf("r1")), { release: "r1", kept: "r1", packs: ["pl"], broken: [] });
});

test("a cut anywhere harms nothing, and the next try fetches only what is missing", async () => {
  const seed = seedOf();
  console.log(`seed ${seed}`);
  const random = randomFrom(seed);
  const largest = Math.max(...[...R2.files.values()].map(({ bytes }) => bytes.length));
  for (let run = 0; run < Number(process.env["PAUZA_GATE_RUNS"] ?? 100); run++) {
    const phone = await phoneWith(R1, "pl");
    phone.release = R2;
    phone.line = Math.floor(random() * R2.wire);
    const reason = await failure(bring(buildOf("r2"), "", quiet));
    if (reason === "no failure") continue;
    assert.equal(reason, "network");
    assert.equal((await current())?.release, "r1", `seed ${seed} run ${run}`);
    assert.equal(await phone.unsound(R1, ["pl"]), 0);
    phone.line = Infinity;
    await bring(buildOf("r2"), "", quiet);
    assert.equal(await phone.unsound(R2, ["pl"]), 0);
    const once = await phoneWith(R1, "pl");
    once.release = R2;
    await bring(buildOf("r2"), "", quiet);
    assert.ok(phone.sent <= once.sent + largest, `seed ${seed} run ${run}: ${phone.sent} of ${once.sent}`);
  }
});

test("what arrived of a bundle before a cut is kept", async () => {
  const phone = await phoneWith(R1);
  const [path, bundle] = [...R1.files].find(([name]) => /\/pl-0\.\w+\.txt/.test(name))!;
  const cutInPl0 = (): void => void (phone.asked.at(-1)?.startsWith("/a/shell-2") && (phone.line = phone.sent + bundle.bytes.length * 0.9));
  assert.equal(await failure(bring(buildOf("r1"), "pl", cutInPl0)), "network");
  const kept = phone.caches.all.get("pauza-r1")!.kept;
  assert.deepEqual(["/pl/", "/pl/x/", "/pl/1/"].map((url) => kept.has(url)), [true, true, false]);
  phone.line = Infinity;
  phone.asked = [];
  await bring(buildOf("r1"), "pl", quiet);
  assert.equal(phone.asked[0], path.replace("txt", "2.txt"));
});

test("a bundle that lacks most is fetched whole, one that lacks little file by file", async () => {
  const phone = await phoneWith(R1, "pl");
  const lose = async (...urls: string[]): Promise<string[]> => {
    for (const url of urls) phone.caches.all.get("pauza-r1")!.kept.delete(url);
    phone.asked = [];
    await bring(buildOf("r1"), "", quiet);
    return phone.asked.map((path) => path.replace(/\.\w+\./, ".*."));
  };
  assert.deepEqual(await lose("/pl/x/", "/pl/1/"), ["/a/pl-0.*.txt"]);
  assert.deepEqual(await lose("/pl/1/"), ["/a/pl-0.*.2.txt"]);
});

test("a phone that is full at any write says full, gets its room back and runs on", async () => {
  for (let writes = 0; writes < 9; writes++) {
    const phone = await phoneWith(R1, "pl");
    phone.release = R2;
    phone.writesLeft = writes;
    assert.equal(await failure(bring(buildOf("r2"), "", quiet)), "full");
    assert.deepEqual([...phone.caches.all.keys()], ["pauza-r1"]);
    assert.equal(await phone.unsound(R1, ["pl"]), 0);
    assert.equal((await current())?.release, "r1");
  }
});

test("a phone that fills up while a language is added keeps the others and drops the half", async () => {
  const phone = await phoneWith(R1, "pl");
  phone.writesLeft = 3;
  assert.equal(await failure(bring(buildOf("r1"), "en", quiet)), "full");
  assert.equal(await phone.unsound(R1, ["pl"]), 0);
  assert.ok(![...phone.caches.all.get("pauza-r1")!.kept.keys()].some((path) => path.startsWith("/en/")));
});

test("too little room is seen before a byte of a bundle is fetched", async () => {
  const phone = await phoneWith(R1);
  phone.room = { quota: 2600, usage: 1000 }; // as much as it is, but no spare
  assert.equal(await failure(bring(buildOf("r1"), "pl", quiet)), "full");
  assert.deepEqual(bundles(phone), []);
});

test("wrong bytes are refused whatever is wrong with them", async () => {
  const path = [...R1.files.keys()].find((name) => /\/pl-1\.\w+\.txt/.test(name))!;
  const right = R1.files.get(path)!.bytes;
  const flipped = right.slice();
  flipped[right.length - 9]! ^= 1;
  const page = new TextEncoder().encode("<!doctype html>");
  for (const [bytes, status, reason] of [
    [flipped, 200, "torn"],
    [right.slice(0, 9), 200, "torn"],
    [page, 200, "torn"],
    [page, 404, "gone"],
    [page, 503, "network"],
    [page, 206, "network"],
  ] as const) {
    const phone = await phoneWith(R1);
    phone.damage.set(path, { bytes, status });
    assert.equal(await failure(bring(buildOf("r1"), "pl", quiet)), reason);
    assert.equal(await current(), null);
    assert.equal(await phone.wrong(R1), 0);
    phone.damage.clear();
    phone.asked = [];
    await bring(buildOf("r1"), "pl", quiet);
    assert.equal(await phone.unsound(R1, ["pl"]), 0);
  }
});

test("wrong bytes of one language leave the others ready", async () => {
  const phone = await phoneWith(R1, "pl");
  const path = [...R1.files.keys()].find((name) => /\/en-1\.\w+\.txt/.test(name))!;
  phone.damage.set(path, { status: 404 });
  assert.equal(await failure(bring(buildOf("r1"), "en", quiet)), "gone");
  assert.deepEqual((await status(buildOf("r1"))).packs, ["pl"]);
});

test("what the phone itself stored wrongly is read back, and does not become current", async () => {
  const phone = await phoneWith(R1);
  phone.spoils = "/pl/1a/";
  assert.equal(await failure(bring(buildOf("r1"), "pl", quiet)), "torn");
  assert.equal(await current(), null);
});

test("an index or head that is not what its address promises is not believed and asked for again", async () => {
  const head = [...R1.files.keys()].find((name) => name.startsWith("/a/pl."))!;
  for (const path of [indexPath("r1"), head]) {
    for (const bytes of [new TextEncoder().encode("<html>"), R2.files.get(indexPath("r2"))!.bytes]) {
      const phone = await phoneWith(R1);
      phone.damage.set(path, { bytes });
      assert.equal(await failure(bring(buildOf("r1"), "pl", quiet)), "torn");
      phone.damage.clear();
      await bring(buildOf("r1"), "pl", quiet);
      assert.equal(await phone.unsound(R1, ["pl"]), 0);
    }
  }
});

test("an update copies what is alike, but only if it is still sound", async () => {
  const phone = await phoneWith(R1, "pl");
  phone.release = R2;
  await bring(buildOf("r2"), "", quiet);
  assert.equal(bundles(phone).length, 4);
  const spoilt = await phoneWith(R1, "pl");
  spoilt.release = R2;
  spoilt.caches.all.get("pauza-r1")!.kept.get("/a/same.png")!.bytes[0]! ^= 1;
  await bring(buildOf("r2"), "", quiet);
  assert.equal(bundles(spoilt).length, 5);
  assert.equal(await spoilt.unsound(R2, ["pl"]), 0);
});

test("the size of an update is that of the files that differ", async () => {
  const phone = await phoneWith(R1, "pl");
  phone.release = R2;
  const { bytes } = await size(buildOf("r2"));
  phone.sent = 0;
  await bring(buildOf("r2"), "", quiet);
  assert.equal(bytes, phone.sent);
});

test("what is erased during a download does not become current", async () => {
  const phone = await phoneWith(R1);
  const erase = (): unknown => phone.asked.length === 5 && phone.caches.delete("pauza-r1");
  assert.equal(await failure(bring(buildOf("r1"), "pl", erase as () => void)), "torn");
  assert.equal(await current(), null);
});

test("what was kept meanwhile by somebody else is not lost", async () => {
  const phone = await phoneWith(R1, "pl");
  phone.release = R2;
  let once = true;
  await bring(buildOf("r2"), "", () => {
    if (once) void current().then((pointer) => flip(pointer, { ...pointer!, packs: ["pl", "en"] }));
    once = false;
  });
  assert.deepEqual(await status(buildOf("r2")), { release: "r2", kept: "r2", packs: ["pl", "en"], broken: [] });
  assert.equal(await phone.unsound(R2, ["pl", "en"]), 0);
});

test("a missing entry is noticed, and mended by itself alone", async () => {
  const phone = await phoneWith(R1, "pl", "en");
  phone.caches.all.get("pauza-r1")!.kept.delete("/en/1a/");
  assert.deepEqual(await status(buildOf("r1")), { release: "r1", kept: "r1", packs: ["pl"], broken: ["en"] });
  await bring(buildOf("r1"), "", quiet);
  assert.deepEqual(bundles(phone).map((path) => path.replace(/\.\w+\./, ".*.")), ["/a/en-1.*.0.txt"]);
  assert.equal(await phone.unsound(R1, ["pl", "en"]), 0);
});

test("a missing script breaks every language, and a lost cache is not made anew by asking", async () => {
  const phone = await phoneWith(R1, "pl");
  phone.caches.all.get("pauza-r1")!.kept.delete("/a/main.r1.js");
  assert.deepEqual((await status(buildOf("r1"))).broken, ["pl"]);
  phone.caches.all.clear();
  assert.deepEqual((await status(buildOf("r1"))).broken, ["pl"]);
  assert.equal(phone.caches.all.size, 0);
});

test("a language can be removed, and the last one takes everything with it", async () => {
  const phone = await phoneWith(R1, "pl", "en");
  await remove("pl");
  assert.equal(await phone.unsound(R1, ["en"]), 0);
  assert.ok(!phone.caches.all.get("pauza-r1")!.kept.has("/pl/1/"));
  await remove("ro");
  await remove("en");
  assert.equal(await current(), null);
  assert.equal(phone.caches.all.size, 0);
});

test("a language that the new release has no more is dropped; one that never was is refused", async () => {
  const phone = await phoneWith(R1, "pl", "en");
  phone.release = await makeRelease("r3", ["en"]);
  await bring(buildOf("r3"), "", quiet);
  assert.deepEqual((await current())?.packs, ["en"]);
  assert.equal(await failure(bring(buildOf("r3"), "xx", quiet)), "gone");
});

test("sweeping leaves the current release, the page's own, the worker's own, and what is not ours", async () => {
  const phone = await phoneWith(R1, "pl");
  for (const name of ["pauza-r0", "pauza-r2", "pauza-r9", "other", "pauza"]) await phone.caches.open(name);
  await sweep(buildOf("r2"), "r0");
  assert.deepEqual([...phone.caches.all.keys()].sort(), ["other", "pauza", "pauza-r0", "pauza-r1", "pauza-r2"]);
});

test("what the server never named is never stored", async () => {
  const phone = await phoneWith(R1, "pl");
  const urls = [...phone.caches.all.get("pauza-r1")!.kept.keys()];
  const lists = urls.filter((url) => !R1.entries.has(url)).map((url) => url.split(".")[0]);
  assert.deepEqual(lists.sort(), ["/a/packs", "/a/pl", "/a/shell"]);
});

const keptOf = (phone: Phone, id: string): string[] =>
  [...phone.caches.all.get(`pauza-${id}`)!.kept.keys()].filter((url) => /\/b\d\/|second/.test(url)).sort();

test("an optional pack brings its language, and costs nothing before it is asked for", async () => {
  const phone = await phoneWith(P1, "pl");
  assert.deepEqual(keptOf(phone, "p1"), []);
  await bring(buildOf("p1"), "pl/2", quiet);
  assert.deepEqual(keptOf(phone, "p1"), ["/a/second.p1.png", "/pl/b1/", "/pl/b2/"]);
  assert.deepEqual(bundles(phone).filter((path) => path.endsWith("txt")).map((path) => path.replace(/\.\w+\./, ".*.")), ["/a/pl-2-0.*.txt", "/a/pl-2-1.*.txt"]);
  const other = await phoneWith(P1, "en/2");
  assert.deepEqual((await current())?.packs, ["en", "en/2"]);
  assert.equal(await other.unsound(P1, ["en"]), 0);
});

test("an optional pack is updated with its language, and a cut fetches nothing twice", async () => {
  const phone = await phoneWith(P1, "pl/2");
  phone.release = P2;
  const until = async (line: number): Promise<string> => ((phone.line = line), failure(bring(buildOf("p2"), "", quiet)));
  assert.equal(await until(P2.wire / 3), "network");
  assert.deepEqual(keptOf(phone, "p1").length, 3);
  assert.equal(await until(Infinity), "no failure");
  assert.deepEqual(keptOf(phone, "p2"), ["/a/second.p2.png", "/pl/b1/", "/pl/b2/"]);
  assert.deepEqual(await status(buildOf("p2")), { release: "p2", kept: "p2", packs: ["pl", "pl/2"], broken: [] });
});

test("an optional pack goes alone, and leaves what another language shows too", async () => {
  const phone = await phoneWith(P1, "pl/2", "en/2");
  await remove("pl/2");
  assert.deepEqual((await current())?.packs, ["pl", "en", "en/2"]);
  assert.deepEqual(keptOf(phone, "p1"), ["/a/second.p1.png", "/en/b1/", "/en/b2/"]);
  assert.equal(await phone.unsound(P1, ["en"]), 0);
});

test("a language takes what is optional beside it along", async () => {
  const phone = await phoneWith(P1, "en", "pl/2");
  await remove("pl");
  assert.deepEqual((await current())?.packs, ["en"]);
  assert.deepEqual(keptOf(phone, "p1"), []);
});

test("a phone that fills up with an optional pack keeps the language, or drops it too if it had none", async () => {
  for (const langs of [["pl"], ["en"]]) {
    const phone = await phoneWith(P1, ...langs);
    phone.writesLeft = 3;
    assert.equal(await failure(bring(buildOf("p1"), "pl/2", quiet)), "full");
    assert.deepEqual((await current())?.packs, langs);
    assert.deepEqual(keptOf(phone, "p1"), []);
    assert.equal(phone.caches.all.get("pauza-p1")!.kept.has("/pl/1/"), langs[0] === "pl");
  }
});

test("an optional pack that the new release has no more is dropped, its language stays", async () => {
  const phone = await phoneWith(P1, "pl/2");
  phone.release = R2;
  await bring(buildOf("r2"), "", quiet);
  assert.deepEqual((await current())?.packs, ["pl"]);
});
