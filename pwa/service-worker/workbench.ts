// The worker of the workbench's own address, and of nothing beside it: keeps its page, script and style for the time without
// internet. What people read and type is kept by the page itself.
const CACHE = "workbench";
declare const self: ServiceWorkerGlobalScope;

async function fresh(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(new URL(request.url).pathname, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(new URL(request.url).pathname);
    if (!kept) throw error;
    return kept;
  }
}

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  const isOwn = pathname.startsWith("/translate/") || (pathname.startsWith("/a/") && event.request.destination !== "");
  if (event.request.method === "GET" && isOwn) event.respondWith(fresh(event.request));
});

export {};
