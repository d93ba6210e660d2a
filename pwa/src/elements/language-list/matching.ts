// How a language is found by what somebody types: in any of its names, without accents.

/** One spelling for every way of typing a name. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/ł/g, "l").replace(/ı/g, "i");
}

/** Whether each typed word stands in the names. */
export function matches(names: string, typed: string): boolean {
  const known = folded(names);
  return folded(typed).split(/\s+/).every((word) => known.includes(word));
}
