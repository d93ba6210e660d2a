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
    if (passing < bytes.length) throw new TypeError("cut");
    const status = damage?.status ?? (file ? 200 : 404);
    return new Response(bytes, { status, headers: { "content-type": file?.type ?? "text/html" } });
  };

  /** How many entries are there, and wrong. */
  async wrong(release: Release): Promise<number> {
    const kept = [...(this.caches.all.get(`pauza-${release.id}`)?.kept ?? [])].filter(([url]) => release.entries.has(url));
    const sums = await Promise.all(kept.map(async ([url, { bytes }]) => (await sha256(bytes)) !== release.entries.get(url)));
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
      if (!found || (await sha256(found.bytes)) !== sum) wrong += 1;
    }
    return wrong;
  }
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
}

export const indexPath = (id: string): string => (id.startsWith("%") ? "%PACKS%" : `/a/packs.${id}.json`);
export const buildOf = (id: string): { release: string; packs: string } => ({ release: id, packs: indexPath(id) });

/** Five pages a language, one bundle each; a script and a picture of its own, a picture that all releases share. */
export async function makeRelease(id: string, langs = ["pl", "en"]): Promise<Release> {
  const files = new Map<string, File>();
  const entries = new Map<string, string>();
  const pack = async (name: string, parts: [string, string][]): Promise<object> => {
    const rows = [];
    const listed = [];
    for (const [number, [url, body]] of parts.entries()) {
      const part = url.endsWith(".png") ? { url, type: "image/png", base64: btoa(body) } : { url, type: "text/html", body };
      const bytes = text.encode(JSON.stringify({ entries: [part] }));
      const sum = await sha256(bytes);
      const path = `/a/${name}-${number}.${sum.slice(0, 8)}.json`;
      files.set(path, { type: "application/json", bytes });
      rows.push({ path, bytes: bytes.length, sha256: sum, wire: bytes.length, entries: [url] });
      entries.set(url, await sha256(text.encode(body)));
      listed.push({ url, sha256: entries.get(url), bytes: body.length });
    }
    return { files: rows, entries: listed };
  };
  const shell = await pack("shell", [
    [`/a/main.${id}.js`, `release = "${id}"`],
    [`/a/own.${id}.png`, `picture ${id}`],
    ["/a/same.png", "picture"],
  ]);
  const pages = (lang: string): [string, string][] =>
    ["", "x/", "1/", "1a/", "o/"].map((code) => [`/${lang}/${code}`, `${lang} ${code} ${id} ${"żółw ".repeat(50)}`]);
  const languages: { [lang: string]: object } = {};
  for (const lang of langs) languages[lang] = await pack(lang, pages(lang));
  const wire = [...files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  const index = { release: id, shell, languages };
  files.set(indexPath(id), { type: "application/json", bytes: text.encode(JSON.stringify(index)) });
  return { id, files, entries, wire };
}
