// <language-packs>: every language with its own card, which is any child with data-lang.
import { Card } from "./card.ts";
import { KeepOfflineElement } from "./keep.ts";

export class LanguagePacksElement extends KeepOfflineElement {
  protected override makeCards(): Card[] {
    const hosts = [...this.querySelectorAll<HTMLElement>("[data-lang]")];
    return hosts.map((host) => new Card(host, host.dataset.lang ?? ""));
  }
}
