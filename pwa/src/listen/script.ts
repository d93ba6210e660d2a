// What a step says, read off the page: its lines in their order. api/narration/script.py tells the same to who records.

/** A block of words, and the seconds of quiet before it. */
export interface Line {
  block: HTMLElement;
  rest: number;
}

const LINES = [
  ":scope > h2:not(.visually-hidden), :scope > h3, :scope > p:not(.row, .beside, .step__or, [data-part])",
  "[data-said], .talk dt, .talk dd, .sense__body > p, .cues li, .lines li",
  ".ideas > li:not([data-shift]), .rating__ends > span, .note--care > p:not(.beside), .service__facts dt, .service__facts dd",
].join();
const SENTENCE = /\S.*?(?:[.!?…؟۔।]+[”"»)’]*(?=\s|$)|$)/g;
const LETTERS_A_SECOND = 12;
const TO_NOTICE_ONE = 2;

export function linesOf(section: Element): Line[] {
  const blocks = [...section.querySelectorAll<HTMLElement>(LINES)].filter(({ textContent }) => textContent?.trim());
  return blocks.map((block, place) => ({ block, rest: restBefore(block, blocks[place - 1]) }));
}

export function sentencesOf(text: string): string[] {
  return text.replace(/\s+/g, " ").trim().match(SENTENCE) ?? [];
}

/** Time to notice, to be quiet, to stay with a line, before the next words. */
export function restBefore(block: HTMLElement, before?: HTMLElement): number {
  if (block.dataset.at) return Number(block.dataset.at) - Number(before?.dataset.at ?? 0);
  const count = before?.closest<HTMLElement>("[data-count]")?.dataset.count;
  if (count) return Number(count) * TO_NOTICE_ONE;
  const seconds = before?.dataset.seconds;
  return seconds ? Math.max(1, Number(seconds) - (before.textContent ?? "").trim().length / LETTERS_A_SECOND) : 0;
}
