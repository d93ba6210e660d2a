// Packs on the phone: fetched bundle by bundle, checked, read back, and current only after one flip.
// The cache of a release that the pointer does not name is the staging place: a cut leaves it, the next try goes on.
import type { Reason, Size, Status } from "../src/offline/messages.ts";
import { current, flip, within, type Pointer } from "./pointer.ts";

/** What the server filled into the script. */
export type Build = { release: string; packs: string };
type Tell = (done: number, total: number) => void;
type Entry = { url: string; sha256: string; bytes: number };
type Bundle = { path: string; bytes: number; sha256: string; wire: number; entries: string[]; type?: string };
type Pack = { files: Bundle[]; entries: Entry[] };
type Packs = { release: string; shell: Pack; languages: { [lang: string]: Pack } };
type Headers = { [name: string]: string };
type Part = { url: string; type: string; headers?: Headers; body?: BodyInit; base64?: string };
type Contents = { headers?: Headers; entries: Part[] };

const PREFIX = "pauza-";
const INDEX = "/a/packs"; // where the cache of a release keeps its own index
const PATIENCE_MS = 120_000;
const SPARE = 1.3;

export const cacheName = (release: string): string => PREFIX + release;
const trouble = (reason: Reason): Error => Object.assign(new Error(reason), { reason });

export const reasonOf = (error: { reason?: Reason; name?: string }): Reason =>
  error.reason ?? (error.name === "QuotaExceededError" ? "full" : "broken");

/** Bring all kept languages and `lang` ("" for none) to this build's release; the running release is not touched. */
export async function bring(build: Build, lang: string, tell: Tell): Promise<void> {
  const before = await current();
  const cache = await caches.open(cacheName(build.release));
  try {
    const packs = await indexOf(build, cache);
    if (lang && !packs.languages[lang]) throw trouble("gone");
    const languages = [...new Set([...(before?.languages ?? []), lang])].filter((name) => packs.languages[name]);
    const chosen = packsOf(packs, languages);
    await fetchBundles(chosen, await missing(cache, chosen, before), cache, tell);
    // Read back: only what stands in the cache counts, and a cache that was erased meanwhile must not become current.
    const unsound = await missing(cache, chosen, null);
    if (unsound.size || !(await caches.has(cacheName(build.release)))) throw trouble("torn");
    if (await flip(before, { release: build.release, languages, verifiedAt: Date.now() })) return;
  } catch (error) {
    const reason = reasonOf(error as Error);
    if (reason === "full") await clear(build, cache, before, lang);
    else if (before?.release !== build.release && reason !== "network") await cache.delete(INDEX); // not believed twice
    throw error;
  }
  return bring(build, lang, tell); // what is kept changed meanwhile
}

/** Forget a language; with the last one, everything that was kept. */
export async function remove(lang: string): Promise<void> {
  const before = await current();
  const languages = before?.languages.filter((name) => name !== lang) ?? [];
  if (!before || !(await flip(before, languages.length ? { ...before, languages } : null))) return;
  if (languages.length) await drop(await caches.open(cacheName(before.release)), lang);
  else await caches.delete(cacheName(before.release));
}

/** Say what is kept, from what is really there and not from what was once written. */
export async function status(build: Build): Promise<Status> {
  const pointer = await current().catch(() => null);
  const languages = pointer ? await complete(pointer).catch(() => []) : [];
  const broken = (pointer?.languages ?? []).filter((lang) => !languages.includes(lang));
  return { release: build.release, kept: pointer?.release ?? "", languages, broken };
}

/** Weigh what an update would fetch: the bundles that differ from the kept ones. */
export async function size(build: Build): Promise<Size> {
  const pointer = await current();
  const old = await keptIndex(pointer?.release ?? "");
  const packs = await indexOf(build, await caches.open(cacheName(build.release)));
  const files = (from: Packs): Bundle[] => packsOf(from, pointer?.languages ?? []).flatMap((pack) => pack.files);
  const known = new Set(old && files(old).map(({ sha256 }) => sha256));
  return { bytes: weigh(files(packs).filter(({ sha256 }) => !known.has(sha256))) };
}

/** Delete our caches that nothing runs any more; `running` is the release of the one page that is open. */
export async function sweep(build: Build, running: string): Promise<void> {
  const stay = [build.release, running, (await current())?.release ?? running].map(cacheName);
  for (const key of await caches.keys()) if (key.startsWith(PREFIX) && !stay.includes(key)) await caches.delete(key);
}

async function download(url: string, cache: RequestCache = "no-store"): Promise<ArrayBuffer> {
  const answer = await within(fetch(url, { cache, redirect: "error" }), PATIENCE_MS).catch(() => null);
  if (answer?.status === 404 || answer?.status === 410) throw trouble("gone");
  if (answer?.status !== 200) throw trouble("network");
  return within(answer.arrayBuffer(), PATIENCE_MS).catch(() => Promise.reject(trouble("network")));
}

async function indexOf(build: Build, cache: Cache): Promise<Packs> {
  const kept = await keptIndex(build.release);
  if (kept) return kept;
  const raw = await download(build.packs);
  const packs = parse<Packs>(raw);
  if (packs.release !== build.release) throw trouble("gone");
  await cache.put(INDEX, new Response(raw));
  return packs;
}

async function keptIndex(release: string): Promise<Packs | undefined> {
  const found = await caches.match(INDEX, { cacheName: cacheName(release) });
  return found && parse(await found.arrayBuffer());
}

function parse<T>(raw: ArrayBuffer): T {
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch {
    throw trouble("torn"); // a page of words where data should be, or half a file
  }
}

function packsOf(packs: Packs, languages: string[]): Pack[] {
  return [packs.shell, ...languages.flatMap((lang) => packs.languages[lang] ?? [])];
}

const weigh = (files: Bundle[]): number => files.reduce((sum, { wire }) => sum + wire, 0);

/** What the cache does not hold byte for byte, after taking over what the release before has alike. */
async function missing(cache: Cache, packs: Pack[], before: Pointer | null): Promise<Map<string, Entry>> {
  const lacking = new Map<string, Entry>();
  for (const entry of packs.flatMap(({ entries }) => entries)) {
    if (await sound(await cache.match(entry.url), entry)) continue;
    const old = before && (await caches.match(entry.url, { cacheName: cacheName(before.release) }));
    if (old && (await sound(old.clone(), entry))) await cache.put(entry.url, old);
    else lacking.set(entry.url, entry);
  }
  return lacking;
}

async function sound(found: Response | undefined, entry: Entry): Promise<boolean> {
  return !!found && (await digest(await found.arrayBuffer())) === entry.sha256;
}

async function digest(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function fetchBundles(packs: Pack[], lacking: Map<string, Entry>, cache: Cache, tell: Tell): Promise<void> {
  await makeSureOfRoom([...lacking.values()].reduce((sum, { bytes }) => sum + bytes, 0));
  const files = packs.flatMap((pack) => pack.files).filter(({ entries }) => entries.some((url) => lacking.has(url)));
  let done = 0;
  tell(done, weigh(files));
  for (const file of files) {
    // A file with a type is no bundle but itself, and the page that is open has mostly fetched it already.
    const raw = await download(file.path, file.type ? "default" : "no-store");
    if (raw.byteLength !== file.bytes || (await digest(raw)) !== file.sha256) throw trouble("torn");
    const { headers, entries }: Contents = file.type
      ? { entries: [{ url: file.path, type: file.type, body: raw }] }
      : parse(raw);
    for (const part of entries) {
      if (lacking.has(part.url)) await cache.put(part.url, unpacked(part, headers));
    }
    tell((done += file.wire), weigh(files));
  }
}

function unpacked({ type, headers, body = "", base64 }: Part, shared?: Headers): Response {
  const bytes = base64 === undefined ? body : Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new Response(bytes, { headers: { ...shared, ...headers, "content-type": type } });
}

async function makeSureOfRoom(bytes: number): Promise<void> {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  if (quota - usage < bytes * SPARE) throw trouble("full");
}

/** A full phone gets back the room of what was begun; what it runs stays. */
async function clear(build: Build, cache: Cache, before: Pointer | null, lang: string): Promise<void> {
  if (before?.release !== build.release) await caches.delete(cacheName(build.release));
  else if (!before.languages.includes(lang)) await drop(cache, lang);
}

async function drop(cache: Cache, lang: string): Promise<void> {
  const own = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith(`/${lang}/`));
  await Promise.all(own.map((request) => cache.delete(request)));
}

async function complete(pointer: Pointer): Promise<string[]> {
  const packs = await keptIndex(pointer.release);
  if (!packs) return [];
  const keys = await (await caches.open(cacheName(pointer.release))).keys();
  const there = new Set(keys.map(({ url }) => new URL(url).pathname));
  const whole = (pack?: Pack): boolean => !!pack && pack.entries.every(({ url }) => there.has(url));
  return pointer.languages.filter((lang) => whole(packs.shell) && whole(packs.languages[lang]));
}
