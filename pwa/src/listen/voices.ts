// Voices of the phone itself. Some phones list languages they cannot speak, and a wrong voice is worse than silence.

/** A voice that is on the phone and speaks this language: the same region before another one. */
export function voiceFor(lang: string, voices: readonly SpeechSynthesisVoice[]): SpeechSynthesisVoice | undefined {
  const wanted = tag(lang);
  const own = voices.filter((voice) => voice.localService && base(tag(voice.lang)) === base(wanted));
  return own.find((voice) => tag(voice.lang) === wanted) ?? own.find((voice) => voice.default) ?? own[0];
}

/** A voice of this phone for a language, as far as the phone has told by now. */
export function phoneVoice(lang = document.documentElement.lang): SpeechSynthesisVoice | undefined {
  return globalThis.speechSynthesis && voiceFor(lang, speechSynthesis.getVoices());
}

/** Letters said in so short a time were not said: a voice of another script passes over them. */
export function wasSpoken(letters: number, milliseconds: number): boolean {
  return letters < 12 || milliseconds > letters * 12;
}

const tag = (lang: string): string => lang.replace(/_/g, "-").toLowerCase();
const base = (lang: string): string => lang.split("-")[0] ?? "";
