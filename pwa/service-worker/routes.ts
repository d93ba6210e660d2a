// Which answer a request gets. Nothing is written here: only packs fill caches.
import { cacheName, type Build } from "./packs.ts";
import { current, within, type Pointer } from "./pointer.ts";

type Answer = (request: Request, path: string, build: Build) => Promise<Response>;

// The first row that fits decides; what fits none, and all but plain reading of our own address, goes past the worker.
const ROUTES: [RegExp, Answer | null][] = [
  [/^\/(api\/|healthz|release\.json|version|sw\.js)/, null],
  [/^\/$/, entrance],
  [/^\/a\//, asset],
  [/^\/[^/]+/, page],
];

export function route(request: Request, build: Build): Promise<Response> | null {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return null;
  return ROUTES.find(([path]) => path.test(pathname))?.[1]?.(request, pathname, build) ?? null;
}

/** A page or manifest: from the one release the phone runs, else the net, else the page that says it is not here. */
async function page(request: Request, path: string, build: Build): Promise<Response> {
  const [lang = "", code = ""] = path.slice(1).split("/");
  // Nearly always this build's release runs, so its page is looked for while the record is read.
  const likely = find(build, path).catch(() => undefined);
  const pointer = await running(build);
  const kept = !pointer.packs.length || pointer.packs.includes(lang);
  const first = pointer.release === build.release ? likely : find(pointer, path);
  const found = kept && ((await first) ?? (await find(pointer, `${path}/`)));
  if (found) return found;
  try {
    return await fetch(request);
  } catch (error) {
    const home = `/${kept ? lang : pointer.packs[0]}/`;
    // The way to another language must not end here: the list stands in every kept one, and the mark goes along.
    if (code === "l" && !kept) return Response.redirect(`${home}l/`, 302);
    // A page such as b1 is of an optional pack. The page b, which comes with the language, says that it is not here.
    const part = /^[a-z]\d/.test(code) && (await find(pointer, `${home}${code[0]}/`));
    const sorry = part || (await find(pointer, `${home}x/`));
    if (request.mode !== "navigate" || !sorry) throw error;
    return sorry;
  }
}

/** The address without a language: the net chooses; without it, the language used last. */
async function entrance(request: Request, _path: string, build: Build): Promise<Response> {
  try {
    return await within(fetch(request), 4000);
  } catch (error) {
    const [lang] = (await running(build)).packs;
    if (!lang) throw error;
    return Response.redirect(`/${lang}/`, 302);
  }
}

/** The name holds the hash of the bytes, so any cache of ours will do, also for a page of the release before. */
async function asset(request: Request, path: string): Promise<Response> {
  const found = await caches.match(path, { ignoreVary: true });
  if (!found) return fetch(request);
  return found.headers.get("content-type")?.startsWith("audio/") ? sound(found, request.headers.get("range")) : found;
}

/** Sound, or the bytes of it that a player asks for: some play it only in parts, and all seek by them. */
async function sound(found: Response, range: string | null): Promise<Response> {
  const whole = await found.blob();
  const { size, type } = whole;
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  const part = Boolean(from || to);
  const start = from ? Number(from) : Math.max(0, size - Number(to || size));
  const end = from && to ? Math.min(Number(to) + 1, size) : size;
  const length = Math.max(0, end - start);
  const headers = {
    "accept-ranges": "bytes",
    // WebKitGTK takes sound without a length for a stream, guesses how long it lasts, and gets lost when it seeks.
    "content-length": String(length),
    ...(part && { "content-range": `bytes ${length ? `${start}-${end - 1}` : "*"}/${size}` }),
    "content-type": type,
  };
  if (!part) return new Response(whole, { headers });
  return length ? new Response(whole.slice(start, end), { status: 206, headers }) : new Response(null, { status: 416, headers });
}

/** When the record cannot be read: what this build kept, in packs not known. */
async function running(build: Build): Promise<Pointer> {
  const none = { release: "", packs: [], verifiedAt: 0 };
  return (await current().catch(() => ({ ...none, release: build.release }))) ?? none;
}

const find = ({ release }: { release: string }, path: string): Promise<Response | undefined> =>
  caches.match(path, { cacheName: cacheName(release), ignoreVary: true });
