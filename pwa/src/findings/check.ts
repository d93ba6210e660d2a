// Look at one text with every rule, while it is typed; the same as api/translation/findings/looking.py.
import { KINDS } from "./kinds.ts";
import type { Found, Rule, Rules, Text } from "./rules.ts";
import { trim } from "./tokens.ts";

function of(rules: Rules, rule: Rule, text: Text, form: string, number: number): Found[] {
  const places = KINDS[rule.kind]?.({ rule, rules, text }, form) ?? [];
  return places.map(({ start, end, term = "" }) => {
    const marked = term !== "" && !rule.reason.includes("{term}") ? term : form.slice(start, end);
    const reason = rule.reason.split("{found}").join(marked).split("{term}").join(term);
    return { id: text.id, form: number, rule: rule.id, level: rule.level, start, end, reason };
  });
}

/** What the rules find in a text, form by form; of a text without any words nothing. */
export function findings(rules: Rules, text: Text): Found[] {
  if (text.forms.every((form) => trim(form) === "")) return [];
  const own = rules.rules.filter(({ languages }) => !languages || languages.includes(text.language));
  return text.forms.flatMap((form, number) => own.flatMap((rule) => of(rules, rule, text, form, number)));
}
