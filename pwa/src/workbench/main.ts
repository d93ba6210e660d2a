// The workbench: comes in, keeps what it read for the time without internet, and leads from screen to screen.
import type { Rules } from "../findings/rules.ts";
import { get, OfflineError, RefusedError, send, unitPath } from "./api.ts";
import type { LanguageRow, Me, Unit } from "./told.ts";
import { Desk } from "./desk.ts";
import { button, el } from "./dom.ts";
import { forgetAll, keepRead, lastRead } from "./kept.ts";
import { Outbox } from "./outbox.ts";
import { accountView, joinView, signInView } from "./people.ts";
import { policy } from "./policy.ts";
import { UnitView } from "./unit.ts";
import { workView } from "./work.ts";

const outbox = new Outbox();
const page = el("div", { id: "page" });
const counter = el("p", { class: "counter", role: "status" });
let me: Me | null = null;
let turn = 0;

/** What the server says, else what it said last. */
async function read<Told>(path: string): Promise<Told> {
  try {
    const told = await get<Told>(path);
    await keepRead(path, told);
    return told;
  } catch (error) {
    const last = error instanceof OfflineError ? await lastRead<Told>(path) : undefined;
    if (last === undefined) throw error;
    outbox.online = false;
    count();
    return last;
  }
}

function count(): void {
  const { unsent, online } = outbox;
  counter.textContent = online
    ? unsent > 0 ? `${unsent} not sent yet` : "All is sent"
    : `No internet. ${unsent > 0 ? `${unsent} kept here, sent later.` : "What you type is kept here."}`;
  counter.dataset["state"] = online ? (unsent > 0 ? "sending" : "sent") : "offline";
}

function show(view: HTMLElement): void {
  page.replaceChildren(view);
}

function came(told: Me): void {
  me = told;
  void keepRead("me", told);
  outbox.flush().catch(() => undefined);
  if (/^#join=/.test(location.hash)) history.replaceState(null, "", "#");
  void route();
}

async function signOut(): Promise<void> {
  await outbox.flush();
  if (outbox.unsent > 0 && !confirm(`${outbox.unsent} texts are not sent yet and would be lost. Sign out all the same?`)) return;
  await send("DELETE", "session").catch(() => undefined);
  await forgetAll();
  location.replace("/translate/");
}

async function account(): Promise<HTMLElement> {
  const told = await get<Me>("me");
  return accountView(told, () => void route(), () => void signOut());
}

async function unit(tag: string, domain: string, place: string, now: Me): Promise<HTMLElement> {
  const path = unitPath(tag, domain);
  const [rules, found] = await Promise.all([read<Rules>("rules"), read<Unit>(path)]);
  return new UnitView(new Desk(now, rules, outbox, found, () => read<Unit>(path)), place).view;
}

async function viewOf(hash: string): Promise<HTMLElement> {
  const join = /^#join=(.+)$/.exec(hash)?.[1];
  if (join) return joinView(decodeURIComponent(join), came);
  me ??= await read<Me>("me");
  const [tag, domain, place = ""] = hash.slice(1).split("/");
  if (hash === "#me") return account();
  if (tag && domain) return unit(tag, domain, place, me);
  const { languages } = await read<{ languages: LanguageRow[] }>("work");
  return workView(me, languages, () => void route());
}

async function route(): Promise<void> {
  const now = (turn += 1);
  try {
    const view = await viewOf(location.hash);
    if (now === turn) show(view);
  } catch (error) {
    if (now !== turn) return;
    if (error instanceof RefusedError && error.code === "signed-out") {
      me = null;
      show(signInView(came, outbox.unsent > 0 ? `Sign in again: ${outbox.unsent} texts wait here to be sent.` : ""));
    } else {
      const told = error instanceof Error ? error.message : String(error);
      show(el("main", { class: "narrow stack" }, el("h1", {}, "This cannot be opened now"), el("p", { class: "told", role: "alert" }, told),
        button("Try again", () => void route(), { class: "button button--main" }), el("a", { href: "#" }, "My work")));
    }
  }
}

function begin(): void {
  document.body.append(
    el("header", { class: "top row" }, el("a", { class: "brand", href: "#" }, "Pauza workbench"), counter, el("a", { href: "#me" }, "Account")), page);
  outbox.addEventListener("change", count);
  outbox.addEventListener("signed-out", () => {
    me = null;
    void route();
  });
  addEventListener("hashchange", () => void route());
  addEventListener("beforeunload", (event) => {
    if (outbox.unsent > 0 && outbox.online) event.preventDefault();
  });
  show(el("main", { class: "narrow" }, el("p", { role: "status" }, "Opening…")));
  void outbox.open().then(count).then(route);
  navigator.serviceWorker?.register(policy.createScriptURL("/translate/sw.js"), { scope: "/translate/" }).catch(() => undefined);
}

begin();
