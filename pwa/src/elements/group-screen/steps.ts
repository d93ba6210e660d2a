// The steps of a page of the programme, as a group sees them: pure over its document.

export interface GroupStep {
  id: string;
  number: number;
  section: HTMLElement;
  /** The same step with open eyes, without touch or breath. */
  open: HTMLElement | null;
  /** Seconds of quiet practice; 0: none. */
  seconds: number;
  picture: string;
}

const attribute = (element: Element | null, name: string): number => Number(element?.getAttribute(name)) || 0;

/** How long a step is quiet: its timer, its pacer, or its lines to follow. */
export function secondsOf(section: Element): number {
  const pacer = section.querySelector("breathing-pacer");
  const round = ["in", "hold", "out"].reduce((sum, name) => sum + attribute(pacer, name), 0);
  const lines = [...section.querySelectorAll<HTMLElement>(".lines li")];
  return attribute(section.querySelector("step-timer"), "seconds")
    || round * attribute(pacer, "rounds")
    || lines.reduce((sum, { dataset }) => sum + (Number(dataset.seconds) || 0), 0);
}

export function groupSteps(page: Document): GroupStep[] {
  const all = [...page.querySelectorAll<HTMLElement>("step-deck > section.step")];
  const shown = all.filter(({ dataset }) => !dataset.insteadOf);
  return shown.map((section, place) => ({
    id: section.id,
    number: place + 1,
    section,
    open: all.find(({ dataset }) => dataset.insteadOf === section.id) ?? null,
    seconds: secondsOf(section),
    picture: section.querySelector("img.picture")?.getAttribute("src") ?? "",
  }));
}

/** Where a group stands, as it is written into the address: "1.s03.ar". */
export interface Place {
  code: string;
  step: string;
  second: string;
}

export function placeFrom(hash: string): Place | null {
  const [code = "", step = "", second = ""] = hash.replace(/^#/, "").split(".");
  return code && /^[\w-]*$/.test(code + step + second) ? { code, step, second } : null;
}

export function hashOf({ code, step, second }: Place): string {
  return `#${[code, step, second].filter(Boolean).join(".")}`;
}

/** "2:05" */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
