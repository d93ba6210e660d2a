// <language-packs>: every pack with its own card, which is any child with data-lang, or data-pack for an optional one.
import { Card } from "./card.ts";
import { KeepOfflineElement } from "./keep.ts";

export class LanguagePacksElement extends KeepOfflineElement {
  protected override makeCards(): Card[] {
    const hosts = [...this.querySelectorAll<HTMLElement>("[data-lang], [data-pack]")];
    return hosts.map((host) => new Card(host, host.dataset.lang ?? soundOf(host.dataset) ?? host.dataset.pack ?? ""));
  }
}

/** The pack of recordings that this phone can play: an older iPhone plays no Opus. */
function soundOf({ m4a }: DOMStringMap): string | undefined {
  return m4a && !new Audio().canPlayType('audio/ogg; codecs="opus"') ? m4a : undefined;
}
