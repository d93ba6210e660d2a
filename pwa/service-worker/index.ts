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
  const lang = "lang" in ask ? ask.lang : "";
  const job = ask.kind === "remove" ? forget : keep;
  // One job after another, or two tabs would fetch the same bytes twice.
  turn = turn.then(() => job(lang)).then(say, (error) => say({ kind: "failed", lang, reason: reasonOf(error) }));
  return turn;
}

async function keep(lang: string): Promise<Report> {
  await bring(BUILD, lang, (done, total) => void say({ kind: "progress", lang, done, total }));
  void self.skipWaiting();
  return { kind: "ready", lang, release: BUILD.release };
}

async function forget(lang: string): Promise<Report> {
  await remove(lang);
  return { kind: "removed", lang };
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
  if (pointer?.languages.slice(1).includes(lang)) {
    await flip(pointer, { ...pointer, languages: [...new Set([lang, ...pointer.languages])] });
  }
  if (self.registration.waiting || self.registration.installing || (await windows()).length > 1) return;
  await sweep(BUILD, release);
}
