// <keep-offline lang>: keep one language on this phone, or with <keep-offline data-pack> an optional pack beside it.
import { ConnectedElement, show } from "../connected.ts";
import { Card } from "./card.ts";
import type { Report } from "./messages.ts";
import { offlineStatus } from "./register.ts";

export class KeepOfflineElement extends ConnectedElement {
  #cards: Card[] = [];

  protected override connected(): void {
    this.#cards = this.makeCards();
    for (const card of this.#cards) this.listen(card.host, "click", ({ target }) => act(card, target));
    this.listen(navigator.serviceWorker, "message", (event) => {
      this.#cards.forEach((card) => card.hear((event as MessageEvent<Report>).data));
    });
    this.listen(window, "online", () => this.#cards.forEach((card) => card.online()));
    show(this, true);
    void offlineStatus().then((known) => this.#cards.forEach((card) => void card.refresh(known)));
  }

  protected override disconnected(): void {
    this.#cards.forEach((card) => card.stop());
  }

  protected makeCards(): Card[] {
    return [new Card(this, this.dataset.pack || this.lang || document.documentElement.lang)];
  }
}

function act(card: Card, target: EventTarget | null): void {
  const name = target instanceof Element && target.closest<HTMLElement>("[data-do]")?.dataset.do;
  if (name === "keep") void card.keep();
  if (name === "remove") void card.remove();
}
