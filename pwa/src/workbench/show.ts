// Small things that several views show.
import { diff } from "./diff.ts";
import { el } from "./dom.ts";

// Characters that cannot be seen, by the names translators know them by.
const UNSEEN: { [char: string]: string } = {
  "\u00a0": "NBSP", "\u202f": "NNBSP", "\u200e": "LRM", "\u200f": "RLM", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\u00ad": "SHY",
};

/** Old words struck out, new ones marked. */
export function differing(before: string, now: string): Node[] {
  return diff(before, now).map(({ kind, text }) => (kind === "same" ? document.createTextNode(text) : el(kind === "gone" ? "del" : "ins", {}, text)));
}

/** A text with its placeholders as chips that keep their own direction, and unseen characters by name. */
export function shown(text: string, controls: boolean): Node[] {
  return text.split(/(\{[a-z][a-z0-9_]*\}|[\u00a0\u202f\u200e\u200f\u2066-\u2069\u00ad])/).filter((part) => part !== "").map((part) => {
    if (part.startsWith("{")) return el("bdi", { class: "chip", dir: "ltr" }, part);
    const name = UNSEEN[part];
    return name !== undefined && controls ? el("bdi", { class: "chip chip--unseen", dir: "ltr" }, name) : document.createTextNode(part);
  });
}
