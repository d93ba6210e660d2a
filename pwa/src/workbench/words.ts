// The field for one text: a form at a time, placeholders and rare characters at hand, findings while one types.
import { findings } from "../findings/check.ts";
import type { Found, Rules } from "../findings/rules.ts";
import type { Unit, UnitText } from "./told.ts";
import { button, el } from "./dom.ts";
import { shown } from "./show.ts";

const PLACEHOLDER = /\{[a-z][a-z0-9_]*\}/g;
// What keyboards lack: quotes by language, and marks that keep a direction.
const QUOTES: { [language: string]: string[] } = { pl: ["„", "”"], ro: ["„", "”"], bg: ["„", "“"], hu: ["„", "”"], uk: ["«", "»"], ru: ["«", "»"], ar: ["«", "»"], nl: ["‘", "’"] };
const MARKS = ["–", "…", "\u00a0"];
const DIRECTIONS: [string, string][] = [["RLM", "\u200f"], ["LRM", "\u200e"], ["FSI", "\u2068"], ["PDI", "\u2069"]];
const NAMES: { [char: string]: string } = { "\u00a0": "NBSP" };
const LEVELS: { [level: string]: string } = { block: "Must be mended", warn: "Look at it", hint: "Read once more" };

export interface Words {
  view: HTMLElement;
  set(forms: string[]): void;
  focus(): void;
}

/** What the rules find in the words of a text. */
export function found(rules: Rules, unit: Unit, text: UnitText, forms: string[]): Found[] {
  const { language, glossary } = unit;
  return findings(rules, {
    id: text.id, language: language.tag, source: text.source, forms, categories: language.plurals.length,
    terms: glossary, others: text.others_say, spelled: text.spelled,
  });
}

export function emptyForms(unit: Unit, text: UnitText): string[] {
  return new Array<string>(text.source.length > 1 ? unit.language.plurals.length : 1).fill("");
}

export function wordsField(rules: Rules, unit: Unit, text: UnitText, first: string[], typed: (forms: string[]) => void): Words {
  const { tag, dir, plurals } = unit.language;
  let forms = [...first];
  let at = 0;
  let controls = false;
  const area = el("textarea", { class: "words", lang: tag, dir, rows: 4, spellcheck: "true", autocapitalize: "sentences", "aria-label": "Your translation" });
  const preview = el("p", { class: "words-shown", lang: tag, dir, "aria-hidden": "true" });
  const said = el("ul", { class: "plain findings", "aria-live": "polite" });
  const tabs = el("div", { class: "row", role: "group", "aria-label": "Plural forms" });
  const isPlural = text.source.length > 1;

  const look = (): void => {
    preview.replaceChildren(...shown(area.value, controls));
    preview.hidden = !controls && !PLACEHOLDER.test(area.value);
    PLACEHOLDER.lastIndex = 0;
    const rows = found(rules, unit, text, forms).map((one) => el("li", { class: "finding", "data-level": one.level },
      el("b", {}, `${LEVELS[one.level] ?? ""}: `), one.reason, isPlural && ` (${plurals[one.form]?.category ?? ""})`, " ",
      button("Show", () => mark(one), { class: "link" })));
    said.replaceChildren(...rows);
  };
  const mark = (one: Found): void => {
    open(one.form);
    area.focus();
    area.setSelectionRange(one.start, one.end);
  };
  const changed = (): void => {
    forms = forms.map((form, number) => (number === at ? area.value : form));
    typed(forms);
    look();
  };
  const insert = (what: string): void => {
    area.focus();
    area.setRangeText(what, area.selectionStart, area.selectionEnd, "end");
    changed();
  };
  const open = (number: number): void => {
    at = number;
    area.value = forms[at] ?? "";
    tabs.replaceChildren(...(isPlural ? plurals : []).map(({ category, examples }, own) => button(`${category}: ${examples.join(", ")}`, () => open(own), {
      class: "tab", "aria-pressed": String(own === at), "data-empty": String((forms[own] ?? "").trim() === ""),
    })));
    look();
  };

  area.addEventListener("input", changed);
  const names = [...new Set(text.source.join(" ").match(PLACEHOLDER) ?? [])];
  const bar = el("div", { class: "row bar-of-marks" },
    ...names.map((name) => button(name, () => insert(name), { class: "chip", dir: "ltr", title: "Put this placeholder in" })),
    ...[...(QUOTES[tag] ?? ["“", "”"]), ...MARKS].map((mark) => button(NAMES[mark] ?? mark, () => insert(mark), { class: "mark" })),
    ...(dir === "rtl" ? DIRECTIONS : []).map(([name, mark]) => button(name, () => insert(mark), { class: "mark" })),
    button("¶", (event) => {
      controls = !controls;
      (event.target as HTMLElement).setAttribute("aria-pressed", String(controls));
      look();
    }, { class: "mark", "aria-pressed": "false", title: "Show characters that cannot be seen" }));
  open(0);
  return {
    view: el("div", { class: "stack" }, tabs, area, preview, bar, said),
    set(next) {
      forms = [...next];
      open(at);
      typed(forms);
    },
    focus: () => area.focus(),
  };
}
