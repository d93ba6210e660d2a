// The way a person does body exercises: with body and breath, or eyes open. Kept on the phone, shown on <html data-way>.
import { store } from "./store/store.ts";

export type Way = "body" | "open";

export interface WayStep {
  id: string;
  way: string;
  insteadOf: string;
}

export function wayFrom(value: unknown): Way {
  return value === "open" ? "open" : "body";
}

/** The steps a person of this way sees: an open variant takes the place of its body step. */
export function stepsFor<Step extends WayStep>(steps: Step[], way: Way): Step[] {
  const replaced = new Set(steps.filter((step) => step.way === "open").map((step) => step.insteadOf));
  return steps.filter((step) =>
    way === "open" ? step.way !== "body" && !replaced.has(step.id) : step.way !== "open" && !step.insteadOf,
  );
}

export function currentWay(): Way {
  return wayFrom(document.documentElement.dataset.way);
}

function apply(way: Way): void {
  if (currentWay() === way && document.documentElement.dataset.way) return;
  document.documentElement.dataset.way = way;
  document.dispatchEvent(new CustomEvent("way:changed", { detail: { way } }));
}

export function startWay(): void {
  document.addEventListener("way-choice:chosen", (event) => {
    const way = wayFrom((event as CustomEvent<{ way: unknown }>).detail.way);
    void store.put("way", way);
    apply(way);
  });
  void store.get("way").then((way) => way !== undefined && apply(wayFrom(way)));
}
