// Brings a copy in: all of it or nothing, and what is here already is never lost.
import { say, setText, show } from "../../connected.ts";
import { readCopy } from "../../copy/format.ts";
import { bringIn } from "../../copy/phone.ts";
import { CopyError } from "../../copy/trouble.ts";
import { KeepingElement } from "../../keeping.ts";
import { store } from "../../store/store.ts";

/** More than a person can write in years; a phone would have no memory for it. */
const LARGEST = 64 * 1024 * 1024;

export class CopyImportElement extends KeepingElement {
  #busy = false;

  protected override connected(): void {
    super.connected();
    show(this, true);
    this.onDo("begin", () => this.#open(true));
    this.onDo("cancel", () => this.#open(false));
    this.listen(this.querySelector("form"), "submit", (event) => {
      event.preventDefault();
      void this.#bring();
    });
  }

  #open(on: boolean): void {
    this.querySelector("form")?.reset();
    show(this.querySelector("form"), on);
    show(this.doing("begin"), !on);
    this.#say("");
    (on ? this.querySelector("input") : this.doing("begin"))?.focus();
  }

  #say(what: string): void {
    say(this, what);
    show(this.child("unchanged"), !["", "working", "done", "file"].includes(what));
  }

  async #bring(): Promise<void> {
    const file = this.querySelector<HTMLInputElement>('input[type="file"]')?.files?.[0];
    const words = this.querySelector<HTMLInputElement>('[data-field="words"]')?.value ?? "";
    if (this.#busy) return;
    if (!file) return this.#say("file");
    this.#busy = true;
    this.#say("working");
    try {
      await this.#take(file, words);
    } catch (error) {
      this.#say(error instanceof CopyError ? error.reason : "failed");
    }
    this.#busy = false;
  }

  async #take(file: File, words: string): Promise<void> {
    if (file.size > LARGEST) throw new CopyError("foreign");
    const contents = await readCopy(await file.text(), words);
    // Trouble is an answer, not a failure: a failure would be tried a second time.
    const done = await store.reach((device) => bringIn(device, contents).catch((error: unknown) => error));
    if (done instanceof Error) throw done;
    const { added, same, both } = done as { added: number; same: number; both: number };
    this.#open(false);
    for (const [name, n] of Object.entries({ added, same, both })) setText(this.child(name), n);
    show(this.child("both-row"), both > 0);
    this.#say("done");
    this.tell("done");
  }
}
