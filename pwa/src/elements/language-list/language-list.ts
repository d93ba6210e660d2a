// Every language: found by what is typed, each leading to the page one came from.
import { ConnectedElement, show } from "../../connected.ts";
import { chosenHref } from "../../chosen.ts";
import { matches } from "./matching.ts";

export class LanguageListElement extends ConnectedElement {
  protected override connected(): void {
    this.#aim();
    this.listen(window, "hashchange", () => this.#aim());
    const field = this.querySelector("input");
    show(this.child("find"), true);
    this.listen(field, "input", () => this.#find(field?.value ?? ""));
    this.listen(field, "keydown", (event) => this.#go(event as KeyboardEvent));
  }

  get #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-lang]")];
  }

  #aim(): void {
    for (const row of this.#rows) {
      const { href, quiet } = chosenHref(row.dataset.lang ?? "", location.hash);
      row.querySelector("a")?.setAttribute("href", href);
      document.documentElement.toggleAttribute("data-quiet", quiet);
    }
  }

  #find(typed: string): void {
    this.#rows.forEach((row) => show(row, matches(row.dataset.names ?? "", typed)));
    show(this.child("none"), this.#rows.every((row) => row.hidden));
  }

  /** Enter opens the one that is left. */
  #go({ key }: KeyboardEvent): void {
    const left = this.#rows.filter((row) => !row.hidden);
    if (key === "Enter" && left.length === 1) left[0]?.querySelector("a")?.click();
  }
}
