// Puts a listen button into every step that can be heard here.
import "./main.ts";
import "./elements/listen-button/define.ts";
import { phoneVoice } from "./listen/voices.ts";

const STEPS = ".step, .service, .emergency";

/** Also called again when more voices were found. */
export function placeButtons(): void {
  const template = document.querySelector<HTMLTemplateElement>("template[data-listen]");
  const voice = phoneVoice();
  document.querySelectorAll<HTMLElement>(STEPS).forEach((step) => {
    if (!template || step.querySelector("listen-button") || !(voice || step.dataset.clip)) return;
    const made = template.content.cloneNode(true) as DocumentFragment;
    const isPerson = step.dataset.voice === "person";
    made.querySelectorAll('[data-part="computer"]').forEach((label) => label.toggleAttribute("hidden", isPerson));
    const heading = step.querySelector(":scope > h2, :scope > h3");
    // In danger nothing stands before the number to call.
    if (step.classList.contains("emergency")) step.append(made);
    else if (heading) heading.after(made);
    else step.prepend(made);
  });
}
