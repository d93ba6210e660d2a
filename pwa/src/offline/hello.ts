// Tells a worker that is here which page has started, and says on the page whether its language is kept.
import { show } from "../connected.ts";
import type { Ask } from "./messages.ts";
import { offlineStatus, support } from "./register.ts";

if (support() === "yes") {
  const { lang, dataset } = document.documentElement;
  const hello: Ask = { kind: "hello", lang, release: dataset.release ?? "" };
  navigator.serviceWorker.controller?.postMessage(hello);
  // Who keeps another language would miss this one without internet.
  void offlineStatus().then((known) => {
    show(document.querySelector("[data-part=unkept]"), !!known?.packs.length && !known.packs.includes(lang));
  });
}
