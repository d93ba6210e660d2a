// "I practised": one tap, one entry in the log; the count is a plain number, never a streak.
import { setText, show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { placeOf } from "../../place.ts";
import { addPractice, practicesOf } from "../../store/records.ts";
import { store } from "../../store/store.ts";

const AGAIN_MS = 1500;

export class PracticeLogElement extends KeepingElement {
  #last = -Infinity;

  protected override connected(): void {
    super.connected();
    show(this, true);
    this.onDo("log", () => void this.#log());
    void this.#count();
  }

  async #log(): Promise<void> {
    // A double tap is one practice.
    if (performance.now() - this.#last < AGAIN_MS) return;
    this.#last = performance.now();
    await addPractice(placeOf(this).unit);
    this.state(store.kept ? "saved" : "memory");
    await this.#count();
    this.tell("logged");
  }

  async #count(): Promise<void> {
    const { length } = await practicesOf(placeOf(this).unit);
    setText(this.child("n"), length);
    show(this.child("count"), length > 0);
  }
}
