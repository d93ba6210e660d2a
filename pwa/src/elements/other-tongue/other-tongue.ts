// The other person's language below one's own: each turn of a script, and each screen that it shows.
import { show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { linesOf } from "../../listen/script.ts";
import { pageIn, quoted } from "../../other-page.ts";
import { store } from "../../store/store.ts";

const RECORD = "othertongue";

export class OtherTongueElement extends KeepingElement {
  protected override connected(): void {
    super.connected();
    show(this, true);
    this.listen(this.#choice, "change", () => void this.#chosen());
    void this.#load();
  }

  get #choice(): HTMLSelectElement | null {
    return this.querySelector("select");
  }

  async #load(): Promise<void> {
    const { tag } = ((await store.get(RECORD)) ?? {}) as { tag?: unknown };
    const choice = this.#choice;
    if (!choice || choice.value || ![...choice.options].some(({ value }) => value === tag)) return;
    choice.value = String(tag);
    await this.#fill(choice.value);
  }

  async #chosen(): Promise<void> {
    const tag = this.#choice?.value ?? "";
    void (tag ? store.put(RECORD, { tag, at: new Date().toISOString() }) : store.remove(RECORD));
    await this.#fill(tag);
  }

  async #fill(tag: string): Promise<void> {
    document.documentElement.dataset.other = tag;
    const script = tag ? await pageIn(tag, document.documentElement.dataset.code ?? "") : null;
    const screens = [...document.querySelectorAll<HTMLElement>(".turn__screen")];
    const pages = await Promise.all(screens.map(({ dataset }) => (tag ? pageIn(tag, dataset.unitCode ?? "") : null)));
    // Another choice was made meanwhile.
    if ((this.#choice?.value ?? "") !== tag) return;
    const sections = [...document.querySelectorAll<HTMLElement>("step-deck > section.step")];
    sections.forEach((section) => this.#turns(section, script?.getElementById(section.id) ?? null));
    screens.forEach((screen, place) => this.#screen(screen, pages[place]?.getElementById(screen.dataset.step ?? "") ?? null));
    this.state(tag && (!script || pages.includes(null)) ? "absent" : "");
  }

  #turns(section: HTMLElement, other: Element | null): void {
    section.querySelectorAll<HTMLElement>("[data-turn]").forEach((turn) => {
      const said = other?.querySelector(`[data-turn="${CSS.escape(turn.dataset.turn ?? "")}"] .turn__text`);
      const own = turn.querySelector(".turn__text")?.textContent?.trim();
      const isAnother = said && said.textContent?.trim() !== own;
      this.#put(turn.querySelector('[data-part="other"]'), isAnother ? [quoted("span", said)] : []);
    });
  }

  #screen(screen: HTMLElement, other: Element | null): void {
    const lines = other ? linesOf(other).map(({ block }) => quoted(block.matches("h2") ? "b" : "p", block)) : [];
    this.#put(screen.querySelector('[data-part="other-page"]'), lines);
  }

  #put(place: Element | null, nodes: Node[]): void {
    if (!place) return;
    place.textContent = "";
    place.append(...nodes);
    show(place, nodes.length > 0);
  }
}
