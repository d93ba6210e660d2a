// Packs on the phone: fetched bundle by bundle, checked, read back, and current only after one flip.
// The cache of a release that the pointer does not name is the staging place: a cut leaves it, the next try goes on.
import type { Reason, Size, Status } from "../src/offline/messages.ts";
import { cut, digest, fetched, rowsOf, trouble, type Headers } from "./download.ts";
import { current, flip, type Pointer } from "./pointer.ts";

/** What the server filled into the script. */
export type Build = { release: string; packs: string };
type Tell = (done: number, total: number) => void;
type Entry = { url: string; sum: string; wire?: number };
type File = { path: string; wire: number; bytes: number; entries: Entry[]; type?: string };
type Head = { headers?: Headers; lines?: (string | number)[]; files: File[] };
type Index = { packs: { [name: string]: string } };
type Job = File & { headers?: Headers | undefined; lines: string[] };

const PREFIX = "pauza-";
const INDEX = "/a/packs"; // where the cache of a release keeps its own index
const SHELL = "shell";
const UNSTAMPED = "000000000000"; // as api/release/stamping.py has it
const [ENDS, BETWEEN, RANGE] = ["\x1e", "\x1f", "\x1c"]; // as api/release/pack.py writes them
const SPARE = 1.3;

export const cacheName = (release: string): string => PREFIX + release;
const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0);
const weighJobs = (jobs: Job[]): number => sum(jobs.map(({ wire }) => wire));
/** `pl/2` stands beside `pl`. */
const languageOf = (name: string): string => name.split("/")[0] ?? "";
const entriesOf = (heads: Head[]): Entry[] => heads.flatMap(({ files }) => files.flatMap(({ entries }) => entries));

export const reasonOf = (error: { reason?: Reason; name?: string }): Reason =>
  error.reason ?? (error.name === "QuotaExceededError" ? "full" : "broken");

/** Bring all kept packs and `name` ("" for none) to this build's release; the running release is not touched.
 * An optional pack brings the one of its language, which its pages lead to. */
export async function bring(build: Build, name: string, tell: Tell): Promise<void> {
  const before = await current();
  const cache = await caches.open(cacheName(build.release));
  try {
    const index = await verified<Index>(cache, build.packs, INDEX);
    if (name && !index.packs[name]) throw trouble("gone");
    const packs = [...new Set([...(before?.packs ?? []), languageOf(name), name])].filter((each) => index.packs[each]);
    const heads = await headsOf(cache, index, packs);
    await fetchJobs(build, cache, heads, await missing(build, cache, heads, before), tell);
    // Read back: only what stands in the cache counts, and a cache that was erased meanwhile must not become current.
    const unsound = await missing(build, cache, heads, null);
    if (unsound.size || !(await caches.has(cacheName(build.release)))) throw trouble("torn");
    if (await flip(before, { release: build.release, packs, verifiedAt: Date.now() })) return;
  } catch (error) {
    if (reasonOf(error as Error) === "full") await clear(build, cache, before, name);
    throw error;
  }
  return bring(build, name, tell); // what is kept changed meanwhile
}

/** Forget a pack, and with a language what is optional beside it; with the last one, everything that was kept. */
export async function remove(name: string): Promise<void> {
  const before = await current();
  const packs = before?.packs.filter((each) => each !== name && languageOf(each) !== name) ?? [];
  if (!before?.packs.includes(name) || !(await flip(before, packs.length ? { ...before, packs } : null))) return;
  const gone = before.packs.filter((each) => !packs.includes(each));
  if (packs.length) await drop(await caches.open(cacheName(before.release)), gone, packs);
  else await caches.delete(cacheName(before.release));
}

/** Say what is kept, from what is really there and not from what was once written. */
export async function status(build: Build): Promise<Status> {
  const pointer = await current().catch(() => null);
  const packs = pointer ? await complete(pointer).catch(() => []) : [];
  const broken = (pointer?.packs ?? []).filter((name) => !packs.includes(name));
  return { release: build.release, kept: pointer?.release ?? "", packs, broken };
}

/** Weigh what an update would fetch: the files that differ from the kept ones, in the way they would be fetched. */
export async function size(build: Build): Promise<Size> {
  const pointer = await current();
  const heads = async (cache: Cache, path?: string): Promise<Head[]> =>
    headsOf(cache, await verified<Index>(cache, path, INDEX), pointer?.packs ?? []);
  const old = await opened(pointer?.release ?? "").then((cache) => heads(cache)).catch(() => []);
  const known = new Set(entriesOf(old).map(({ sum }) => sum));
  const fresh = await heads(await caches.open(cacheName(build.release)), build.packs);
  const lacking = entriesOf(fresh).filter(({ sum }) => !known.has(sum));
  return { bytes: weighJobs(jobsOf(fresh, new Map(lacking.map((entry) => [entry.url, entry])))) };
}

/** Delete our caches that nothing runs any more; `running` is the release of the one page that is open. */
export async function sweep(build: Build, running: string): Promise<void> {
  const stay = [build.release, running, (await current())?.release ?? running].map(cacheName);
  for (const key of await caches.keys()) if (key.startsWith(PREFIX) && !stay.includes(key)) await caches.delete(key);
}

/** The cache of a release, which asking does not make anew. */
async function opened(release: string): Promise<Cache> {
  return (await caches.has(cacheName(release))) ? caches.open(cacheName(release)) : Promise.reject(trouble("gone"));
}

/** A list whose address carries its own sum: from our caches, else from the net; without an address only from this one. */
async function verified<T>(cache: Cache, path = "", kept = path): Promise<T> {
  let found = await cache.match(kept);
  if (!found) {
    if (!path) throw trouble("gone");
    found = (await caches.match(path)) ?? (await fetched(path));
    const raw = await found.arrayBuffer().catch(cut);
    if (!(await digest(raw)).startsWith(path.split(".")[1] ?? "")) throw trouble("torn"); // half a list, or a page of words
    await cache.put(kept, (found = new Response(raw)).clone());
  }
  return found.json();
}

/** The heads of the shell and of those packs that this release has. */
function headsOf(cache: Cache, { packs }: Index, names: string[]): Promise<Head[]> {
  return Promise.all([SHELL, ...names].filter((name) => packs[name]).map((name) => verified<Head>(cache, packs[name])));
}

/** What the cache does not hold byte for byte, after taking over what the release before has alike. */
async function missing(build: Build, cache: Cache, heads: Head[], before: Pointer | null): Promise<Map<string, Entry>> {
  const lacking = new Map<string, Entry>();
  for (const entry of entriesOf(heads)) {
    if (await sound(await cache.match(entry.url), entry, build.release)) continue;
    const old = before && (await caches.match(entry.url, { cacheName: cacheName(before.release) }));
    if (old && (await sound(old.clone(), entry, before.release))) {
      await cache.put(entry.url, await named(old, before.release, build.release));
    } else lacking.set(entry.url, entry);
  }
  return lacking;
}

async function sound(found: Response | undefined, entry: Entry, release: string): Promise<boolean> {
  return !!found && (await digest(await (await named(found, release, UNSTAMPED)).arrayBuffer())).startsWith(entry.sum);
}

/** A kept page names its release; the listed one leaves it open, so that a new release does not change every page. */
async function named(page: Response, from: string, to: string): Promise<Response> {
  const { headers } = page;
  if (!headers.get("content-type")?.startsWith("text/html")) return page;
  return new Response((await page.text()).split(from).join(to), { headers });
}

async function fetchJobs(
  build: Build, cache: Cache, heads: Head[], lacking: Map<string, Entry>, tell: Tell,
): Promise<void> {
  const jobs = jobsOf(heads, lacking);
  await makeSureOfRoom(sum(jobs.map(({ bytes }) => bytes)));
  const total = weighJobs(jobs);
  let done = 0;
  tell(done, total);
  for (const job of jobs) {
    for await (const [entry, response] of unpacked(job)) {
      if (!lacking.has(entry.url)) continue;
      if (!(await sound(response.clone(), entry, UNSTAMPED))) throw trouble("torn");
      await cache.put(entry.url, await named(response, UNSTAMPED, build.release));
    }
    tell((done += job.wire), total);
  }
}

/** Whole bundles where much is missing, else the missing files one by one. The first head is the shell's: it has the
 * headers of all pages, and lines that they share. */
function jobsOf(heads: Head[], lacking: Map<string, Entry>): Job[] {
  return heads.flatMap((head, place) => {
    const lines = (head.lines ?? []).map((line) => String(typeof line === "number" ? heads[0]?.lines?.[line] : line));
    const more = { lines, ...(place && { headers: heads[0]?.headers }) };
    return head.files.flatMap((file) => filesOf(file, lacking).map((one) => ({ ...one, ...more })));
  });
}

function filesOf(file: File, lacking: Map<string, Entry>): File[] {
  const wanted = file.entries.filter(({ url }) => lacking.has(url));
  // By itself a file takes about half as much again as inside its bundle, so the bundle pays while much of it is missing.
  if (wanted.length && sum(wanted.map(({ wire = file.wire }) => wire)) >= file.wire) return [file];
  const single = (entry: Entry): string => file.path.replace(/txt$/, `${file.entries.indexOf(entry)}.txt`);
  const bytes = file.bytes / file.entries.length;
  return wanted.map((entry) => ({ path: single(entry), wire: entry.wire ?? 0, bytes, entries: [entry] }));
}

async function* unpacked({ path, entries, type, headers, lines }: Job): AsyncGenerator<[Entry, Response]> {
  // A file with a type is no bundle but itself, and the page that is open has mostly fetched it already.
  const answer = await fetched(path, type ? "default" : "no-store");
  if (type) return yield [entries[0]!, new Response(await answer.blob(), { headers: { "content-type": type } })];
  let place = 0;
  for await (const row of rowsOf(answer, ENDS)) {
    const [kind = "", ...pieces] = row.split(BETWEEN);
    const entry = entries[place++];
    if (!entry || !pieces.length) throw trouble("torn"); // a page of words where data should be
    const binary = kind.endsWith("png") && Uint8Array.from(atob(pieces[0]!), (char) => char.charCodeAt(0));
    const body = binary || pieces.map((piece) => textOf(piece, lines)).join("\n");
    yield [entry, new Response(body, { headers: { ...headers, "content-type": kind } })];
  }
}

/** A range of the shared lines, or the file's own text. */
function textOf(piece: string, lines: string[]): string {
  if (!piece.startsWith(RANGE)) return piece;
  const [from = 0, count = 1] = piece.slice(1).split(",").map(Number);
  return lines.slice(from, from + count).join("\n");
}

async function makeSureOfRoom(bytes: number): Promise<void> {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  if (quota - usage < bytes * SPARE) throw trouble("full");
}

/** A full phone gets back the room of what was begun; what it runs stays. */
async function clear(build: Build, cache: Cache, before: Pointer | null, name: string): Promise<void> {
  if (before?.release !== build.release) await caches.delete(cacheName(build.release));
  else await drop(cache, [languageOf(name), name].filter((each) => !before.packs.includes(each)), before.packs);
}

async function drop(cache: Cache, names: string[], stay: string[]): Promise<void> {
  const index = await verified<Index>(cache, "", INDEX);
  const staying = new Set(entriesOf(await headsOf(cache, index, stay)).map(({ url }) => url));
  for (const path of names.map((name) => index.packs[name]!)) {
    const gone = [...entriesOf([await verified<Head>(cache, path)]).map(({ url }) => url), path];
    await Promise.all(gone.filter((url) => !staying.has(url)).map((url) => cache.delete(url)));
  }
}

async function complete({ release, packs }: Pointer): Promise<string[]> {
  const cache = await opened(release);
  const index = await verified<Index>(cache, "", INDEX);
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const whole = async (name: string): Promise<boolean> => {
    const path = index.packs[name] ?? "";
    return there.has(path) && entriesOf([await verified<Head>(cache, path)]).every(({ url }) => there.has(url));
  };
  const found = await Promise.all([SHELL, ...packs].map(whole));
  return packs.filter((_, place) => found[0] && found[place + 1]);
}
