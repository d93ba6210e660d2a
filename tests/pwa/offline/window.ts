// As much of a window as the offline elements touch: a page, a worker that can be asked, parts that show and hide.
import "../indexeddb.ts";

export type Reply = (question: { kind: string; pack?: string }) => unknown;

export class FakePart {
  dataset: { [name: string]: string } = {};
  hidden = false;
  events: { type: string; detail: unknown }[] = [];
  children: FakePart[] = [];

  constructor(dataset: { [name: string]: string } = {}, children: FakePart[] = []) {
    this.dataset = dataset;
    this.children = children;
  }

  toggleAttribute(_name: string, on: boolean): void {
    this.hidden = on;
  }

  querySelector(): null {
    return null;
  }

  querySelectorAll(selector: string): FakePart[] {
    const [, name] = /data-state~="(.*)"/.exec(selector) ?? [];
    return this.children.filter(({ dataset }) => name === undefined || dataset["state"]!.split(" ").includes(name));
  }

  dispatchEvent(event: CustomEvent): boolean {
    this.events.push({ type: event.type, detail: event.detail });
    return true;
  }

  /** The words that can be read now. */
  shown(): string {
    return this.children.filter(({ hidden }) => !hidden).map(({ dataset }) => dataset["state"]).join(" + ");
  }
}

export const html = { lang: "pl", dataset: {} as { [name: string]: string } };

/** Workers, caches and answers of this phone; returns what was posted and registered. */
export function makeWindow(options: { reply?: Reply; registered?: boolean; caches?: string[]; online?: boolean; secure?: boolean; worker?: boolean } = {}) {
  const { reply = () => null, registered = true, online = true, secure = true } = options;
  const posted: { kind: string; pack?: string }[] = [];
  const registrations: string[] = [];
  const worker = {
    state: "activated",
    postMessage(question: { kind: string }, ports: MessagePort[] = []) {
      posted.push(question);
      const answer = reply(question);
      if (answer !== undefined) ports[0]?.postMessage(answer);
    },
  };
  const registration = { installing: null, waiting: null, active: worker, updates: 0, update: async () => void registration.updates++ };
  let present = registered;
  const serviceWorker = {
    getRegistration: async () => (present ? registration : undefined),
    register: async (url: string) => {
      registrations.push(String(url));
      present = true;
      return registration;
    },
  };
  const navigator = options.worker === false ? { onLine: online } : { onLine: online, serviceWorker, storage: { persist: () => new Promise(() => undefined) } };
  Object.defineProperty(globalThis, "navigator", { value: navigator, configurable: true });
  const page = { caches: {}, isSecureContext: secure };
  Object.assign(globalThis, { window: page, document: { documentElement: html }, caches: { keys: async () => options.caches ?? [] } });
  Object.assign(globalThis, { HTMLElement: class {} });
  html.dataset = {};
  return { posted, registrations, registration, page };
}

export const CARD = (): FakePart =>
  new FakePart({}, ["idle", "working", "ready", "failed", "full", "unsupported"].map((state) => new FakePart({ state })));
