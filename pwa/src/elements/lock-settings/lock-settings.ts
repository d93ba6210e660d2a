// Sets, changes and removes the PIN or passphrase, and the second PIN. Holds no words of its own.
import { say, setText, show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { offerWords } from "../../passphrase.ts";
import { asLock } from "../../secret.ts";
import type { LockKind } from "../../store/schema.ts";
import { store } from "../../store/store.ts";
import { changeLock, changeSecond, dropLock, presentLock } from "./changes.ts";
import type { Answer } from "./changes.ts";

type Panel = "pin" | "words" | "remove" | "second";

export class LockSettingsElement extends KeepingElement {
  #busy = false;

  protected override connected(): void {
    super.connected();
    show(this, true);
    for (const panel of ["pin", "words", "remove", "second"] as const) {
      this.onDo(`open-${panel}`, () => this.#open(panel));
      this.listen(this.#form(panel), "submit", (event) => {
        event.preventDefault();
        void this.#submit(panel, event as SubmitEvent);
      });
    }
    this.onDo("cancel", () => void this.#cancel());
    this.onDo("other-words", () => void this.#offer());
    this.listen(store, "unlocked", () => void this.#look());
    void this.#look();
    void store.resume(); // nothing on this page reads notes, and a lock is known by reading
  }

  #form(panel: Panel): HTMLFormElement | null {
    return this.querySelector(`form[data-panel="${panel}"]`);
  }

  #field(panel: Panel, name: string): string {
    return this.#form(panel)?.querySelector<HTMLInputElement>(`[data-field="${name}"]`)?.value ?? "";
  }

  /** Show what is possible now. A panel that somebody has opened meanwhile, on a slow phone, stays open. */
  async #look(): Promise<void> {
    const kind = (await presentLock())?.kind;
    const open = this.querySelector("form[data-panel]:not([hidden])") !== null;
    asLock(this, kind ?? "pin");
    this.querySelectorAll<HTMLElement>("[data-when]").forEach((part) => {
      show(part, (part.dataset.when ?? "").split(" ").includes(kind ?? "none") && !(open && part === this.child("choices")));
    });
    if (!open) setText(this.child("words"), "");
  }

  async #cancel(): Promise<void> {
    this.#say("");
    await this.#close();
    this.child("heading")?.focus();
  }

  async #close(): Promise<void> {
    this.querySelectorAll<HTMLFormElement>("form[data-panel]").forEach((form) => {
      form.reset();
      show(form, false);
    });
    await this.#look();
  }

  #open(panel: Panel): void {
    show(this.child("choices"), false);
    const form = this.#form(panel);
    show(form, true);
    this.#say("");
    if (panel === "words") void this.#offer();
    form?.querySelector("input")?.focus();
  }

  async #offer(): Promise<void> {
    const words = await offerWords(this.getAttribute("data-words"));
    if (words) setText(this.child("words"), words);
    show(this.child("offer"), words !== null);
  }

  async #submit(panel: Panel, event: SubmitEvent): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#say("working");
    const answer = await this.#change(panel, event).catch((): Answer => "failed");
    this.#busy = false;
    if (answer !== "done") return this.#say(answer);
    await this.#close();
    this.#say("done");
    this.tell("changed");
  }

  #change(panel: Panel, event: SubmitEvent): Promise<Answer> {
    const [now, typed, again] = ["now", "typed", "again"].map((name) => this.#field(panel, name)) as [string, string, string];
    if (panel === "remove") return dropLock(now);
    if (panel !== "second") return changeLock(panel as LockKind, now, typed, again);
    const isTaken = event.submitter?.dataset.remove !== undefined;
    return isTaken ? changeSecond(now, null, "") : changeSecond(now, typed, again);
  }

  #say(what: Answer | "working" | ""): void {
    say(this, what);
    // It stands below a form that may just have closed.
    const said = this.querySelector<HTMLElement>(`[data-say="${what}"]`);
    said?.scrollIntoView({ block: "center" });
    if (what === "done") said?.focus();
  }
}
