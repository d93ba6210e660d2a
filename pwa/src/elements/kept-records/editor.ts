// Fields to change a kept note or plan in place. A plan needs its labels in the page, else it is only shown.
import { keepOrRemove } from "../../store/records.ts";
import type { Plan } from "../../store/records.ts";
import type { KeptItem } from "./kept.ts";

export interface Editor {
  field: HTMLElement;
  /** Save now what was changed. */
  flush: () => void;
  /** Forget what was changed. */
  cancel: () => void;
}

const SOON_MS = 700;
const PARTS = ["what", "when", "where"] as const;

function saving(field: HTMLElement, save: () => Promise<void>): Editor {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const cancel = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const flush = (): void => {
    if (timer === undefined) return;
    cancel();
    void save();
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(flush, SOON_MS);
  });
  field.addEventListener("change", flush);
  return { field, flush, cancel };
}

function noteEditor(name: string, text: string, label: string): Editor {
  const field = document.createElement("textarea");
  field.className = "kept__field";
  field.rows = 4;
  field.dir = "auto";
  field.autocomplete = "off";
  field.value = text;
  field.setAttribute("aria-label", label);
  return saving(field, () => keepOrRemove(name, { text: field.value }, !field.value.trim()));
}

function planField(part: string, value: string, word: string): [HTMLLabelElement, HTMLInputElement] {
  const label = document.createElement("label");
  const input = document.createElement("input");
  label.className = "field";
  input.name = part;
  input.dir = "auto";
  input.autocomplete = "off";
  input.value = value;
  label.append(word, " ", input);
  return [label, input];
}

function planEditor(name: string, plan: Plan, word: (name: string) => string): Editor {
  const field = document.createElement("div");
  const fields = PARTS.map((part) => planField(part, plan[part], word(part)));
  field.className = "kept__plan";
  field.append(...fields.map(([label]) => label));
  return saving(field, () => {
    const [what = "", when = "", where = ""] = fields.map(([, input]) => input.value);
    return keepOrRemove(name, { what, when, where }, !`${what}${when}${where}`.trim());
  });
}

export function editorOf(item: KeptItem, word: (name: string) => string, label: string): Editor | null {
  const [name = ""] = item.names;
  if (item.kind === "note") return noteEditor(name, item.text, label);
  return item.plan && PARTS.every(word) ? planEditor(name, item.plan, word) : null;
}
