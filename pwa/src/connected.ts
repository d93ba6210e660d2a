// The base of our elements: light DOM over server-rendered children; survives being moved, missing parts and late upgrade.

/** Show or hide by the attribute, so that styles and readers agree. */
export function show(element: Element | null | undefined, on: boolean): void {
  element?.toggleAttribute("hidden", !on);
}

export function setText(element: Element | null | undefined, text: string | number): void {
  if (element && element.textContent !== String(text)) element.textContent = String(text);
}

/** Show the one sentence inside whose data-say is named, and no other; while that is "working", nothing can be sent. */
export function say(host: Element, name = ""): void {
  host.querySelectorAll<HTMLElement>("[data-say]").forEach((part) => show(part, part.dataset.say === name));
  host.querySelectorAll("button[type=submit]").forEach((button) => button.toggleAttribute("disabled", name === "working"));
}

/** A number attribute from the page, or the fallback when it is missing or not a number. */
export function numberOf(element: Element | null | undefined, attribute: string, fallback: number): number {
  const number = Number(element?.getAttribute(attribute) || NaN);
  return Number.isFinite(number) ? number : fallback;
}

export abstract class ConnectedElement extends HTMLElement {
  #undo: (() => void)[] = [];
  #live = false;

  connectedCallback(): void {
    if (this.#live) return;
    this.#live = true;
    this.setAttribute("data-live", "");
    this.connected();
  }

  disconnectedCallback(): void {
    // Moving disconnects and connects in one go; only what is still away afterwards has left.
    queueMicrotask(() => {
      if (this.isConnected || !this.#live) return;
      this.#live = false;
      this.#undo.forEach((undo) => undo());
      this.#undo = [];
      this.disconnected();
    });
  }

  protected abstract connected(): void;

  /** Begin once more, as if the element had just come into the page. */
  protected again(): void {
    this.#undo.forEach((undo) => undo());
    this.#undo = [];
    this.connected();
  }

  protected disconnected(): void {}

  /** Listen until the element leaves the page. */
  protected listen(target: EventTarget | null | undefined, type: string, heard: (event: Event) => void): void {
    if (!target) return;
    target.addEventListener(type, heard);
    this.#undo.push(() => target.removeEventListener(type, heard));
  }

  /** Listen to clicks on the button with this data-do, and show it: without this element it would be dead. */
  protected onDo(name: string, act: (button: HTMLButtonElement, event: UIEvent) => void): void {
    this.querySelectorAll<HTMLButtonElement>(`[data-do="${name}"]`).forEach((button) => {
      show(button, true);
      this.listen(button, "click", (event) => act(button, event as UIEvent));
    });
  }

  protected child(name: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`);
  }

  protected doing(name: string): HTMLButtonElement | null {
    return this.querySelector<HTMLButtonElement>(`[data-do="${name}"]`);
  }

  /** Start gives way to the button that ends it, and back; whoever had the focus inside keeps it. */
  protected swap(running: boolean, end: string): void {
    const hadFocus = this.contains(document.activeElement);
    this.toggleAttribute("data-running", running);
    show(this.doing("start"), !running);
    show(this.doing(end), running);
    if (hadFocus) this.doing(running ? end : "start")?.focus();
  }

  /** The text of a template such as [data-word="in"]: the words of a script stand in the page. */
  protected words(selector: string): string {
    return this.querySelector<HTMLTemplateElement>(`template${selector}`)?.content.textContent?.trim() ?? "";
  }

  /** Show the one child whose data-state is named, and hide its siblings in kind. */
  protected state(name: string): void {
    this.setAttribute("data-state", name);
    this.querySelectorAll<HTMLElement>("[data-state]").forEach((child) => show(child, child.dataset.state === name));
  }

  /** Say that something happened; codes only, never words. */
  protected tell(verb: string, detail: object = {}): void {
    this.dispatchEvent(new CustomEvent(`${this.localName}:${verb}`, { bubbles: true, detail }));
  }
}
