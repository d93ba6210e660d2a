// What a page sees to beside its own work; what is rarely needed comes in a script of its own.
import { loadVault } from "./keeping.ts";
import { isMarked, setMark } from "./store/mark.ts";
import { store } from "./store/store.ts";

/** An iPhone or iPad, in a browser's tab: there what is kept may be erased after a week without a visit. */
export function isAppleTab(): boolean {
  const { userAgent, maxTouchPoints, standalone } = navigator as Navigator & { standalone?: boolean };
  return (/iP(hone|ad|od)/.test(userAgent) || (/Mac/.test(userAgent) && maxTouchPoints > 1)) && standalone !== true;
}

/** Something was kept on this phone, and the phone has thrown it away. */
export async function isWiped(): Promise<boolean> {
  const present = await store.reach(() => Promise.resolve(true), false).catch(() => true);
  return !present && isMarked();
}

async function isNeeded(): Promise<boolean> {
  return isAppleTab() || (await store.get("days")) !== undefined || isWiped();
}

// Never awaited: one browser asks its owner first, and waits without end.
function keepForGood(): void {
  void setMark().catch(() => undefined);
  void navigator.storage?.persist?.().catch(() => undefined);
}

export function startUpkeep(): void {
  store.addEventListener("saved", keepForGood, { once: true });
  void isNeeded().then((needed) => needed && loadVault());
}
