// <update-notice>: a new release waits until its owner taps; silent while a session or exercise is open.
import { ConnectedElement, setText, show } from "../connected.ts";
import { showProgress, showState, type CardState } from "./card.ts";
import type { Report, Size, Status } from "./messages.ts";
import { ask, newest, registered } from "./register.ts";

const PAGES = ["home", "options"];
const TAKEOVER_MS = 5000;

export class UpdateNoticeElement extends ConnectedElement {
  #worker: ServiceWorker | undefined;
  #tapped = false;

  protected override connected(): void {
    if (!PAGES.includes(document.documentElement.dataset.page ?? "")) return;
    this.onDo("update", () => this.#update());
    this.onDo("later", () => show(this, false));
    this.listen(navigator.serviceWorker, "message", (event) => void this.#hear((event as MessageEvent<Report>).data));
    void this.#look().catch(() => undefined);
  }

  async #look(): Promise<void> {
    const registration = await registered();
    if (!registration) return;
    registration.addEventListener("updatefound", () => void this.#compare(registration).catch(() => undefined));
    await this.#compare(registration);
  }

  /** An update is there when what is kept is not the newest worker's, whether that one waits or took over by itself. */
  async #compare(registration: ServiceWorkerRegistration): Promise<void> {
    const worker = await newest(registration);
    const { kept, release } = await ask<Status>(worker, { kind: "status" });
    if (!kept || kept === release || !navigator.onLine) return;
    this.#worker = worker;
    const { bytes } = await ask<Size>(worker, { kind: "size" }).catch(() => ({ bytes: 0 }));
    setText(this.child("size"), bytes ? kilobytes(bytes) : "");
    this.#show("idle");
    show(this, true);
    this.tell("shown");
  }

  #update(): void {
    this.#show("working");
    this.#worker?.postMessage({ kind: "update" });
  }

  async #hear(report: Report): Promise<void> {
    if (report.pack || !this.#tapped) return;
    if (report.kind === "progress") showProgress(this, report.done, report.total);
    if (report.kind === "failed") this.#show(report.reason === "full" ? "full" : "failed");
    if (report.kind === "ready") await this.#reload();
  }

  #show(state: CardState): void {
    this.#tapped = state === "working";
    this.doing("update")?.toggleAttribute("disabled", this.#tapped);
    showState(this, state);
  }

  // Once, and only in the tab that was tapped: another may stand in the middle of an exercise.
  async #reload(): Promise<void> {
    this.#tapped = false;
    const worker = this.#worker;
    if (worker && worker.state !== "activated") {
      await new Promise((resolve) => {
        setTimeout(resolve, TAKEOVER_MS);
        worker.addEventListener("statechange", () => worker.state === "activated" && resolve(null));
      });
    }
    location.reload();
  }
}

function kilobytes(bytes: number): string {
  try {
    const kilo = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "kilobyte" });
    return kilo.format(Math.ceil(bytes / 1000));
  } catch {
    return ""; // an older browser has no units
  }
}
