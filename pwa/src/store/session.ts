// The time a tab is unlocked. A random secret stands in window.name: it lives through the moves from page to page, is
// not written to the disk, and ends with the tab. The data key lies beside the other keys, wrapped by it and the device key.
import { get, put } from "./ask.ts";
import { aesKey, base64url, decrypt, encrypt, random } from "./crypto.ts";
import type { Database } from "./open.ts";
import { OPEN } from "./schema.ts";
import type { Bytes, Sealed, StoredKeys } from "./schema.ts";

/** Hidden for longer, and a tab is locked. */
export const HIDDEN_MS = 60_000;

const BEGINNING = "p.";
const BOUND = "open";

function secretBytes(text: string): Bytes {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
}

/** The tab's secret, or null: none, or it was away too long, or the clock says that it left in the future. */
function secret(now: number = Date.now()): Bytes | null {
  const [, text = "", left] = self.name.startsWith(BEGINNING) ? self.name.split(".") : [];
  const away = left === undefined ? 0 : now - Number(left);
  return text && away >= 0 && away <= HIDDEN_MS ? secretBytes(text) : null;
}

/** Remember when the page was left or hidden; the next one looks at it. */
export function leaveSession(): void {
  if (self.name.startsWith(BEGINNING)) self.name = `${self.name.split(".", 2).join(".")}.${Date.now()}`;
}

/** The page is seen again: its time goes on. */
export function staySession(): void {
  if (self.name.startsWith(BEGINNING)) self.name = self.name.split(".", 2).join(".");
}

export function endSession(): void {
  if (self.name) self.name = "";
}

/** Let this tab open the records until it ends; returns what another tab needs to do so too. */
export async function beginSession(db: Database, { device }: StoredKeys, data: Bytes): Promise<string> {
  const raw = random();
  const inner = await encrypt(await aesKey(raw), data, BOUND);
  await put(db, "keys", await encrypt(device, new Uint8Array([...inner.iv, ...new Uint8Array(inner.box)]), BOUND), OPEN);
  return (self.name = BEGINNING + base64url(raw.buffer));
}

/** The data key, when this tab has it. */
export async function sessionKey(db: Database, { device }: StoredKeys): Promise<Bytes | null> {
  try {
    const raw = secret();
    const known = raw && ((await get(db, "keys", OPEN)) as Sealed | undefined);
    if (raw && known) {
      const inner = await decrypt(device, known, BOUND);
      const data = await decrypt(await aesKey(raw), { iv: inner.slice(0, 12), box: inner.slice(12).buffer }, BOUND);
      staySession();
      return data;
    }
  } catch {
    // Another tab opened or locked since: the PIN is asked for.
  }
  endSession();
  return null;
}
