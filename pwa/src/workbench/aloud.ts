// Hearing a text shows what reading passes over. Only a voice of this device that speaks the very language.
export function voiceFor(language: string): SpeechSynthesisVoice | undefined {
  const own = language.split("-", 1)[0]?.toLowerCase();
  return globalThis.speechSynthesis?.getVoices().find(({ localService, lang }) => localService && lang.toLowerCase().replace("_", "-").split("-", 1)[0] === own);
}

export function sayAloud(language: string, text: string): void {
  const voice = voiceFor(language);
  if (!voice) return;
  speechSynthesis.cancel();
  const said = new SpeechSynthesisUtterance(text);
  said.voice = voice;
  said.lang = voice.lang;
  said.rate = 0.9;
  speechSynthesis.speak(said);
}
