// <language-packs>: every pack with its own card, which is any child with data-lang, or data-pack for an optional one.
import { Card } from "./card.ts";
import { KeepOfflineElement } from "./keep.ts";

export class LanguagePacksElement extends KeepOfflineElement {
  protected override makeCards(): Card[] {
    const hosts = [...this.querySelectorAll<HTMLElement>("[data-lang], [data-pack]")];
    return hosts.map((host) => new Card(host, host.dataset.lang ?? host.dataset.pack ?? ""));
  }
}
