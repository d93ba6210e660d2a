// How digits are said: a long number digit by digit, in the words of the language. api/narration/spoken.py does the same.
const NUMBER = /\+?[0-9](?:[ \u00a0\u2011-]?[0-9])*/g;
const SHORT = 2;

/** `digits`: the words for 0 to 9, as the page has them. */
export function spoken(text: string, digits: string): string {
  const named = digits.trim().split(/\s+/);
  const words = named.length === 10 ? named : [..."0123456789"];
  return text.replace(NUMBER, (number) => {
    if (number.replace(/[^0-9]/g, "").length <= SHORT) return number;
    const groups = number.match(/[0-9]+/g) ?? [];
    return groups.map((group) => [...group].map((digit) => words[Number(digit)]).join(" ")).join(", ");
  });
}
