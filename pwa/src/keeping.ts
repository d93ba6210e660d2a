// The base of what shows or changes kept things. While they are locked it stands as the server made it, behind a gate
// that asks for the PIN in place; what opens the gate comes only when one is shown.
import { ConnectedElement } from "./connected.ts";
import { store } from "./store/store.ts";

const GATE = "unlock-gate";

/** The page's own template of the gate. */
export function gateTemplate(): HTMLTemplateElement | null {
  return document.querySelector<HTMLTemplateElement>("template[data-gate]");
}

/** Bring the script for locks and notices, which is in the pack too; false when it cannot be had now. */
export function loadVault(): Promise<boolean> {
  return import("./vault.ts").then(() => true, () => false);
}

/** data-gate on the element: "beside" leaves its children in sight, "none" asks nothing here. */
export abstract class KeepingElement extends ConnectedElement {
  #bare: Node[] | null = null;

  /** True while something typed has not reached the phone: then it is hidden, not taken away. */
  protected get unsaved(): boolean {
    return false;
  }

  protected override connected(): void {
    this.#bare ??= Array.from(this.childNodes, (node) => node.cloneNode(true));
    this.listen(store, "locked", () => this.#close());
    this.listen(store, "unlocked", () => this.#gate(false));
    this.#gate(store.locked);
  }

  #close(): void {
    if (this.unsaved || !this.#bare) return this.#gate(true);
    this.textContent = "";
    this.append(...this.#bare.map((node) => node.cloneNode(true)));
    this.again();
  }

  #gate(on: boolean): void {
    const kind = this.dataset.gate;
    this.toggleAttribute("data-locked", on && kind !== "beside");
    const gate = this.querySelector(GATE);
    if (!on) return gate?.remove();
    if (gate || kind === "none") return;
    const made = gateTemplate()?.content.cloneNode(true) as DocumentFragment | undefined;
    made?.querySelector("details")?.toggleAttribute("open", kind !== "beside");
    if (made) this.append(made);
    void loadVault().then((here) => here || this.querySelector(GATE)?.setAttribute("data-state", "absent"));
  }
}
