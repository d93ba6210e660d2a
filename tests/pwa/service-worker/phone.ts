// A phone in memory: Cache Storage, a database, a net that can be cut at any byte, and releases to fetch.
import { IDBFactory } from "../../../pwa/node_modules/fake-indexeddb/build/esm/index.js";
import "../indexeddb.ts";

const ORIGIN = "https://pauza.example";
const text = new TextEncoder();

type Kept = { bytes: Uint8Array<ArrayBuffer>; headers: [string, string][] };
type File = { type: string; bytes: Uint8Array<ArrayBuffer> };
export type Release = { id: string; files: Map<string, File>; entries: Map<string, string>; wire: number };

const pathOf = (key: string | { url: string }): string => new URL(typeof key === "string" ? key : key.url, ORIGIN).pathname;

class FakeCache {
  readonly kept = new Map<string, Kept>();
  readonly phone: Phone;

  constructor(phone: Phone) {
    this.phone = phone;
  }

  async put(key: string | { url: string }, response: Response): Promise<void> {
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (this.phone.writesLeft-- <= 0) throw new DOMException("full", "QuotaExceededError");
    const stored = this.phone.spoils === pathOf(key) ? bytes.slice(1) : bytes;
    this.kept.set(pathOf(key), { bytes: stored, headers: [...response.headers] });
  }

  async match(key: string | { url: string }): Promise<Response | undefined> {
    const found = this.kept.get(pathOf(key));
    return found && new Response(found.bytes, { headers: found.headers });
  }

  async delete(key: string | { url: string }): Promise<boolean> {
    return this.kept.delete(pathOf(key));
  }

  async keys(): Promise<{ url: string }[]> {
    return [...this.kept.keys()].map((path) => ({ url: ORIGIN + path }));
  }
}

class FakeCaches {
  readonly all = new Map<string, FakeCache>();
  readonly phone: Phone;

  constructor(phone: Phone) {
    this.phone = phone;
  }

  async open(name: string): Promise<FakeCache> {
    const found = this.all.get(name) ?? new FakeCache(this.phone);
    this.all.set(name, found);
    return found;
  }

  async has(name: string): Promise<boolean> {
    return this.all.has(name);
  }

  async keys(): Promise<string[]> {
    return [...this.all.keys()];
  }

  async delete(name: string): Promise<boolean> {
    return this.all.delete(name);
  }

  async match(key: string, options: { cacheName?: string } = {}): Promise<Response | undefined> {
    for (const [name, cache] of this.all) {
      const found = options.cacheName && options.cacheName !== name ? undefined : await cache.match(key);
      if (found) return found;
    }
    return undefined;
  }
}

/** Puts a fresh phone into the globals that the worker's code uses. */
export class Phone {
  caches = new FakeCaches(this);
  asked: string[] = [];
  sent = 0;
  /** Bytes until the line breaks. */
  line = Infinity;
  writesLeft = Infinity;
  /** The address that this phone stores wrongly. */
  spoils = "";
  room: { quota?: number; usage?: number } = {};
  online = true;
  release: Release | undefined;
  damage = new Map<string, Partial<File> & { status?: number }>();

  constructor() {
    const navigator = { storage: { estimate: async () => this.room } };
    Object.assign(globalThis, { indexedDB: new IDBFactory(), caches: this.caches, fetch: this.#fetch });
    Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
    Object.defineProperty(globalThis, "location", { value: new URL(ORIGIN), configurable: true });
  }

  #fetch = async (asked: string | { url: string }): Promise<Response> => {
    const key = typeof asked === "string" ? asked : pathOf(asked);
    if (!this.online) throw new TypeError("no network");
    this.asked.push(key);
    const file = this.release?.files.get(key);
    const damage = this.damage.get(key);
    const bytes = damage?.bytes ?? file?.bytes ?? new Uint8Array();
    const passing = Math.min(bytes.length, Math.max(0, this.line - this.sent));
    this.sent += passing;
    const status = damage?.status ?? (file ? 200 : 404);
    const body = passing < bytes.length ? cutStream(bytes.slice(0, passing)) : bytes;
    return new Response(body, { status, headers: { "content-type": file?.type ?? "text/html" } });
  };

  /** How many entries are there, and wrong. */
  async wrong(release: Release): Promise<number> {
    const kept = [...(this.caches.all.get(`pauza-${release.id}`)?.kept ?? [])].filter(([url]) => release.entries.has(url));
    const sums = await Promise.all(kept.map(async ([url, { bytes }]) => (await sumOf(bytes, release)) !== release.entries.get(url)));
    return sums.filter(Boolean).length;
  }

  /** How many entries of this release and these languages are not as they should be. */
  async unsound(release: Release, langs: string[]): Promise<number> {
    const cache = this.caches.all.get(`pauza-${release.id}`);
    let wrong = 0;
    for (const [url, sum] of release.entries) {
      const lang = url.split("/")[1] ?? "";
      if (lang !== "a" && !langs.includes(lang)) continue;
      const found = cache?.kept.get(url);
      if (!found || (await sumOf(found.bytes, release)) !== sum) wrong += 1;
    }
    return wrong;
  }
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

/** A kept page names its release; the list is of pages that leave it open. */
function sumOf(bytes: Uint8Array<ArrayBuffer>, { id }: Release): Promise<string> {
  return sha256(text.encode(new TextDecoder().decode(bytes).split(`[${id}]`).join("[000000000000]")));
}

// What came before the cut is read; then the line breaks.
function cutStream(bytes: Uint8Array<ArrayBuffer>): ReadableStream {
  return new ReadableStream({
    pull(controller) {
      if (bytes.length) controller.enqueue(bytes);
      else controller.error(new TypeError("cut"));
      bytes = new Uint8Array();
    },
  });
}

const indexes = new Map<string, string>();
export const indexPath = (id: string): string => indexes.get(id) ?? "%PACKS%";
export const buildOf = (id: string): { release: string; packs: string } => ({ release: id, packs: indexPath(id) });

type Row = { path: string; wire: number; bytes: number; entries: object[] };

/** Five pages a language in two bundles; a script and a picture of its own, a picture that all releases share.
 * `pl/2` is an optional pack: two pages, and a picture that only they show. */
export async function makeRelease(id: string, langs = ["pl", "en"]): Promise<Release> {
  const files = new Map<string, File>();
  const entries = new Map<string, string>();
  const add = async (name: string, body: string, ending = "json"): Promise<{ path: string; wire: number }> => {
    const bytes = text.encode(body);
    const path = `/a/${name}.${(await sha256(bytes)).slice(0, 15)}.${ending}`;
    files.set(path, { type: "application/json", bytes });
    return { path, wire: bytes.length };
  };
  const bundle = async (name: string, parts: [string, string][]): Promise<Row> => {
    const rows = parts.map(([url, body]) => `${carried(url, body).join("\x1f")}\x1e`);
    const whole = await add(name, rows.join(""), "txt");
    const listed = [];
    for (const [number, [url, body]] of parts.entries()) {
      files.set(whole.path.replace("txt", `${number}.txt`), { type: "application/json", bytes: text.encode(rows[number]) });
      entries.set(url, await sha256(text.encode(body)));
      listed.push({ url, sum: entries.get(url)!.slice(0, 32), wire: text.encode(rows[number]).length * 1.6 });
    }
    return { ...whole, bytes: parts.reduce((sum, [, body]) => sum + body.length, 0), entries: listed };
  };
  const shell = [
    await bundle("shell-0", [[`/a/main.${id}.js`, `release = "${id}"`]]),
    await bundle("shell-1", [[`/a/own.${id}.png`, `picture ${id}`]]),
    await bundle("shell-2", [["/a/same.png", "picture"]]),
  ];
  const packs: { [name: string]: string } = {};
  packs.shell = (await add("shell", JSON.stringify({ headers: { "x-own": id }, lines: ["<style>"], files: shell }))).path;
  for (const name of langs) {
    const [lang, part] = name.split("/");
    const stem = name.replace("/", "-");
    const absent = !part && langs.includes(`${lang}/2`) ? ["b/"] : [];
    const pages = (part ? ["b1/", "b2/"] : ["", "x/", "1/", "1a/", "o/", ...absent]).map((code): [string, string] => [
      `/${lang}/${code}`, `<style>\n<html>\n${lang} ${code} no. ${id.slice(1)} [000000000000] ${"żółw ".repeat(50)}\n</html>`,
    ]);
    if (part) pages.push([`/a/second.${id}.png`, `second ${id}`]);
    const rows = [await bundle(`${stem}-0`, pages.slice(0, part ? 1 : 3)), await bundle(`${stem}-1`, pages.slice(part ? 1 : 3))];
    packs[name] = (await add(stem, JSON.stringify({ lines: [0, "<html>", "</html>"], files: rows }))).path;
  }
  const wire = [...files].reduce((sum, [path, { bytes }]) => sum + (/\.\d\.txt$/.test(path) ? 0 : bytes.length), 0);
  const index = await add("packs", JSON.stringify({ packs }));
  if (id.startsWith("%")) files.set("%PACKS%", files.get(index.path)!); // the worker's own, before the server filled it in
  else indexes.set(id, index.path);
  return { id, files, entries, wire };
}

function carried(url: string, body: string): string[] {
  if (url.endsWith(".png")) return ["image/png", btoa(body)];
  if (url.endsWith(".js")) return ["text/javascript", body];
  return ["text/html", "\x1c0,2", body.split("\n")[2]!, "\x1c2"];
}
