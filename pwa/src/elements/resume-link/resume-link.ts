// On the first page: go on where the reading stopped; sessions read to the end are marked.
import { setText, show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { allProgress } from "../../store/progress.ts";
import type { UnitProgress } from "../../store/progress.ts";
import { goOn } from "./go-on.ts";

export class ResumeLinkElement extends KeepingElement {
  protected override connected(): void {
    super.connected();
    document.querySelectorAll("a[data-done]").forEach((link) => this.#mark(link, false));
    void this.#refresh();
    this.listen(window, "pageshow", (event) => (event as PageTransitionEvent).persisted && void this.#refresh());
  }

  async #refresh(): Promise<void> {
    const progress = await allProgress();
    progress.filter(({ done }) => done).forEach(({ unit }) => this.#mark(this.#link(unit), true));
    const next = goOn(progress, this.#units("a[data-unit]"), this.#units(".path a[data-unit]"));
    const link = next && this.#link(next.unit);
    if (link) this.#point(link, next.at);
  }

  #units(selector: string): string[] {
    return [...document.querySelectorAll<HTMLElement>(selector)].map((link) => link.dataset.unit ?? "");
  }

  #link(unit: string): HTMLAnchorElement | null {
    return document.querySelector(`a[data-unit="${CSS.escape(unit)}"]`);
  }

  #mark(link: Element | null, on: boolean): void {
    link?.toggleAttribute("data-done", on);
    show(link?.querySelector('[data-part="done"]'), on);
  }

  #point(link: HTMLAnchorElement, at: UnitProgress | null): void {
    const title = (link.querySelector('[data-part="title"]') ?? link.querySelector("span") ?? link).textContent?.trim();
    const step = at ? ` · ${this.words('[data-word="step"]')} ${at.place} / ${at.of}` : "";
    const label = this.words('[data-word="continue"]');
    this.child("link")?.setAttribute("href", `${link.getAttribute("href")}${at ? `#${at.step}` : ""}`);
    if (label) setText(this.child("label"), label);
    setText(this.child("where"), `${title}${step}`);
  }
}
