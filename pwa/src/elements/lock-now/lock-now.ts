// One tap locks what is kept, in every tab.
import { show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { store } from "../../store/store.ts";
import { LOCKED, tellTabs } from "../../store/tabs.ts";

export class LockNowElement extends KeepingElement {
  protected override connected(): void {
    super.connected();
    this.onDo("lock", () => void this.#lock());
    this.listen(document, "lock-settings:changed", () => void this.#look());
    this.listen(store, "unlocked", () => void this.#look());
    void this.#look();
  }

  async #look(): Promise<void> {
    const lock = await store.reach(({ opened }) => Promise.resolve(opened.keys.lock ?? null), null).catch(() => null);
    show(this, lock !== null);
  }

  async #lock(): Promise<void> {
    document.dispatchEvent(new Event("page:leaving")); // what is being typed reaches the phone first
    await store.lock(true);
    tellTabs(LOCKED);
  }
}
