// The script that a page fetches only when something is locked, may expire, or was lost.
import "./main.ts";
import "./elements/unlock-gate/define.ts";
import { startNotices } from "./notices.ts";
import { expire } from "./store/expire.ts";
import { store } from "./store/store.ts";

function tidy(): void {
  void store.reach(expire, 0).catch(() => 0);
}

store.addEventListener("unlocked", tidy);
tidy();
void startNotices();
