// Passing the app on: the address, the booklet's file, a poster. Nothing is sent unless the phone's own sheet sends it.
import { ConnectedElement, say, setText, show } from "../../connected.ts";

/** The address without what nobody types: "https://example.org" is "example.org". */
export function hostOf(address: string): string {
  return address.replace(/^[a-z]+:\/\//, "").replace(/\/+$/, "");
}

/** Whether the phone can hand this file to another app. */
function canHand(file: File): boolean {
  return typeof navigator.share === "function" && navigator.canShare?.({ files: [file] }) === true;
}

// Asked before there is a file: a phone that shares no HTML says so here, and gets the link alone.
function sharesFiles(name: string): boolean {
  return typeof File === "function" && canHand(new File(["x"], name, { type: "text/html" }));
}

export class ShareAppElement extends ConnectedElement {
  #file: File | null = null;

  protected override connected(): void {
    const link = this.child("link");
    setText(link, this.#address);
    this.querySelectorAll('[data-part="host"]').forEach((place) => setText(place, hostOf(this.#address)));
    show(this.querySelector(".poster"), true);
    this.onDo("print", () => print());
    this.onDo("copy", () => void this.#copy());
    if (typeof navigator.share === "function") this.onDo("send", () => void this.#send());
    if (sharesFiles(this.#name)) this.onDo("file", () => void this.#pass());
  }

  get #address(): string {
    return this.dataset.address || location.origin;
  }

  get #link(): HTMLAnchorElement | null {
    return this.querySelector<HTMLAnchorElement>('a[data-part="file"]');
  }

  get #name(): string {
    return this.#link?.download || "pauza.html";
  }

  async #send(): Promise<void> {
    // Closing the sheet rejects too; then nothing was wanted.
    await navigator.share({ url: `${this.#address}/` }).catch(() => undefined);
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(`${this.#address}/`);
      say(this, "copied");
    } catch {
      const link = this.child("link");
      if (link) getSelection()?.selectAllChildren(link);
      say(this, "marked");
    }
  }

  async #pass(): Promise<void> {
    try {
      if (!this.#file) say(this, "working");
      this.#file ??= await this.#fetched();
    } catch {
      return say(this, "absent");
    }
    say(this);
    try {
      await navigator.share({ files: [this.#file] });
    } catch (error) {
      // The sheet opens only soon after a tap: on a slow line the file came too late for this one.
      if ((error as Error).name === "NotAllowedError") say(this, "again");
    }
  }

  async #fetched(): Promise<File> {
    const answer = await fetch(this.#link?.href ?? "");
    if (!answer.ok) throw new Error("absent");
    return new File([await answer.blob()], this.#name, { type: "text/html" });
  }
}
