"""Look at one text with every rule."""

from collections.abc import Iterator

from api.translation.findings.kinds import KINDS, Check
from api.translation.findings.model import Found, Place, Text
from api.translation.findings.rules import Rule, Rules


def findings(rules: Rules, text: Text) -> list[Found]:
    """Return what the rules find in a text, form by form; of a text without any words nothing."""
    if not any(form.strip() for form in text.forms):
        return []
    own = [rule for rule in rules.rules if rule.holds_for(text.language)]
    return [
        found
        for number, form in enumerate(text.forms)
        for rule in own
        for found in _of(rules, rule, text, number, form)
    ]


def _of(rules: Rules, rule: Rule, text: Text, number: int, form: str) -> Iterator[Found]:
    for place in KINDS[rule.kind](Check(rule, rules, text), form):
        start, end = (_units(form[:at]) for at in place[:2])
        yield Found(text.id, number, rule.id, rule.level, start, end, _reason(rule, place, form))


def _reason(rule: Rule, place: Place, form: str) -> str:
    marked = place.term if place.term and "{term}" not in rule.reason else form[place.start : place.end]
    return rule.reason.replace("{found}", marked).replace("{term}", place.term)


def _units(text: str) -> int:
    """Count as browsers do: a character beyond the first 65,536 is two."""
    return len(text) + sum(char > "\uffff" for char in text)
