// Listening comes only where there is something to hear: a recording on this page, or a voice on this phone.
import { show } from "./connected.ts";
import { phoneVoice } from "./listen/voices.ts";

export function startListening(): void {
  // The page of options says why nothing can be heard; nowhere else does anybody stumble over it.
  const silent = document.querySelector('[data-part="silent"]');
  if (document.querySelector("[data-clip]")) return bring();
  if (!silent && !document.querySelector("template[data-listen]")) return;
  // Many phones find their voices only some time after they were asked.
  const look = (): void => {
    const voice = phoneVoice();
    show(silent, !voice);
    if (voice && !silent) bring();
  };
  look();
  window.speechSynthesis?.addEventListener?.("voiceschanged", look);
}

// Nothing is lost where it cannot be had now: the words stand there.
function bring(): void {
  void import("./listen.ts").then(({ placeButtons }) => placeButtons(), () => undefined);
}
