// Keeps the screen on during an exercise, where the phone lets us; <html data-busy> tells updates to wait meanwhile.
let holding: WakeLockSentinel | null = null;
const holders = new Set<object>();

async function acquire(): Promise<void> {
  if (holding || holders.size === 0 || document.visibilityState !== "visible") return;
  try {
    const lock = await navigator.wakeLock?.request("screen");
    if (!lock) return;
    // Everybody may have finished while we were asking.
    if (holders.size === 0 || holding) return void lock.release();
    holding = lock;
    lock.addEventListener("release", () => (holding = null));
  } catch {
    // Low battery or no permission: the exercise goes on without.
  }
}

function hold(holder: object): void {
  if (holders.size === 0) document.addEventListener("visibilitychange", acquire);
  holders.add(holder);
  document.documentElement.toggleAttribute("data-busy", true);
  void acquire();
}

function release(holder: object): void {
  if (!holders.delete(holder) || holders.size > 0) return;
  document.removeEventListener("visibilitychange", acquire);
  document.documentElement.removeAttribute("data-busy");
  holding?.release().catch(() => undefined);
  holding = null;
}

/** Call when an exercise starts and when it stops; several may run at a time. */
export function keepAwake(holder: object, on: boolean): void {
  if (on) hold(holder);
  else release(holder);
}
