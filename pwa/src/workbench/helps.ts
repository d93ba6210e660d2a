// What helps with one text: what was said before, the glossary, other languages, what others typed, notes.
import { get, send } from "./api.ts";
import type { Near, Note, Unit, UnitText } from "./told.ts";
import { button, el, when } from "./dom.ts";
import { differing } from "./show.ts";

interface Asked {
  unit: Unit;
  text: UnitText;
  forms: string[];
  take(forms: string[]): void;
  noted(note: Note): void;
}

function opening(label: string, count: number | null, open: boolean, ...children: (Node | string)[]): HTMLDetailsElement {
  return el("details", { class: "help", open }, el("summary", {}, count === null ? label : `${label} (${count})`), ...children);
}

/** Filled when it is opened for the first time. */
function later(label: string, fill: () => Promise<Node[]>): HTMLDetailsElement {
  const body = el("div", { class: "stack" }, "…");
  const made = opening(label, null, false, body);
  made.addEventListener("toggle", () => {
    if (!made.open || made.dataset["filled"]) return;
    made.dataset["filled"] = "yes";
    fill().then((nodes) => body.replaceChildren(...nodes), (error: unknown) => {
      delete made.dataset["filled"];
      body.replaceChildren(el("p", { class: "told" }, error instanceof Error ? error.message : String(error)));
    });
  });
  return made;
}

function glossary({ unit, text }: Asked): HTMLElement | null {
  const english = text.source.join(" ").toLowerCase();
  const terms = unit.glossary.filter(({ source }) => english.includes(source.toLowerCase()));
  if (terms.length === 0) return null;
  return opening("Glossary", terms.length, true, el("dl", {}, ...terms.flatMap((one) => [
    el("dt", {}, one.source),
    el("dd", {}, el("b", { lang: unit.language.tag, dir: "auto" }, one.term),
      one.forbidden.length > 0 && el("span", {}, "; not ", el("del", { lang: unit.language.tag, dir: "auto" }, one.forbidden.join(", "))),
      one.note !== "" && el("span", { class: "quiet" }, ` ${one.note}`)),
  ])));
}

function memory({ unit, text, take }: Asked): HTMLElement {
  return later("Said before for like English", async () => {
    const { near } = await get<{ near: Near[] }>(`languages/${unit.language.tag}/memory?id=${encodeURIComponent(text.id)}`);
    if (near.length === 0) return [el("p", {}, "Nothing like it.")];
    return near.map((one) => el("div", { class: "card stack" },
      el("p", { class: "quiet" }, ...differing(text.source[0] ?? "", one.source[0] ?? ""), ` · ${Math.round(100 * one.score)} %`),
      !one.numbers && el("p", { class: "finding", "data-level": "warn" }, "A number, a “not” or an opposite differs. Do not take it as it is."),
      el("p", { lang: unit.language.tag, dir: unit.language.dir }, one.target.join(" / ")),
      one.numbers && one.target.length === text.source.length && button("Take these words", () => take(one.target), { class: "button button--small" })));
  });
}

function languages({ text }: Asked): HTMLElement {
  return later("In other languages", async () => {
    const told = await get<{ languages: { tag: string; endonym: string; dir: string; target: string[] }[] }>(`texts/${text.id}/languages`);
    return [el("dl", {}, ...told.languages.flatMap((one) => [
      el("dt", { lang: one.tag }, one.endonym), el("dd", { lang: one.tag, dir: one.dir }, one.target.join(" / "))]))];
  });
}

function others({ unit, text, forms, take }: Asked): HTMLElement | null {
  if (text.others.length === 0) return null;
  return opening("Others are typing here", text.others.length, true, ...text.others.map((one) => el("div", { class: "card stack" },
    el("p", { class: "quiet" }, `${one.by}, ${when(one.at)}`),
    el("p", { lang: unit.language.tag, dir: unit.language.dir }, ...differing(forms.join(" / "), one.forms.join(" / "))),
    button("Take theirs into my draft", () => take(one.forms), { class: "button button--small" }))));
}

function notes(asked: Asked): HTMLElement {
  const { unit, text } = asked;
  const box = el("textarea", { rows: 2, "aria-label": "A question or a note", maxlength: 2000 });
  const told = el("p", { class: "told", role: "alert", hidden: true });
  const list = el("ul", { class: "plain stack" }, ...text.notes.map(note));
  const add = (kind: Note["kind"]): void => {
    const open = [...text.notes].reverse().find((one) => one.kind === "question");
    const more = kind === "answer" && open ? { answers: open.id } : {};
    send<Note>("POST", `languages/${unit.language.tag}/texts/${text.id}/notes`, { kind, text: box.value, ...more }).then((made) => {
      asked.noted(made);
      list.append(note(made));
      box.value = "";
      told.hidden = true;
    }, (error: unknown) => {
      told.textContent = error instanceof Error ? error.message : String(error);
      told.hidden = false;
    });
  };
  const hasQuestion = text.notes.some(({ kind }) => kind === "question");
  return opening("Questions and notes", text.notes.length, text.notes.length > 0, list, box, el("div", { class: "row" },
    button("Ask", () => add("question"), { class: "button button--small" }),
    button("Note", () => add("note"), { class: "button button--small" }),
    hasQuestion && button("Answer", () => add("answer"), { class: "button button--small" })), told,
  el("p", { class: "quiet" }, "Everybody of this language reads it. Nothing about people, please."));
}

function note(one: Note): HTMLElement {
  return el("li", { class: "card", "data-kind": one.kind }, el("p", { class: "quiet" }, `${one.kind} by ${one.by}, ${when(one.at)}`), el("p", {}, one.text));
}

export function helps(asked: Asked): HTMLElement {
  const style = asked.unit.language.style;
  return el("div", { class: "helps stack" }, others(asked), glossary(asked), memory(asked), languages(asked), notes(asked),
    style !== "" && opening("How this language speaks (style sheet)", null, false, el("pre", {}, style)));
}
