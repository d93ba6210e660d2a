// The person's own numbers over time: a small line for each question, and the table that says the same.
import { setText, show } from "../../connected.ts";
import { dateWriter } from "../../dates.ts";
import { KeepingElement } from "../../keeping.ts";
import { allCheckIns, currentProblem, MEASURES } from "../../store/checkins.ts";
import type { CheckIn, Measure } from "../../store/checkins.ts";
import { HEIGHT, levelOf, pathOf, spotsOf, WIDTH } from "./line.ts";

const SVG = "http://www.w3.org/2000/svg";
const NONE = "–";

function draw(name: string, attributes: { [name: string]: string | number }, text = ""): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  element.textContent = text;
  return element;
}

export class CheckLineElement extends KeepingElement {
  protected override connected(): void {
    super.connected();
    void this.#show();
    this.listen(document, "check-in:saved", () => void this.#show());
  }

  async #show(): Promise<void> {
    const checkIns = (await allCheckIns()).filter((one) => MEASURES.some((measure) => one[measure] !== undefined));
    const problem = await currentProblem();
    show(this.child("numbers"), checkIns.length > 0);
    const lines = this.child("lines");
    if (!lines || checkIns.length === 0) return;
    lines.textContent = "";
    lines.append(...MEASURES.map((measure) => this.#line(measure, checkIns, problem?.id)).filter((one) => one !== null));
    setText(this.child("problem"), problem?.text ?? "");
    show(this.child("about"), problem !== null);
    await this.#table(checkIns);
  }

  /** Numbers about an earlier trouble are not on the line of the present one. */
  #line(measure: Measure, checkIns: CheckIn[], problem: string | undefined): HTMLElement | null {
    const isShown = (one: CheckIn): boolean => measure !== "own" || one.problem === problem;
    const values = checkIns.map((one) => (isShown(one) ? (one[measure] ?? null) : null));
    if (values.every((value) => value === null)) return null;
    const figure = document.createElement("figure");
    const caption = document.createElement("figcaption");
    const title = this.words(`[data-word="${measure}"]`);
    caption.textContent = title;
    figure.className = "check-line";
    figure.append(caption, this.#drawing(values, title));
    return figure;
  }

  #drawing(values: (number | null)[], title: string): SVGElement {
    const mirrored = document.documentElement.dir === "rtl";
    const said = values.map((value) => value ?? NONE).join(", ");
    const svg = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": `${title}: ${said}` });
    for (const level of [0, 5, 10]) {
      const y = levelOf(level);
      svg.append(draw("path", { class: "check-line__level", d: `M${mirrored ? 0 : 20} ${y}H${mirrored ? WIDTH - 20 : WIDTH}` }));
      svg.append(draw("text", { x: mirrored ? WIDTH - 7 : 7, y: y + 4, "text-anchor": "middle" }, String(level)));
    }
    const spots = spotsOf(values, mirrored);
    svg.append(draw("path", { class: "check-line__path", d: pathOf(spots) }));
    for (const spot of spots) if (spot) svg.append(draw("circle", { cx: spot.x, cy: spot.y, r: 4.5 }));
    return svg;
  }

  async #table(checkIns: CheckIn[]): Promise<void> {
    const write = await dateWriter(this);
    const rows = checkIns.map((one) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      head.scope = "row";
      head.append(this.#moment(one.moment), document.createElement("br"), write(new Date(one.at), "short"));
      const cells = MEASURES.map((measure) => {
        const cell = document.createElement("td");
        cell.textContent = String(one[measure] ?? NONE);
        return cell;
      });
      row.append(head, ...cells);
      return row;
    });
    const body = this.querySelector("tbody");
    if (body) body.textContent = "";
    body?.append(...rows);
  }

  #moment(moment: string): string {
    return this.words(`[data-moment="${CSS.escape(moment)}"]`);
  }
}
