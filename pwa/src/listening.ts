// Listening comes only where there is something to hear: a recording on this page, or a voice on this phone.
import { voiceFor } from "./listen/voices.ts";

export function startListening(): void {
  if (!document.querySelector("template[data-listen]")) return;
  if (document.querySelector("[data-clip]")) return bring();
  const { speechSynthesis } = window;
  if (!speechSynthesis) return;
  // Many phones find their voices only some time after they were asked.
  const look = (): void => {
    if (voiceFor(document.documentElement.lang, speechSynthesis.getVoices())) bring();
  };
  look();
  speechSynthesis.addEventListener?.("voiceschanged", look);
}

// Nothing is lost where it cannot be had now: the words stand there.
function bring(): void {
  void import("./listen.ts").then(({ placeButtons }) => placeButtons(), () => undefined);
}
