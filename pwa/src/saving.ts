// The base of what a person fills in: saved soon after a change, and at once when the page goes away.
import { KeepingElement } from "./keeping.ts";
import { store } from "./store/store.ts";
import { writing } from "./store/writing.ts";

const SOON_MS = 700;

export abstract class SavingElement extends KeepingElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changed = false;
  #saving = 0;
  #loaded: Promise<unknown> = Promise.resolve();

  /** Write the record; what is in the fields at this moment counts. */
  protected abstract save(): Promise<void>;

  /** Fill the fields from the phone; what is in them already stays. */
  protected abstract load(): Promise<void>;

  protected override get unsaved(): boolean {
    return this.#changed || this.#saving > 0;
  }

  protected override connected(): void {
    super.connected();
    this.querySelectorAll("input, textarea").forEach((field) => field.setAttribute("autocomplete", "off"));
    this.listen(this, "input", () => this.change());
    this.listen(this, "change", () => this.flush());
    for (const type of ["page:leaving", "visibilitychange"]) this.listen(document, type, () => this.flush());
    this.listen(window, "pagehide", () => this.flush());
    this.#loaded = this.load();
  }

  protected override disconnected(): void {
    this.flush();
  }

  protected change(): void {
    this.#changed = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), SOON_MS);
  }

  protected flush(): void {
    clearTimeout(this.#timer);
    if (!this.#changed) return;
    this.#changed = false;
    this.#saving += 1;
    // Not before the phone has said what is there: what was kept is never written over unseen.
    void writing(this.#loaded.then(() => this.save()).then(() => this.#saved()));
  }

  #saved(): void {
    this.#saving -= 1;
    this.state(store.kept ? "saved" : "memory");
    this.tell("saved");
  }
}
