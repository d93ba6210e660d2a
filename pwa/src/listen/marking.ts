// The sentence that is being said stands out. A block of plain words is cut into its sentences for as long as it lasts.
import { sentencesOf, type Line } from "./script.ts";

/** One sentence: what is said, in which language, after how much quiet, and where it stands. */
export interface Sentence {
  text: string;
  lang: string;
  rest: number;
  spot: HTMLElement;
}

const SAID = "said";

export class Marking {
  readonly sentences: Sentence[];
  #cut: HTMLElement[] = [];

  constructor(lines: Line[]) {
    this.sentences = lines.flatMap((line) => this.#sentences(line));
  }

  /** Mark one sentence, or none with -1. */
  show(place: number): void {
    const spot = this.sentences[place]?.spot;
    this.sentences.forEach((each) => each.spot !== spot && each.spot.classList.remove(SAID));
    spot?.classList.add(SAID);
  }

  /** Leave the page as it was. */
  end(): void {
    this.show(-1);
    this.#cut.forEach((block) => (block.textContent = block.textContent));
  }

  #sentences({ block, rest }: Line): Sentence[] {
    const texts = sentencesOf(block.textContent ?? "");
    const lang = (block.querySelector<HTMLElement>("[lang]") ?? block.closest<HTMLElement>("[lang]"))?.lang ?? "";
    const spots = block.children.length ? [] : this.#spots(block, texts);
    return texts.map((text, place) => ({ text, lang, rest: place ? 0 : rest, spot: spots[place] ?? block }));
  }

  #spots(block: HTMLElement, texts: string[]): HTMLElement[] {
    if (!texts.length) return [];
    const spots = texts.map((text) => Object.assign(document.createElement("span"), { textContent: text }));
    block.textContent = "";
    block.append(...spots.flatMap((spot, place) => (place ? [" ", spot] : [spot])));
    this.#cut.push(block);
    return spots;
  }
}
