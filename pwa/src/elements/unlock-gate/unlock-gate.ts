// Asks for the PIN or passphrase in place. A wrong one loses nothing; after some, the next try waits a little.
import { ConnectedElement, setText, show } from "../../connected.ts";
import { asLock } from "../../secret.ts";
import { PIN_DIGITS, pinFrom } from "../../store/kdf.ts";
import { store } from "../../store/store.ts";
import { waitAfter, wrongTries } from "../../store/tries.ts";
import { unlock } from "../../store/unlock.ts";

const SECOND_MS = 1000;

export class UnlockGateElement extends ConnectedElement {
  #busy = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  protected override connected(): void {
    this.listen(this.querySelector("form"), "submit", (event) => {
      event.preventDefault();
      void this.#try();
    });
    this.listen(this, "input", () => this.#typed());
    this.listen(this.querySelector("details"), "toggle", () => this.#focus());
    void this.#ask();
  }

  protected override disconnected(): void {
    clearInterval(this.#timer);
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input");
  }

  async #ask(): Promise<void> {
    const lock = await store.reach(({ opened }) => Promise.resolve(opened.keys.lock ?? null), null).catch(() => null);
    const kind = lock?.kind ?? "pin";
    asLock(this, kind);
    this.querySelectorAll<HTMLElement>("[data-for]").forEach((part) => show(part, part.dataset.for === kind));
    this.#wait(await store.reach(({ opened }) => wrongTries(opened.db), 0).catch(() => 0));
    this.#typed(); // a PIN that was there before it was known to be one
  }

  #focus(): void {
    if (this.querySelector("details")?.open && !this.closest("[hidden]")) this.#field?.focus({ preventScroll: true });
  }

  // The sixth digit is the end of a PIN: nothing more has to be tapped.
  #typed(): void {
    if (this.dataset.kind === "pin" && pinFrom(this.#field?.value ?? "").length === PIN_DIGITS) void this.#try();
  }

  async #try(): Promise<void> {
    const typed = this.#field?.value ?? "";
    if (this.#busy || !typed.trim()) return;
    this.#work(true);
    const outcome = await store.reach((device) => unlock(device, typed)).catch(() => "damaged");
    this.#work(false);
    if (outcome === "open") return void store.resume();
    if (this.#field) this.#field.value = "";
    this.state(outcome);
    this.#focus();
    this.querySelector(`[data-state="${outcome}"]`)?.scrollIntoView({ block: "center" }); // not under the deck's buttons
    this.#wait(await store.reach(({ opened }) => wrongTries(opened.db), 0).catch(() => 0));
  }

  #work(on: boolean): void {
    this.#busy = on;
    if (on) this.state("working");
    this.querySelector("button")?.toggleAttribute("disabled", on);
  }

  #wait(wrong: number): void {
    let seconds = waitAfter(wrong);
    clearInterval(this.#timer);
    const tick = (): void => {
      this.querySelector("button")?.toggleAttribute("disabled", seconds > 0);
      this.#field?.toggleAttribute("readonly", seconds > 0);
      show(this.child("wait"), seconds > 0);
      setText(this.child("seconds"), seconds);
      this.#busy = seconds > 0;
      if ((seconds -= 1) < 0) clearInterval(this.#timer);
    };
    tick();
    if (seconds >= 0) this.#timer = setInterval(tick, SECOND_MS);
  }
}
