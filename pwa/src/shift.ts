// How the person works, shown on <html data-works>: styles then bring forward the moments of such a day.
import { store } from "./store/store.ts";

function apply(shift: unknown): void {
  document.documentElement.dataset["works"] = typeof shift === "string" ? shift : "";
}

export function startShift(): void {
  document.addEventListener("shift-choice:chosen", (event) => apply((event as CustomEvent<{ shift: unknown }>).detail.shift));
  void store.get("shift").then(apply);
}
