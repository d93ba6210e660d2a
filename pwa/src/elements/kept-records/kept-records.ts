// Everything the person kept: read, change, delete. Filled from <template>s; holds no words of its own.
import { setText, show } from "../../connected.ts";
import { isKeyDamaged, unreadable } from "../../copy/phone.ts";
import { dateWriter } from "../../dates.ts";
import type { DateWriter } from "../../dates.ts";
import { KeepingElement } from "../../keeping.ts";
import { remove } from "../../store/ask.ts";
import type { Device } from "../../store/device.ts";
import type { Kind } from "../../store/records.ts";
import { store } from "../../store/store.ts";
import { editorOf } from "./editor.ts";
import { itemsOf, KINDS } from "./kept.ts";
import type { KeptItem } from "./kept.ts";

export class KeptRecordsElement extends KeepingElement {
  #write: DateWriter = () => "";
  #flush: (() => void)[] = [];

  protected override connected(): void {
    super.connected();
    void this.#start();
    this.onDo("clear", () => void this.#clear());
    this.listen(document, "copy-import:done", () => void this.#show());
    for (const type of ["page:leaving", "visibilitychange"]) this.listen(document, type, () => this.#save());
    this.listen(window, "pagehide", () => this.#save());
    this.listen(window, "pageshow", (event) => (event as PageTransitionEvent).persisted && void this.#show());
  }

  protected override disconnected(): void {
    this.#save();
  }

  async #start(): Promise<void> {
    this.#write = await dateWriter(this);
    await this.#show();
  }

  #save(): void {
    this.#flush.forEach((flush) => flush());
  }

  async #show(): Promise<void> {
    const list = this.child("list");
    const entries = await store.list("");
    if (!list) return;
    list.textContent = "";
    this.#flush = [];
    const arrow = document.documentElement.dir === "rtl" ? "←" : "→";
    for (const kind of KINDS) {
      const group = this.#group(kind, itemsOf(kind, entries, arrow, (name) => this.words(`[data-word="${name}"]`)));
      if (group) list.append(group);
    }
    this.#summary();
  }

  #summary(): void {
    const isEmpty = !this.child("list")?.childElementCount;
    show(this.querySelector('[data-state="empty"]'), isEmpty);
    show(this.querySelector('[data-state="memory"]'), !store.kept);
    void this.#damage();
  }

  async #damage(): Promise<void> {
    const { length } = await store.reach(unreadable, []).catch(() => []);
    setText(this.child("damaged-count"), length);
    show(this.child("damaged"), length > 0);
    show(this.child("key"), !store.kept && (await isKeyDamaged()));
  }

  async #clear(): Promise<void> {
    const gone = async (device: Device): Promise<void> => {
      const ids = await unreadable(device);
      await Promise.all(ids.map((id) => remove(device.opened.db, "records", id)));
    };
    await store.reach(gone, undefined).catch(() => undefined);
    await this.#damage();
    document.getElementById("main")?.querySelector<HTMLElement>("h1")?.focus();
  }

  #copy(kind: string): HTMLElement | null {
    const template = this.querySelector<HTMLTemplateElement>(`template[data-kind="${kind}"]`);
    return (template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined) ?? null;
  }

  #group(kind: Kind, items: KeptItem[]): HTMLElement | null {
    const group = items.length > 0 ? this.#copy("group") : null;
    if (!group) return null;
    group.dataset.kind = kind;
    setText(group.querySelector('[data-part="title"]'), this.words(`[data-title="${kind}"]`));
    const rows = items.map((item) => this.#item(item, group)).filter((row): row is HTMLElement => row !== null);
    group.querySelector('[data-part="items"]')?.append(...rows);
    return group;
  }

  #item(item: KeptItem, group: HTMLElement): HTMLElement | null {
    const row = this.#copy("item");
    const where = [item.unit && this.words(`[data-unit-title="${CSS.escape(item.unit)}"]`), this.#write(new Date(item.at), "full")];
    setText(row?.querySelector('[data-part="where"]'), where.filter(Boolean).join(" · "));
    const text = row?.querySelector<HTMLElement>('[data-part="text"]');
    const editor = editorOf(item, (name) => this.words(`[data-word="${name}"]`), where.join(" "));
    setText(text, item.text);
    show(text, !editor && item.text !== "");
    if (editor) {
      text?.after(editor.field);
      this.#flush.push(editor.flush);
    }
    const button = row?.querySelector<HTMLElement>('[data-do="delete"]');
    button?.addEventListener("click", () => {
      if (this.#isSure(button)) void this.#delete(item, row as HTMLElement, group, editor?.cancel);
    });
    return row;
  }

  // The first tap only asks; what is written cannot be had back.
  #isSure(button: HTMLElement): boolean {
    const sure = this.words('[data-word="sure"]');
    if (!sure || button.textContent === sure) return true;
    setText(button, sure);
    return false;
  }

  async #delete(item: KeptItem, row: HTMLElement, group: HTMLElement, cancel?: () => void): Promise<void> {
    cancel?.(); // a change on its way must not bring the record back
    await Promise.all(item.names.map((name) => store.remove(name)));
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    if (!group.querySelector('[data-part="items"]')?.childElementCount) group.remove();
    this.#summary();
    (next ?? document.getElementById("main"))?.querySelector<HTMLElement>("[data-do], h1")?.focus();
    this.tell("deleted", { kind: item.kind });
  }
}
