// Handing in: what will go into the catalogue, what must not, and what somebody else has changed meanwhile.
import { addressOf, send, unitPath } from "./api.ts";
import type { HandedIn, UnitText } from "./told.ts";
import type { Desk } from "./desk.ts";
import { button, el } from "./dom.ts";
import { differing } from "./show.ts";

export interface Acts {
  /** Read the unit again. */
  again(): Promise<void>;
  choose(id: string): void;
}

function mine(desk: Desk): UnitText[] {
  return desk.unit.texts.filter((text) => desk.isMine(text));
}

export function handInView(desk: Desk, acts: Acts): HTMLElement {
  const { tag, dir } = desk.unit.language;
  const result = el("div", { class: "stack", "aria-live": "polite" });
  const own = mine(desk);
  const rows = own.map((text) => {
    const faults = desk.blocks(text);
    return el("li", { class: "card stack" },
      el("p", { class: "quiet" }, text.source.join(" / ")),
      el("p", { lang: tag, dir }, ...differing((text.target ?? []).join(" / "), desk.forms(text).join(" / "))),
      ...faults.map((fault) => el("p", { class: "finding", "data-level": "block" }, fault)),
      button("Open", () => acts.choose(text.id), { class: "button button--small" }));
  });
  const path = unitPath(tag, desk.unit.unit.domain);
  const act = button(`Hand in ${own.length}`, () => void handIn(desk, acts, result, act, {}), { class: "button button--main", disabled: own.length === 0 });
  return el("div", { class: "stack" },
    el("h2", {}, "Hand in"),
    own.length === 0 ? el("p", {}, "Nothing waits: you have no drafts in this unit.") : el("p", {}, "These words go into the catalogue under your pseudonym. Readers see them with the next release."),
    el("ul", { class: "plain stack" }, ...rows),
    el("div", { class: "row" }, act,
      own.length > 0 && el("a", { href: addressOf(`${path}/patch`), download: "" }, "as a patch"),
      own.length > 0 && el("a", { href: addressOf(`${path}/po`), download: "" }, "as a PO file")),
    result);
}

async function handIn(desk: Desk, acts: Acts, result: HTMLElement, act: HTMLButtonElement, over: { [id: string]: string }): Promise<void> {
  const { tag } = desk.unit.language;
  act.disabled = true;
  try {
    await desk.outbox.flush();
    if (mine(desk).some((text) => desk.typed(text)?.sent === false)) throw new Error("Some words could not be sent yet. They are kept here; try again with internet.");
    const done = await send<HandedIn>("POST", `${unitPath(tag, desk.unit.unit.domain)}/hand-in`, { over });
    for (const id of done.taken) await desk.drop(id);
    result.replaceChildren(...told(desk, acts, result, act, done));
    await acts.again();
  } catch (error) {
    result.replaceChildren(el("p", { class: "told", role: "alert" }, error instanceof Error ? error.message : String(error)));
  }
  act.disabled = false;
}

function told(desk: Desk, acts: Acts, result: HTMLElement, act: HTMLButtonElement, done: HandedIn): Node[] {
  const { tag, dir } = desk.unit.language;
  const disputed = done.disputed.map((one) => {
    const text = desk.unit.texts.find(({ id }) => id === one.id);
    return el("li", { class: "card stack" },
      el("p", {}, `${one.by ?? "Somebody"} has handed in other words for “${text?.source[0] ?? one.id}” meanwhile:`),
      el("p", { lang: tag, dir }, ...differing(one.theirs.join(" / "), text ? desk.forms(text).join(" / ") : "")),
      el("div", { class: "row" },
        button("Mine shall stand", () => void handIn(desk, acts, result, act, { [one.id]: one.base }), { class: "button button--small" }),
        button("Theirs shall stand", () => void takeTheirs(desk, acts, one.id), { class: "button button--small" })));
  });
  const refused = done.refused.map(({ id, reasons }) => el("li", { class: "finding", "data-level": "block" }, `${id}: ${reasons.join("; ")}`));
  const stale = done.stale.map((id) => el("li", { class: "finding", "data-level": "warn" }, `${id}: the English changed meanwhile. Read it again.`));
  const where = done.commit ? `, commit ${done.commit}` : "";
  return [
    el("p", { role: "status", class: "done" }, done.taken.length > 0 ? `${done.taken.length} handed in${where}. Thank you.` : "Nothing was handed in."),
    el("ul", { class: "plain stack" }, ...disputed, ...refused, ...stale),
  ];
}

async function takeTheirs(desk: Desk, acts: Acts, id: string): Promise<void> {
  await send("DELETE", `languages/${desk.unit.language.tag}/texts/${id}/draft`);
  await desk.drop(id);
  await acts.again();
  acts.choose(id);
}
