// The address of one screen as a code for the other person's camera, in their language.
import { generate } from "lean-qr";

import { ConnectedElement, setText, show } from "../../connected.ts";

/** Where a screen is: the language, the page, the step. */
export function addressOf(origin: string, tag: string, code: string, step: string): string {
  return `${origin}/${tag}/${code}/#${step}`;
}

export class StepCodeElement extends ConnectedElement {
  protected override connected(): void {
    const dialog = this.querySelector<HTMLDialogElement>("dialog");
    // Safari before 15.4 has none; the number of the step is said all the same.
    if (typeof dialog?.showModal !== "function") return;
    show(this, true);
    document.querySelectorAll<HTMLElement>('.turn__screen [data-do="code"]').forEach((button) => {
      show(button, true);
      this.listen(button, "click", () => this.#show(dialog, button.closest<HTMLElement>(".turn__screen")!));
    });
  }

  #show(dialog: HTMLDialogElement, screen: HTMLElement): void {
    const tag = document.documentElement.dataset.other || this.dataset.own || "";
    const address = addressOf(location.origin, tag, screen.dataset.unitCode ?? "", screen.dataset.step ?? "");
    setText(this.child("what"), screen.querySelector("summary")?.textContent?.trim() ?? "");
    setText(this.child("address"), address.replace(/^[a-z]+:\/\//, ""));
    const canvas = this.child("code");
    if (canvas instanceof HTMLCanvasElement) {
      generate(address).toCanvas(canvas, { on: [0, 0, 0, 255], off: [255, 255, 255, 255], padX: 3, padY: 3 });
    }
    dialog.showModal();
  }
}
