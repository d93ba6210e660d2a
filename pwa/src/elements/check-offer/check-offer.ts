// Some weeks after the programme, on the first page: a look at how it is now, once. No is an answer too, and stays.
import { show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { allCheckIns, finishedAt, isDue } from "../../store/checkins.ts";
import { allProgress } from "../../store/progress.ts";
import { store } from "../../store/store.ts";

const DECLINED = "declined:later";

export class CheckOfferElement extends KeepingElement {
  protected override connected(): void {
    super.connected();
    this.onDo("decline", () => void this.#decline());
    void this.#look();
  }

  async #look(): Promise<void> {
    const finished = await finishedAt(await allProgress(), this.dataset["last"] ?? "");
    const isWanted = isDue(finished, await allCheckIns(), new Date()) && !(await store.get(DECLINED));
    show(this, isWanted);
  }

  async #decline(): Promise<void> {
    show(this, false);
    document.getElementById("main")?.focus();
    await store.put(DECLINED, { at: new Date().toISOString() });
  }
}
