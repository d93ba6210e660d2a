// Whose words stand where: typed here, kept as a draft on the server, or in the catalogue.
import type { Rules } from "../findings/rules.ts";
import { send } from "./api.ts";
import type { Me, Unit, UnitText } from "./told.ts";
import { keyOf } from "./kept.ts";
import type { Typed } from "./kept.ts";
import type { Outbox } from "./outbox.ts";
import { emptyForms, found } from "./words.ts";

export class Desk {
  readonly me: Me;
  readonly rules: Rules;
  readonly outbox: Outbox;
  unit: Unit;
  readonly #read: () => Promise<Unit>;

  constructor(me: Me, rules: Rules, outbox: Outbox, unit: Unit, read: () => Promise<Unit>) {
    this.me = me;
    this.rules = rules;
    this.outbox = outbox;
    this.unit = unit;
    this.#read = read;
  }

  get tag(): string {
    return this.unit.language.tag;
  }

  async again(): Promise<void> {
    this.unit = await this.#read();
  }

  typed(text: UnitText): Typed | undefined {
    return this.outbox.of(keyOf(this.tag, text.id));
  }

  /** What the server said against the words that were typed last. */
  refusal(text: UnitText): string | undefined {
    return this.outbox.refused.get(keyOf(this.tag, text.id));
  }

  /** The words in the field: typed here, else the draft, else the catalogue's. */
  forms(text: UnitText): string[] {
    return this.typed(text)?.forms ?? text.draft?.forms ?? text.target ?? emptyForms(this.unit, text);
  }

  isMine(text: UnitText): boolean {
    return text.draft !== null || this.typed(text) !== undefined;
  }

  needs(text: UnitText): boolean {
    return (text.target === null || text.state === "behind") && !this.isMine(text);
  }

  stateOf(text: UnitText): string {
    if (this.isMine(text)) return "draft";
    return text.target === null ? "none" : text.state;
  }

  /** What must not be published in the words of a text. */
  blocks(text: UnitText): string[] {
    const all = found(this.rules, this.unit, text, this.forms(text));
    return all.filter(({ level }) => level === "block").map(({ reason }) => reason);
  }

  async keep(text: UnitText, forms: string[], seen?: string): Promise<void> {
    const before = this.typed(text);
    if (text.draft) text.draft.conflict = false;
    await this.outbox.put({
      key: keyOf(this.tag, text.id), tag: this.tag, domain: this.unit.unit.domain, id: text.id, forms, base: text.base,
      source: text.source_digest, seen: seen ?? before?.seen ?? text.draft?.etag ?? "", at: Date.now(), sent: false,
    });
  }

  async takeBack(text: UnitText): Promise<void> {
    await this.drop(text.id);
    if (text.draft) await send("DELETE", `languages/${this.tag}/texts/${text.id}/draft`).catch(() => undefined);
    text.draft = null;
  }

  async drop(id: string): Promise<void> {
    await this.outbox.drop(keyOf(this.tag, id));
  }
}
