import assert from "node:assert/strict";
import { test } from "node:test";

import { bring } from "../../../pwa/service-worker/packs.ts";
import { route } from "../../../pwa/service-worker/routes.ts";
import { buildOf, makeRelease, Phone } from "./phone.ts";

const R1 = await makeRelease("r1");
const R2 = await makeRelease("r2");
const BUILD = buildOf("r1");

type Asked = { method?: string; mode?: string; headers?: { [name: string]: string } };

function ask(path: string, { method = "GET", mode = "navigate", headers = {} }: Asked = {}): Promise<Response> | null {
  const url = new URL(path, "https://pauza.example").href;
  return route({ url, method, mode, headers: new Headers(headers) } as Request, BUILD);
}

async function words(path: string, asked?: Asked): Promise<string> {
  const answer = await ask(path, asked);
  if (!answer) return "past the worker";
  const said = await answer.text();
  return said.split("\n")[2]?.replace(/ no\. \d (\S+) .*/, " $1") ?? said;
}

async function phoneWith(...langs: string[]): Promise<Phone> {
  const phone = new Phone();
  phone.release = R1;
  for (const lang of langs) await bring(BUILD, lang, () => undefined);
  for (const url of R2.entries.keys()) R2.files.set(url, { type: "text/html", bytes: new TextEncoder().encode("net") });
  phone.release = R2;
  return phone;
}

test("a kept language is answered from its pack, whatever the server has now, and queries do not matter", async () => {
  const phone = await phoneWith("pl");
  phone.asked = [];
  for (const path of ["/pl/1a/", "/pl/1a/?l", "/pl/1a/?source=pwa", "/pl/1a"]) assert.equal(await words(path), "pl 1a/ [r1]");
  assert.deepEqual(phone.asked, []);
});

test("a language that is not kept comes from the net, also while half of it lies in the cache", async () => {
  const phone = await phoneWith("pl");
  const cache = await phone.caches.open("pauza-r1");
  await cache.put("/en/1/", new Response("half"));
  assert.equal(await words("/en/1/"), "net");
});

test("without net the page says in the person's language that it is not here", async () => {
  const phone = await phoneWith("pl");
  phone.online = false;
  assert.equal(await words("/pl/9z/"), "pl x/ [r1]");
  assert.equal(await words("/en/1/"), "pl x/ [r1]");
  await assert.rejects(ask("/en/data.json", { mode: "cors" })!);
});

test("without net the list of languages opens in a kept one, so that the way to it does not end", async () => {
  const phone = await phoneWith("pl");
  phone.online = false;
  // Node knows no relative redirect, and says in its refusal where it would have led.
  await assert.rejects(ask("/en/l/")!, ({ cause }: Error) => (cause as { input: string }).input === "/pl/l/");
  assert.equal(await words("/en/1/"), "pl x/ [r1]");
});

test("without net a page of an optional pack that is not kept is answered by the one that says so", async () => {
  const phone = new Phone();
  const release = await makeRelease("p3", ["pl", "pl/2"]);
  phone.release = release;
  await bring(buildOf("p3"), "pl", () => undefined);
  phone.online = false;
  assert.equal(await words("/pl/b1/"), "pl b/ [p3]");
  assert.equal(await words("/pl/c1/"), "pl x/ [p3]");
  assert.equal(await words("/pl/9z/"), "pl x/ [p3]");
  phone.online = true;
  await bring(buildOf("p3"), "pl/2", () => undefined);
  phone.online = false;
  assert.equal(await words("/pl/b1/"), "pl b1/ [p3]");
});

test("the bare address asks the net, and without it opens the language used last", async () => {
  const phone = await phoneWith("pl", "en");
  assert.equal((await ask("/"))!.status, 404); // the fake server's own answer
  phone.online = false;
  assert.equal((await ask("/").catch((error: Error) => error)) instanceof Error, true); // Node knows no relative redirect
  const empty = await phoneWith();
  empty.online = false;
  await assert.rejects(ask("/")!);
});

test("hashed assets come from any release of ours, so that a page of the one before stays whole", async () => {
  const phone = await phoneWith("pl");
  await bring(buildOf("r2"), "", () => undefined).catch(() => undefined);
  phone.online = false;
  assert.equal(await (await ask("/a/main.r1.js", { mode: "no-cors" }))!.text(), 'release = "r1"');
  await assert.rejects(ask("/a/unknown.js", { mode: "no-cors" })!);
});

test("nothing but plain reading of our own pages goes through the worker", async () => {
  await phoneWith("pl");
  for (const path of ["/api/x", "/healthz", "/release.json", "/version", "/sw.js", "https://elsewhere.example/pl/"]) {
    assert.equal(ask(path), null, path);
  }
  for (const method of ["POST", "HEAD", "PUT"]) assert.equal(ask("/pl/", { method }), null);
});

test("a phone whose record cannot be read still opens what this worker kept", async () => {
  const phone = await phoneWith("pl");
  phone.online = false;
  Object.assign(globalThis, { indexedDB: undefined });
  assert.equal(await words("/pl/1/"), "pl 1/ [r1]");
});

test("a kept page is put together with its shared lines, its release and its headers", async () => {
  await phoneWith("pl");
  const page = await ask("/pl/1/");
  assert.equal(page?.headers.get("x-own"), "r1");
  assert.match((await page?.text()) ?? "", /^<style>\n<html>\npl 1\/ no\. 1 \[r1\] [^]*\n<\/html>$/);
});

test("a player gets the bytes it asks for of a kept recording, like a slice, and knows where the end is", async () => {
  const phone = await phoneWith("pl");
  const bytes = Uint8Array.from({ length: 500 }, (_, place) => place % 251);
  const cache = await phone.caches.open("pauza-r1");
  await cache.put("/a/1.s03.0.ogg", new Response(bytes, { headers: { "content-type": "audio/ogg" } }));
  phone.online = false;
  const hear = (range: string): Promise<Response> => ask("/a/1.s03.0.ogg", { mode: "no-cors", headers: { range } })!;
  const part = await hear("bytes=100-149");
  assert.deepEqual([part.status, part.headers.get("content-range"), part.headers.get("content-type")], [206, "bytes 100-149/500", "audio/ogg"]);
  assert.equal(part.headers.get("content-length"), "50");
  assert.deepEqual(new Uint8Array(await part.arrayBuffer()), bytes.slice(100, 150));
  assert.deepEqual(new Uint8Array(await (await hear("bytes=490-")).arrayBuffer()), bytes.slice(490));
  assert.deepEqual(new Uint8Array(await (await hear("bytes=-20")).arrayBuffer()), bytes.slice(480));
  assert.equal((await hear("bytes=0-9999")).headers.get("content-range"), "bytes 0-499/500");
  const behind = await hear("bytes=500-");
  assert.deepEqual([behind.status, behind.headers.get("content-range")], [416, "bytes */500"]);
  for (const whole of ["", "bytes=0-1,5-6", "bytes=-", "lines=1-2"]) {
    const { status, headers } = await hear(whole);
    assert.deepEqual([status, headers.get("content-length"), headers.get("content-range")], [200, "500", null]);
  }
  for (let round = 0; round < 1000; round++) {
    const from = Math.floor(Math.random() * 500);
    const to = from + Math.floor(Math.random() * 600);
    const got = new Uint8Array(await (await hear(`bytes=${from}-${to}`)).arrayBuffer());
    assert.deepEqual(got, bytes.slice(from, to + 1), `${from}-${to}`);
  }
});
