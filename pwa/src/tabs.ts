// What one tab tells the other tabs of this phone. Where a browser has no channel, each tab stands alone.
const CHANNEL = "pauza";

/** `erased`: everything is gone from the phone; `left`: somebody tapped Leave. */
export type News = "erased" | "left";

function channel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return null; // Safari before 15.4 has none; strict settings refuse it
  }
}

/** Tell the other tabs. A listener in this tab hears it too. */
export function tellTabs(news: News): void {
  const open = channel();
  open?.postMessage(news);
  open?.close();
}

/** Hear what another tab, or this one, tells. */
export function whenTold(news: News, act: () => void): void {
  channel()?.addEventListener("message", ({ data }) => {
    if (data === news) act();
  });
}
