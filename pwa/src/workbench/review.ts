// A second person reads what somebody else wrote, as readers meet it, and states what holds.
import { RefusedError, send, unitPath } from "./api.ts";
import type { Me, UnitText } from "./told.ts";
import type { Desk } from "./desk.ts";
import { button, el } from "./dom.ts";
import type { Acts } from "./handin.ts";

const EVENTS: { [event: string]: { role: string[]; label: string } } = {
  "peer-reviewed": { role: ["reviewer", "clinician"], label: "A second speaker has checked these" },
  "clinically-reviewed": { role: ["clinician"], label: "A health professional has checked these" },
  "withdrawn": { role: ["reviewer", "clinician"], label: "Take these away from readers" },
};

export function mayReview(me: Me, tag: string): boolean {
  return me.roles.some(({ role, language }) => language === tag && role !== "translator");
}

export function reviewView(desk: Desk, acts: Acts): HTMLElement {
  const { tag } = desk.unit.language;
  const roles = desk.me.roles.filter(({ language }) => language === tag).map(({ role }) => role);
  const chosen = new Set<string>();
  const told = el("div", { class: "stack", "aria-live": "polite" });
  const may = desk.unit.texts.filter((text) => text.target !== null && text.state !== "behind");
  const rows = may.map((text) => row(text, desk, acts, chosen));
  const all = button("Choose all that are not mine", () => {
    for (const box of rows.flatMap((one) => [...one.querySelectorAll("input")])) if (!box.disabled && !box.checked) box.click();
  }, { class: "button button--small" });
  const rungs = Object.entries(EVENTS).filter(([, { role }]) => role.some((one) => roles.includes(one)));
  return el("div", { class: "stack" },
    el("h2", {}, "Review"),
    el("p", {}, "Read each text on the phone beside it: is it faithful, safe, and said as people say it? Choose only what you have read. For what you doubt, open it and ask."),
    el("div", { class: "row" }, all),
    el("ul", { class: "plain stack" }, ...rows),
    el("div", { class: "row" }, ...rungs.map(([event, { label }]) => button(label, () => void state(desk, acts, event, [...chosen], told)))),
    told);
}

function row(text: UnitText, desk: Desk, acts: Acts, chosen: Set<string>): HTMLElement {
  const { tag, dir } = desk.unit.language;
  const own = text.by === desk.me.pseudonym;
  const box = el("input", {
    type: "checkbox", disabled: own,
    change: () => (box.checked ? chosen.add(text.id) : chosen.delete(text.id)),
  });
  return el("li", { class: "card stack" },
    el("label", { class: "row" }, box, el("span", { lang: tag, dir }, (text.target ?? []).join(" / "))),
    el("p", { class: "quiet" }, text.source.join(" / ")),
    el("p", { class: "quiet" }, own ? "your own words" : `${text.state}${text.by ? `, by ${text.by}` : ""}`, " ",
      button("Open", () => acts.choose(text.id), { class: "link" })));
}

async function state(desk: Desk, acts: Acts, event: string, ids: string[], told: HTMLElement): Promise<void> {
  if (ids.length === 0) return told.replaceChildren(el("p", { class: "told" }, "Nothing is chosen."));
  try {
    const path = `${unitPath(desk.unit.language.tag, desk.unit.unit.domain)}/statements`;
    const done = await send<{ taken: string[]; refused: { id: string; reason: string }[] }>("POST", path, { event, ids });
    told.replaceChildren(el("p", { role: "status" }, `${done.taken.length} stated as ${event}.`),
      ...done.refused.map((one) => el("p", { class: "finding", "data-level": "warn" }, `${one.id}: ${one.reason}`)));
    await acts.again();
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    told.replaceChildren(el("p", { class: "told", role: "alert" }, error.message));
  }
}
