// A contact in words: pure, over what is kept and the page's words.
import type { Contact, Mark } from "../../store/contacts.ts";

export type Words = Record<Mark | "people", string>;

const MARKS: readonly Mark[] = ["done", "partly", "not"];

/** "5 done · 1 partly done"; nothing where nothing was marked. */
export function summaryOf({ parts, people }: Contact, words: Words): string {
  const counts = MARKS.map((mark) => [parts.filter((part) => part.mark === mark).length, words[mark]] as const);
  const said = counts.filter(([count]) => count).map(([count, word]) => `${word}: ${count}`);
  return [...said, ...(people ? [`${words.people} ${people}`] : [])].join(" · ");
}

/** What was not simply done and why, by the number of the part; then the question. */
export function reasonsOf({ parts, ask }: Contact, words: Words): string[] {
  const told = parts.filter(({ mark }) => mark !== "done");
  const lines = told.map(({ step, mark, why }) => [`${Number(step.slice(1, 3))}: ${words[mark]}`, why].filter(Boolean).join(". "));
  return ask ? [...lines, ask] : lines;
}

export function asText(contact: Contact, when: string, words: Words): string {
  const head = [contact.title, when, summaryOf(contact, words)].filter(Boolean);
  return [...head, ...reasonsOf(contact, words)].join("\n");
}
