// The page's way to the worker: registers it (only after a tap), finds the newest one, asks it.
import { scriptUrl } from "../trusted.ts";
import type { Ask, Status } from "./messages.ts";

const SCRIPT = "/sw.js";
const SILENCE_MS = 10_000;

/** "private": a safe address, yet no worker: private windows, and browsers inside other apps. */
export type Support = "yes" | "private" | "unsupported";

export function support(): Support {
  if ("serviceWorker" in navigator && navigator.serviceWorker && "caches" in window) return "yes";
  return window.isSecureContext ? "private" : "unsupported";
}

/** Costs nothing when it is registered already; while another tab registers, only this waits for a worker to be there. */
export async function register(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(scriptUrl(SCRIPT), { scope: "/", updateViaCache: "none" });
}

/** The registration, if packs were kept here before; some phones lose the worker alone, and then it is brought back. */
export async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  if (support() !== "yes") return undefined;
  const found = await navigator.serviceWorker.getRegistration("/");
  if (found || !(await caches.keys()).some((name) => name.startsWith("pauza-"))) return found;
  return register();
}

/** The worker that will rule in the end: the one being installed, else waiting, else active. */
export async function newest(registration: ServiceWorkerRegistration): Promise<ServiceWorker> {
  const { installing } = registration;
  if (installing?.state === "installing") {
    await new Promise((resolve) => installing.addEventListener("statechange", resolve, { once: true }));
  }
  const worker = registration.waiting ?? registration.active ?? registration.installing;
  if (!worker) throw new Error("no worker");
  return worker;
}

/** Ask and wait for the answer; a worker that stays silent is an error. */
export function ask<T>(worker: ServiceWorker, question: Ask): Promise<T> {
  const { port1, port2 } = new MessageChannel();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = new Promise<T>((resolve, reject) => {
    timer = setTimeout(reject, SILENCE_MS, new Error("silent"));
    port1.onmessage = ({ data }) => resolve(data as T);
  });
  worker.postMessage(question, [port2]);
  return answer.finally(() => {
    clearTimeout(timer);
    port1.close();
  });
}

export async function status(): Promise<Status | null> {
  try {
    const registration = await registered();
    return registration ? await ask<Status>(await newest(registration), { kind: "status" }) : null;
  } catch {
    return null;
  }
}

/** Say on <html data-offline> whether the pack that carries this page is really here, and return all that is kept. */
export async function offlineStatus(): Promise<Status | null> {
  const known = await status();
  const { lang, dataset } = document.documentElement;
  dataset.offline = known?.packs.includes(dataset.pack || lang) ? "ready" : "no";
  return known;
}
