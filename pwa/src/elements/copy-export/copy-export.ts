// Everything kept, as one sealed file: first the words are offered, then typed once more, then the file is made.
import { say, setText, show } from "../../connected.ts";
import { writeCopy } from "../../copy/format.ts";
import { takeOut } from "../../copy/phone.ts";
import { KeepingElement } from "../../keeping.ts";
import { offerWords } from "../../passphrase.ts";
import { phraseFrom, secretFrom } from "../../store/kdf.ts";
import { store } from "../../store/store.ts";

/** Says nothing of what is in it: the day, and that it is a copy. */
export function fileName(day: Date): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `copy-${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}.json`;
}

export class CopyExportElement extends KeepingElement {
  #words = "";
  #file: File | null = null;

  protected override connected(): void {
    super.connected();
    show(this, true);
    this.onDo("begin", () => void this.#begin());
    this.onDo("other", () => void this.#offer());
    this.onDo("own", () => this.#own());
    this.onDo("cancel", () => this.#end());
    this.onDo("share", () => void this.#share());
    this.listen(this.querySelector("form"), "submit", (event) => {
      event.preventDefault();
      void this.#make();
    });
    show(this.doing("share"), false);
  }

  async #begin(): Promise<void> {
    say(this, "");
    show(this.doing("begin"), false);
    show(this.querySelector("form"), true);
    await this.#offer();
  }

  async #offer(): Promise<void> {
    this.#words = (await offerWords(this.getAttribute("data-words"))) ?? "";
    setText(this.child("words"), this.#words);
    this.#show(this.#words !== "");
  }

  #own(): void {
    this.#words = "";
    this.#show(false);
    this.#field("typed")?.focus();
  }

  #show(offered: boolean): void {
    show(this.child("offer"), offered);
    show(this.child("typed"), !offered);
  }

  #field(name: string): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>(`[data-field="${name}"]`);
  }

  async #make(): Promise<void> {
    const words = secretFrom("words", this.#words || (this.#field("typed")?.value ?? ""));
    if (!words) return say(this, "form");
    if (words !== phraseFrom(this.#field("again")?.value ?? "")) return say(this, "differ");
    say(this, "working");
    const contents = await store.reach(takeOut, null).catch(() => null);
    if (!contents || contents.entries.length === 0) return say(this, contents ? "empty" : "failed");
    this.#file = new File([await writeCopy(contents, words)], fileName(new Date()), { type: "application/json" });
    this.#save(this.#file);
    this.#end();
    setText(this.child("name"), this.#file.name);
    show(this.doing("share"), navigator.canShare?.({ files: [this.#file] }) === true);
    say(this, "done");
    this.tell("made");
  }

  #save(file: File): void {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = file.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }

  async #share(): Promise<void> {
    if (this.#file) await navigator.share({ files: [this.#file] }).catch(() => undefined); // closed again: nothing to say
  }

  #end(): void {
    this.#words = "";
    this.querySelector("form")?.reset();
    setText(this.child("words"), "");
    show(this.querySelector("form"), false);
    show(this.doing("begin"), true);
    say(this, "");
    this.doing("begin")?.focus();
  }
}
