// What this phone keeps, and for how long. Who chooses "nothing" is asked what becomes of what is there.
import { say, show } from "../../connected.ts";
import { KeepingElement } from "../../keeping.ts";
import { expire } from "../../store/expire.ts";
import { store } from "../../store/store.ts";

const FOREVER = "0";

export class KeepChoiceElement extends KeepingElement {
  protected override connected(): void {
    super.connected();
    show(this, true);
    this.listen(this, "change", (event) => event.target instanceof HTMLInputElement && void this.#choose(event.target));
    this.onDo("erase", () => void this.#eraseRecords());
    this.onDo("leave", () => say(this, "left"));
    void this.#look();
  }

  async #look(): Promise<void> {
    const nothing = (await store.get("nothing")) === true;
    const days = await store.get("days");
    this.#mark("keep", nothing ? "nothing" : "all");
    this.#mark("days", typeof days === "number" ? String(days) : FOREVER);
    show(this.child("long"), !nothing);
  }

  #mark(name: string, value: string): void {
    this.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`).forEach((radio) => (radio.checked = radio.value === value));
  }

  async #choose({ name, value }: HTMLInputElement): Promise<void> {
    if (name === "days") {
      await store.put("days", value === FOREVER ? undefined : Number(value));
      await store.reach(expire, 0).catch(() => 0);
      return this.tell("chosen");
    }
    await store.put("nothing", value === "nothing" ? true : undefined);
    await this.#look();
    const isKept = value === "nothing" && (await store.list("")).length > 0;
    say(this, isKept ? "ask" : "");
    if (isKept) this.doing("leave")?.focus();
    this.tell("chosen");
  }

  async #eraseRecords(): Promise<void> {
    await Promise.all((await store.list("")).map(({ name }) => store.remove(name)));
    say(this, "erased");
  }
}
