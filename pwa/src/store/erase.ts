// Erases everything this site keeps on the phone: keys first, so that what a crash leaves behind is unreadable.
import { deleteDB, openDB } from "idb";

import { within } from "./limit.ts";
import { MARK_CACHE } from "./mark.ts";
import { CACHE_PREFIX, DATABASE, PACKS_DATABASE } from "./schema.ts";
import { endSession } from "./session.ts";
import { store } from "./store.ts";
import { ERASED, tellTabs } from "./tabs.ts";

const STEP_MS = 3000;
const SETTLE_MS = 300;

async function eraseKeys(): Promise<void> {
  const db = await openDB(DATABASE);
  try {
    if (db.objectStoreNames.contains("keys")) await db.clear("keys");
  } finally {
    db.close();
  }
}

async function eraseCaches(): Promise<void> {
  if (!("caches" in self)) return;
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHE_PREFIX) || name === MARK_CACHE);
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function eraseWorkers(): Promise<void> {
  const found = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(found.map((registration) => registration.unregister()));
}

// A worker lives on as long as this page; what it was just doing may have brought its own things back.
async function eraseAgain(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  await deleteDB(PACKS_DATABASE);
  await eraseCaches();
}

function eraseCookies(): void {
  for (const cookie of document.cookie.split(";")) {
    const name = cookie.split("=")[0]?.trim();
    if (name) document.cookie = `${name}=; path=/; max-age=0; samesite=lax`;
  }
}

/** The order matters and is tested. Each line stands alone: a failing one does not keep the next from running. */
export const ERASING: readonly (readonly [string, () => unknown])[] = [
  ["keys", eraseKeys],
  ["tabs", () => tellTabs(ERASED)],
  ["records", () => deleteDB(DATABASE)],
  ["packs", () => deleteDB(PACKS_DATABASE)],
  ["caches", eraseCaches],
  ["worker", eraseWorkers],
  ["again", eraseAgain],
  ["cookie", eraseCookies],
  ["local", () => localStorage.clear()],
  ["session", () => sessionStorage.clear()],
];

// Nothing of ours is in the two storages but the mark of leaving, and browsers may refuse them.
const OPTIONAL = new Set(["tabs", "local", "session"]);

type Erasing = typeof ERASING;

async function pass(erasing: Erasing): Promise<Erasing> {
  const failed: (typeof ERASING)[number][] = [];
  for (const line of erasing) {
    try {
      await within(Promise.resolve().then(line[1]), STEP_MS);
    } catch {
      if (!OPTIONAL.has(line[0])) failed.push(line);
    }
  }
  return failed;
}

/** Erase; the answer names what could not be erased (none: all is gone). */
export async function eraseEverything(erasing: Erasing = ERASING): Promise<string[]> {
  store.forget();
  endSession();
  const failed = await pass(erasing);
  // Once more: a database that a worker held open can go now that the worker is gone.
  return (await pass(failed)).map(([name]) => name);
}
