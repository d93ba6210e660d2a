// The base of what a person fills in: saved soon after a change, and at once when the page goes away.
import { ConnectedElement } from "./connected.ts";
import { store } from "./store/store.ts";

const SOON_MS = 700;

export abstract class SavingElement extends ConnectedElement {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #changed = false;

  /** Write the record; what is in the fields at this moment counts. */
  protected abstract save(): Promise<void>;

  /** Fill the fields from the phone; not called once the person has begun. */
  protected abstract load(): Promise<void>;

  protected get changed(): boolean {
    return this.#changed;
  }

  protected override connected(): void {
    this.querySelectorAll("input, textarea").forEach((field) => field.setAttribute("autocomplete", "off"));
    this.listen(this, "input", () => this.change());
    this.listen(this, "change", () => this.flush());
    for (const type of ["page:leaving", "visibilitychange"]) this.listen(document, type, () => this.flush());
    this.listen(window, "pagehide", () => this.flush());
    void this.load();
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
    void this.save().then(() => this.#saved());
  }

  #saved(): void {
    this.state(store.kept ? "saved" : "memory");
    this.tell("saved");
  }
}
