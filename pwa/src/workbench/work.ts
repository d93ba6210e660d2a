// What there is to do, language by language, and one button for what comes next.
import { addressOf, RefusedError, sendFile } from "./api.ts";
import type { LanguageRow, Me, UnitRow } from "./told.ts";
import { button, el } from "./dom.ts";

const KINDS: { [ending: string]: string } = { po: "text/x-gettext-translation", csv: "text/csv", xlf: "application/xliff+xml" };

interface Compared {
  rows: { id: string; domain: string; verdict: string; before: string[]; after: string[]; reason: string; line: number }[];
  counts: { [verdict: string]: number };
  taken: string[];
}

function left(unit: UnitRow): number {
  return unit.texts - unit.translated + unit.behind;
}

function bar(unit: UnitRow): HTMLElement {
  const share = (count: number): number => Math.round((100 * count) / Math.max(unit.texts, 1));
  const meter = el("span", { class: "bar", role: "img", "aria-label": `${share(unit.translated)} % translated, ${share(unit.checked)} % checked` });
  for (const [name, count] of [["checked", unit.checked], ["translated", unit.translated - unit.checked], ["behind", unit.behind]] as const) {
    const part = el("span", { "data-part": name });
    part.style.inlineSize = `${share(count)}%`;
    meter.append(part);
  }
  return meter;
}

function told(unit: UnitRow): string {
  const facts: [number, string][] = [
    [unit.texts - unit.translated - unit.behind, "to translate"], [unit.behind, "behind"], [unit.drafts, "drafts"], [unit.questions, "questions"],
  ];
  const said = facts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length > 0 ? said.join(", ") : `${unit.texts} texts, all translated`;
}

function row(tag: string, unit: UnitRow): HTMLElement {
  return el("li", {}, el("a", { class: "unit", href: `#${tag}/${unit.domain}` },
    el("span", { class: "unit__title" }, unit.title), el("span", { class: "quiet" }, told(unit)), bar(unit)));
}

/** The unit in which something waits: a question first, then what is behind, what is missing, what is not handed in. */
export function next(units: UnitRow[]): UnitRow | undefined {
  const first = (wanted: (unit: UnitRow) => number): UnitRow | undefined => units.find((unit) => wanted(unit) > 0);
  return first((unit) => unit.questions) ?? first((unit) => unit.behind) ?? first(left) ?? first((unit) => unit.drafts);
}

function language(one: LanguageRow, roles: string[], changed: () => void): HTMLElement {
  const onward = next(one.units);
  const texts = one.units.reduce((sum, unit) => sum + unit.texts, 0);
  const done = one.units.reduce((sum, unit) => sum + unit.translated, 0);
  return el("section", { class: "stack", "aria-labelledby": `l-${one.tag}` },
    el("h2", { id: `l-${one.tag}` }, el("span", { lang: one.tag, dir: one.dir }, one.endonym), ` · ${one.english}`),
    el("p", {}, `${done} of ${texts} texts translated. You are ${roles.join(", ")}.`),
    onward && el("p", {}, el("a", { class: "button button--main", href: `#${one.tag}/${onward.domain}` }, `Next: ${onward.title}`)),
    el("ul", { class: "plain units" }, ...one.units.map((unit) => row(one.tag, unit))),
    files(one.tag, changed),
  );
}

function files(tag: string, changed: () => void): HTMLElement {
  const shown = el("div", { class: "stack", "aria-live": "polite" });
  const input = el("input", { type: "file", accept: ".po,.csv,.xlf,.xliff", change: () => void compare(tag, input, shown, changed) });
  return el("details", { class: "card" }, el("summary", {}, "Work in another tool: files out and in"),
    el("p", {}, "Take the whole language as one file: ", ...Object.keys(KINDS).flatMap((ending, at) => [
      at > 0 ? " · " : null, el("a", { href: addressOf(`export/${tag}.${ending}`), download: "" }, ending.toUpperCase())])),
    el("label", { class: "field" }, el("span", {}, "Bring a file back. You see first what would change; then it becomes your drafts."), input), shown);
}

async function compare(tag: string, input: HTMLInputElement, shown: HTMLElement, changed: () => void): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const type = KINDS[file.name.toLowerCase().replace(/^.*\.|iff$/g, "")] ?? KINDS["po"] ?? "";
  try {
    const found = await sendFile<Compared>(`languages/${tag}/import`, file, type);
    const differing = found.rows.filter(({ verdict }) => verdict !== "same");
    shown.replaceChildren(
      el("p", {}, Object.entries(found.counts).map(([verdict, count]) => `${count} ${verdict}`).join(", ") || "Nothing differs."),
      el("ul", { class: "plain stack" }, ...differing.map((one) => el("li", { class: "card" }, el("b", {}, `${one.id}: ${one.verdict}`), " ", one.reason,
        el("p", { lang: tag, dir: "auto", class: "gone" }, one.before.join(" · ")), el("p", { lang: tag, dir: "auto" }, one.after.join(" · "))))),
      differing.length > 0 ? button("Keep new and changed as my drafts", () => void keep(tag, file, type, shown, changed), { class: "button button--main" }) : "",
    );
  } catch (error) {
    shown.replaceChildren(el("p", { class: "told", role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
  input.value = "";
}

async function keep(tag: string, file: File, type: string, shown: HTMLElement, changed: () => void): Promise<void> {
  try {
    const { taken } = await sendFile<Compared>(`languages/${tag}/import?write=true`, file, type);
    shown.replaceChildren(el("p", { role: "status" }, `${taken.length} texts are your drafts now.`));
    changed();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    shown.replaceChildren(el("p", { class: "told", role: "alert" }, error.message));
  }
}

export function workView(me: Me, languages: LanguageRow[], changed: () => void): HTMLElement {
  const rolesIn = (tag: string): string[] => me.roles.filter(({ language: own }) => own === tag).map(({ role }) => role);
  return el("main", { class: "wide stack" }, el("h1", {}, "My work"),
    ...languages.map((one) => language(one, rolesIn(one.tag), changed)),
    languages.length === 0 && el("p", {}, "You have no language yet. Ask whoever invited you."));
}
