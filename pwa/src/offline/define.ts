// Defines the offline elements, and tells a worker that is here which page has started.
import { define } from "../define.ts";
import { KeepOfflineElement } from "./keep.ts";
import type { Ask } from "./messages.ts";
import { LanguagePacksElement } from "./packs-list.ts";
import { offlineStatus, support } from "./register.ts";
import { UpdateNoticeElement } from "./update.ts";

define("keep-offline", KeepOfflineElement);
define("language-packs", LanguagePacksElement);
define("update-notice", UpdateNoticeElement);

if (support() === "yes") {
  const { lang, dataset } = document.documentElement;
  const hello: Ask = { kind: "hello", lang, release: dataset.release ?? "" };
  navigator.serviceWorker.controller?.postMessage(hello);
  void offlineStatus(lang);
}
