// A mark that something was kept here, in two places beside the database: when a phone has thrown the database away and
// one of them is left, the person can be told what happened. It says nothing about what was kept.
export const MARK_CACHE = "kept";
const NAME = "kept";
const ADDRESS = "/kept";

/** Set once something was kept; storage that refuses takes nothing from anybody. */
export async function setMark(): Promise<void> {
  try {
    localStorage.setItem(NAME, "1");
  } catch {
    // Cookies and storage are switched off.
  }
  if (!("caches" in self)) return;
  const cache = await caches.open(MARK_CACHE);
  if (!(await cache.match(ADDRESS))) await cache.put(ADDRESS, new Response(""));
}

/** True when one of the two is there. */
export async function isMarked(): Promise<boolean> {
  try {
    if (localStorage.getItem(NAME)) return true;
  } catch {
    // As above.
  }
  return "caches" in self && (await caches.has(MARK_CACHE).catch(() => false));
}

export async function clearMark(): Promise<void> {
  try {
    localStorage.removeItem(NAME);
  } catch {
    // As above.
  }
  if ("caches" in self) await caches.delete(MARK_CACHE);
}
