// The kinds of rules, the same as in api/translation/findings/kinds.py; a test holds both to the same findings.
import { damagesOf, latinDigits } from "./damage.ts";
import { english, own, placed, size, source, whole } from "./place.ts";
import type { Check, Kind, Place } from "./place.ts";
import type { Term } from "./rules.ts";
import { escape, phrases, trim, WORD, words } from "./tokens.ts";
import type { Word } from "./tokens.ts";
import { edgeSpace, ending, inconsistent, length, longSentence, sentenceCount } from "./wholes.ts";

const BETWEEN = /^[ \u00a0\u202f\u2009]+$/;

function damage({ rule, rules, text }: Check, form: string): Place[] {
  const found = damagesOf(rules, text, form).filter((one) => one.rule === rule.id);
  return found.map(({ part }) => {
    const at = part === "" ? -1 : latinDigits(form).indexOf(part);
    if (at < 0) return whole(form, part);
    // A digit beyond the first 65,536 characters is one unit longer than the one it was read as.
    const chars = [...form];
    const [before, length] = [size(latinDigits(form).slice(0, at)), size(part)];
    const start = chars.slice(0, before).join("").length;
    return { start, end: start + chars.slice(before, before + length).join("").length };
  });
}

function pluralCount({ text }: Check, form: string): Place[] {
  const wanted = text.source.length > 1 ? text.categories : 1;
  return trim(form) === "" || text.forms.length !== wanted ? [whole(form)] : [];
}

function sameAsSource(check: Check, form: string): Place[] {
  const [plain, said] = [source(check), form].map((text) => trim(text.normalize("NFC")));
  return plain === said && words(form).length >= (check.rule.words ?? 0) ? [whole(form)] : [];
}

function mixedScripts({ rule }: Check, form: string): Place[] {
  const scripts = (rule.scripts ?? []).map((letters) => new RegExp(`[${letters}]`, "u"));
  const isMixed = (part: string): boolean => scripts.filter((script) => script.test(part)).length > 1;
  return words(form).filter(({ start, end }) => isMixed(form.slice(start, end))).map(placed);
}

function pattern(check: Check, form: string): Place[] {
  const looked = new RegExp(check.rule.pattern ?? "", "gu");
  if (source(check).search(looked) >= 0) return [];
  return [...form.matchAll(looked)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

function listed(check: Check, form: string): Place[] {
  return phrases(own(check, check.rule.list ?? ""), words(form)).map(placed);
}

/** Python takes the four Turkish letters for one, whatever the case. */
function anyCase(text: string): string {
  return escape(text).replace(/[iIıİ]/g, "[iIıİ]");
}

function misused({ source: said, term, forbidden }: Term, plain: string, form: string): Place | null {
  if (forbidden.length === 0) return null;
  if (!new RegExp(`(?<!${WORD})${anyCase(said)}`, "iu").test(plain)) return null;
  const wrong = new RegExp(`(?<!${WORD})(?:${forbidden.map(anyCase).join("|")})${WORD}*`, "giu");
  const allowed = term.toLowerCase();
  const found = [...form.matchAll(wrong)].find((one) => !allowed.includes(one[0].toLowerCase()));
  return found ? { start: found.index, end: found.index + found[0].length, term: `“${term}”` } : null;
}

function terms(check: Check, form: string): Place[] {
  return (check.text.terms ?? []).map((term) => misused(term, source(check), form)).filter((place) => place !== null);
}

/** Mark a word whose opposite the source says, where neither text says both. */
function opposites(check: Check, form: string): Place[] {
  return (check.rule.pairs ?? []).flatMap((pair) => {
    const [one, other] = pair.map((name) => phrases(english(check, name), words(source(check))).length > 0);
    const [ours, theirs] = pair.map((name) => phrases(own(check, name), words(form)));
    if (one && !other && theirs?.[0] && !ours?.length) return [placed(theirs[0])];
    if (!one && other && ours?.[0] && !theirs?.length) return [placed(ours[0])];
    return [];
  });
}

function presence(check: Check, form: string): Place[] {
  const name = check.rule.list ?? "";
  if (own(check, name).length === 0) return [];
  const said = phrases(english(check, name), words(source(check))).length > 0;
  const told = phrases(own(check, name), words(form))[0];
  if (said === (told !== undefined)) return [];
  return [told ? placed(told) : whole(form)];
}

function names(check: Check, form: string): Place[] {
  const lost = Object.entries(check.rule.names ?? {}).filter(([name, stem]) => source(check).includes(name) && !form.includes(stem));
  return lost.map(([name]) => whole(form, name));
}

function doubledWord(check: Check, form: string): Place[] {
  const said = words(form);
  const allowed = own(check, "doubled");
  return said.slice(1).flatMap((other, at) => {
    const one = said[at] as Word;
    const isTwice = one.text === other.text && BETWEEN.test(form.slice(one.end, other.start)) && !allowed.includes(one.text);
    return isTwice ? [{ start: one.start, end: other.end }] : [];
  });
}

export const KINDS: { [kind: string]: Kind } = {
  damage, pattern, terms, opposites, presence, names, ending, length, inconsistent,
  "plural-count": pluralCount,
  "same-as-source": sameAsSource,
  "mixed-scripts": mixedScripts,
  "words": listed,
  "doubled-word": doubledWord,
  "edge-space": edgeSpace,
  "sentence-count": sentenceCount,
  "long-sentence": longSentence,
};
