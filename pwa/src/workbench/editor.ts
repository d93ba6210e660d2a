// One text: its English and what changed in it, the field, and who else has words for it.
import type { UnitText } from "./told.ts";
import { sayAloud, voiceFor } from "./aloud.ts";
import type { Desk } from "./desk.ts";
import { button, el } from "./dom.ts";
import { helps } from "./helps.ts";
import { differing, shown } from "./show.ts";
import { wordsField } from "./words.ts";
import type { Words } from "./words.ts";

const RISKS: { [risk: string]: string } = {
  A: "a button or label", B: "a story or guide", C: "an exercise: the order, in and out, may and must must not shift", D: "safety: somebody could be hurt by a wrong word",
};

export interface Moves {
  typed(forms: string[]): void;
  step(by: number): void;
  /** Draw this text again. */
  redraw(): void;
  takeBack(): void;
}

export interface Editor {
  nodes: Node[];
  words: Words;
}

export function editor(desk: Desk, text: UnitText, moves: Moves): Editor {
  const { unit, rules } = desk;
  const words = wordsField(rules, unit, text, desk.forms(text), (forms) => moves.typed(forms));
  const nodes: (Node | null | false)[] = [
    el("p", { class: "quiet" }, `${unit.texts.indexOf(text) + 1} of ${unit.texts.length} · ${text.id} · ${RISKS[text.risk] ?? text.risk}`, text.limit !== null && ` · at most ${text.limit} characters`),
    ...english(text),
    text.note !== "" && el("p", { class: "note" }, text.note),
    clash(desk, text, moves),
    words.view,
    el("div", { class: "row" },
      button("‹ Before", () => moves.step(-1), { title: "Alt + ↑" }),
      button("Next ›", () => moves.step(1), { class: "button button--main", title: "Ctrl + Enter" }),
      text.state === "behind" && !desk.isMine(text) && button("These words still hold", () => words.set(desk.forms(text))),
      desk.isMine(text) && button("Take my draft back", () => moves.takeBack()),
      voiceFor(desk.tag) !== undefined && button("Hear it", () => sayAloud(desk.tag, desk.forms(text).join(". ")))),
    helps({ unit, text, forms: desk.forms(text), take: (forms) => words.set(forms), noted: (note) => text.notes.push(note) }),
  ];
  return { nodes: nodes.filter((node): node is Node => node !== null && node !== false), words };
}

function english(text: UnitText): Node[] {
  const labels = text.source.length > 1 ? ["one", "many"] : ["English"];
  const isUnsafe = text.severity === "safety";
  const told = isUnsafe
    ? "The English changed for safety. Readers see it in English until this is translated."
    : "The English changed. Readers keep the old words until this is mended.";
  return text.source.map((source, at) => {
    const before = text.previous?.[at] ?? text.previous?.[0];
    return el("div", { class: "source", lang: "en", dir: "ltr" }, el("span", { class: "quiet" }, labels[at] ?? ""),
      el("p", {}, ...(before !== undefined && before !== source ? differing(before, source) : shown(source, false))),
      at === 0 && text.state === "behind" && el("p", { class: "finding", "data-level": isUnsafe ? "block" : "warn" }, told));
  });
}

/** Two people, or two devices of one person, have other words here: both are shown, one chooses. */
function clash(desk: Desk, text: UnitText, moves: Moves): HTMLElement | null {
  const newer = desk.typed(text)?.newer;
  const here = desk.forms(text);
  if (newer) {
    const keep = (forms: string[]): void => void desk.keep(text, forms, newer.etag).then(() => moves.redraw());
    return choice(desk, "You wrote other words here on another device:", newer.forms, here,
      button("Keep what I wrote here", () => keep(here)), button("Take those from the other device", () => keep(newer.forms)));
  }
  if (text.draft?.conflict && text.target) {
    return choice(desk, "Somebody has handed in other words since you began:", text.target, here,
      button("Mine are better", () => void desk.keep(text, here).then(() => moves.redraw())),
      button("Theirs are better", () => moves.takeBack()));
  }
  const said = desk.refusal(text);
  return said === undefined ? null : el("p", { class: "told", role: "alert" }, said);
}

function choice(desk: Desk, label: string, theirs: string[], mine: string[], ...buttons: HTMLElement[]): HTMLElement {
  const { tag, dir } = desk.unit.language;
  return el("div", { class: "card stack", role: "alert" }, el("p", {}, label),
    el("p", { lang: tag, dir }, ...differing(theirs.join(" / "), mine.join(" / "))), el("div", { class: "row" }, ...buttons));
}
