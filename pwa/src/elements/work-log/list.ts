// The list of work days, filled from the page's own templates: months and weeks added up, each day with its photos.
import { setText, show } from "../../connected.ts";
import { cldrAt, dateWriter, formatDate } from "../../dates.ts";
import type { Cldr, DateWriter } from "../../dates.ts";
import { store } from "../../store/store.ts";
import { hoursText, moneyText } from "./amounts.ts";
import { photos, removeRow, rows } from "./rows.ts";
import type { Photo, Row } from "./rows.ts";
import { dateOf, monthsOf, weeksOf } from "./sums.ts";
import type { Money, Sum } from "./sums.ts";

/** What a tap in the list asks of the fields above it. */
export interface Asked {
  edit(row: Row): void;
  photograph(row: Row, chooser: HTMLInputElement): void;
}

function part(root: Element | null, name: string): HTMLElement | null {
  return root?.querySelector<HTMLElement>(`[data-part="${name}"]`) ?? null;
}

export class WorkList {
  readonly #host: HTMLElement;
  readonly #asked: Asked;
  #write: DateWriter = () => "";
  #cldr: Cldr | null = null;

  constructor(host: HTMLElement, asked: Asked) {
    this.#host = host;
    this.#asked = asked;
  }

  async start(): Promise<void> {
    const address = this.#host.getAttribute("data-cldr");
    [this.#write, this.#cldr] = await Promise.all([dateWriter(this.#host), cldrAt(address)]);
    await this.show();
  }

  async show(): Promise<void> {
    const [found, shots] = await Promise.all([rows(), photos()]);
    const [weeks, months] = [part(this.#host, "weeks"), part(this.#host, "months")];
    if (!weeks || !months) return;
    weeks.textContent = months.textContent = "";
    for (const [month, sum] of monthsOf(found)) months.append(this.#sum("month", this.#month(month), sum));
    for (const week of weeksOf(found)) {
      const made = this.#copy("week");
      const last = dateOf(week.first);
      last.setDate(last.getDate() + 6);
      const title = `${this.#write(dateOf(week.first), "short")} – ${this.#write(last, "short")}`;
      part(made, "sum")?.append(this.#sum("total", title, week));
      part(made, "rows")?.append(...week.rows.map((row) => this.#row(row, shots.get(row.name) ?? [])));
      weeks.append(made);
    }
    show(part(this.#host, "all"), found.length > 0);
    show(part(this.#host, "none"), found.length === 0);
  }

  #template(selector: string): DocumentFragment | undefined {
    return this.#host.querySelector<HTMLTemplateElement>(`template[${selector}]`)?.content;
  }

  #copy(kind: string): HTMLElement {
    const made = this.#template(`data-kind="${kind}"`)?.firstElementChild?.cloneNode(true);
    return (made as HTMLElement | undefined) ?? document.createElement("div");
  }

  #month(month: string): string {
    return this.#cldr ? formatDate(dateOf(`${month}-01`), "LLLL y", this.#cldr) : month;
  }

  #sum(kind: string, title: string, sum: Sum): HTMLElement {
    const made = this.#copy(kind);
    setText(part(made, "title"), title);
    this.#amounts(made, sum.minutes, [...sum.money]);
    return made;
  }

  #amounts(made: HTMLElement, minutes: number, money: [string, Money][]): void {
    const listed = (key: keyof Money): string =>
      money.filter(([, each]) => each[key] > 0).map(([code, each]) => `${moneyText(each[key])} ${code}`).join(" + ");
    const texts = { hours: minutes ? hoursText(minutes) : "", pay: listed("pay"), off: listed("off") };
    for (const [name, text] of Object.entries(texts)) {
      setText(part(made, name), text);
      show(part(made, name)?.closest("[data-amount]"), text !== "");
    }
  }

  #row(row: Row, shots: Photo[]): HTMLElement {
    const made = this.#copy("row");
    setText(part(made, "title"), this.#write(dateOf(row.day), "full"));
    this.#amounts(made, row.minutes, [[row.currency, row]]);
    setText(part(made, "note"), row.note);
    show(part(made, "note"), row.note !== "");
    part(made, "photos")?.append(...shots.map((photo) => this.#photo(photo)));
    made.querySelector('[data-do="edit"]')?.addEventListener("click", () => this.#asked.edit(row));
    this.#sure(made.querySelector(':scope > .row [data-do="delete"]'), () => removeRow(row.name));
    const chooser = made.querySelector<HTMLInputElement>('input[type="file"]');
    chooser?.addEventListener("change", () => this.#asked.photograph(row, chooser));
    return made;
  }

  #photo({ name, jpeg }: Photo): HTMLElement {
    const made = this.#copy("photo");
    made.querySelector("img")?.setAttribute("src", `data:image/jpeg;base64,${jpeg}`);
    made.querySelector('[data-do="enlarge"]')?.addEventListener("click", () => made.toggleAttribute("data-large"));
    this.#sure(made.querySelector('[data-do="delete"]'), () => store.remove(name));
    return made;
  }

  // The first tap only asks; what is kept as proof cannot be had back.
  #sure(button: Element | null, act: () => Promise<unknown>): void {
    button?.addEventListener("click", () => {
      const sure = this.#template('data-word="sure"')?.textContent?.trim();
      if (sure && button.textContent !== sure) return setText(button, sure);
      void act().then(() => this.show()).then(() => part(this.#host, "log")?.focus());
    });
  }
}
