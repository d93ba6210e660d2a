// What the tabs of this site tell each other: that all was erased, that somebody left, that it was locked or opened.
import { store } from "./store.ts";

const CHANNEL = "pauza";
export const ERASED = "erased";
export const LEFT = "left";
export const LOCKED = "locked";

let own: BroadcastChannel | null | undefined;

// One for the whole page: what it says itself it does not hear. Safari before 15.4 has none; strict settings refuse it.
function channel(): BroadcastChannel | null {
  try {
    own ??= new BroadcastChannel(CHANNEL);
  } catch {
    own = null;
  }
  return own;
}

/** ERASED, LEFT, LOCKED, or the window.name of a tab that has just opened the records. */
export function tellTabs(message: string): void {
  channel()?.postMessage(message);
}

/** Hear the other tabs; `leave` is called when in one of them everything was erased, or somebody left. */
export function hearTabs(leave: () => void): void {
  store.addEventListener(ERASED, leave);
  channel()?.addEventListener("message", ({ data }) => {
    if (data === ERASED) {
      store.forget();
      leave();
    } else if (data === LEFT) {
      leave();
    } else if (data === LOCKED) {
      void store.lock();
    } else {
      self.name = String(data);
      void store.resume();
    }
  });
}
