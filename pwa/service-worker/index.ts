// The service worker: listeners only. It exists on a phone after its owner tapped Keep, downloads only after a tap, and
// a new one waits for the next tap. Kill switch, should it ever have to go from every phone: serve this at /sw.js.
//   self.addEventListener("install", () => self.skipWaiting());
//   self.addEventListener("activate", (event) => event.waitUntil(leave()));
//   async function leave() {
//     for (const key of await caches.keys()) if (key.startsWith("pauza-")) await caches.delete(key);
//     await self.registration.unregister();
//   }
import type { Ask, Report } from "../src/offline/messages.ts";
import { bring, reasonOf, remove, size, status, sweep, type Build } from "./packs.ts";
import { current, flip } from "./pointer.ts";
import { route } from "./routes.ts";

declare const self: ServiceWorkerGlobalScope;

const BUILD: Build = { release: "%RELEASE%", packs: "%PACKS%" };
const windows = () => self.clients.matchAll({ includeUncontrolled: true, type: "window" });
let turn: Promise<unknown> = Promise.resolve();

// With nothing kept there is nothing to harm: then a new worker takes over at once.
self.addEventListener("install", (event) => {
  event.waitUntil(current().then((pointer) => (pointer ? undefined : self.skipWaiting()), () => undefined));
});

self.addEventListener("fetch", (event) => {
  const answer = route(event.request, BUILD);
  if (answer) event.respondWith(answer);
});

self.addEventListener("message", (event) => {
  event.waitUntil(hear(event.data as Ask, event.ports[0]));
});

async function hear(ask: Ask, port?: MessagePort): Promise<unknown> {
  if (ask.kind === "status") return port?.postMessage(await settle());
  if (ask.kind === "size") return port?.postMessage(await size(BUILD).catch(() => ({ bytes: 0 })));
  if (ask.kind === "hello") return welcome(ask.lang, ask.release);
  const name = "pack" in ask ? ask.pack : "";
  const job = ask.kind === "remove" ? forget : keep;
  // One job after another, or two tabs would fetch the same bytes twice.
  turn = turn.then(() => job(name)).then(say, (error) => say({ kind: "failed", pack: name, reason: reasonOf(error) }));
  return turn;
}

async function keep(pack: string): Promise<Report> {
  await bring(BUILD, pack, (done, total) => void say({ kind: "progress", pack, done, total }));
  void self.skipWaiting();
  return { kind: "ready", pack, release: BUILD.release };
}

async function forget(pack: string): Promise<Report> {
  await remove(pack);
  return { kind: "removed", pack };
}

async function say(report: Report): Promise<void> {
  for (const client of await windows()) client.postMessage(report);
}

/** Also finishes an update that was cut between the flip and taking over. */
async function settle(): Promise<unknown> {
  const known = await status(BUILD);
  if (known.kept === BUILD.release) void self.skipWaiting();
  return known;
}

/** A page started: remember its language as the last used, and clean up if it is alone and nothing new waits. */
async function welcome(lang: string, release: string): Promise<void> {
  const pointer = await current();
  if (pointer?.packs.slice(1).includes(lang)) {
    await flip(pointer, { ...pointer, packs: [...new Set([lang, ...pointer.packs])] });
  }
  if (self.registration.waiting || self.registration.installing || (await windows()).length > 1) return;
  await sweep(BUILD, release);
}
