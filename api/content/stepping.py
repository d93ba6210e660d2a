"""What can come after the last session: read `stepping.toml`, and check that help is never spoken of last.

The rules are data over the person's own numbers and are evaluated on the phone; nothing here knows a person.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

from api.content.models import Measure, Offer, OfferId, Rule, Stepping
from api.content.reading import ITEM_ID, Table, array_tables
from api.content.texts import Risk
from api.content.words import Words
from api.errors import Finding

OFFERS: tuple[OfferId, ...] = get_args(OfferId)
MEASURES: tuple[Measure, ...] = get_args(Measure)
_CODE = re.compile(r"[a-z0-9]{1,3}")
_HIGHEST = 10
# What must lead to help first: the wish to talk, and a heavy week.
_HELP_MEASURES: tuple[Measure, ...] = ("help", "strain")


def read_stepping(top: Table) -> Stepping:
    """Build the page after the last session; faults are noted in the file."""
    words = Words.of(top, "stepping", Risk.EXERCISE)
    title, summary = words.field(top, "title", "title"), words.field(top, "summary", "summary")
    source = top.text("source")
    offers = tuple(_offer(table, words) for table in array_tables(top, "offers"))
    rules = tuple(_rule(table) for table in array_tables(top, "rules"))
    words.finish(top)
    top.done()
    return Stepping(title, summary, source, offers, rules, top.source.path)


def check_stepping(stepping: Stepping) -> Iterator[Finding]:
    """Find a way that is missing, and rules that would let help wait."""
    found = [offer.id for offer in stepping.offers]
    for name in OFFERS:
        if found.count(name) != 1:
            text = f"the offer {name!r} stands {found.count(name)} times; each of {', '.join(OFFERS)} stands once"
            yield Finding(stepping.path, 1, "stepping-offers", text)
    for rule_id, count in Counter(rule.id for rule in stepping.rules).items():
        if count > 1:
            yield Finding(stepping.path, 1, "duplicate-id", f"the rule {rule_id} stands twice; give one a new id")
    others = [place for place, rule in enumerate(stepping.rules) if rule.first != "help"]
    for place, rule in enumerate(stepping.rules):
        if rule.first == "help" and others and place > others[0]:
            text = f"the rule {rule.id} leads to help but stands after {stepping.rules[others[0]].id}; move it up"
            yield Finding(stepping.path, rule.line, "help-first", text)
    helped = {rule.measure for rule in stepping.rules if rule.first == "help"}
    for measure in _HELP_MEASURES:
        if measure not in helped:
            text = f'no rule on {measure!r} has first = "help"; add one, so that help does not wait'
            yield Finding(stepping.path, 1, "help-first", text)


def _offer(table: Table, words: Words) -> Offer:
    name: Any = table.choice("id", OFFERS)
    # Words about help are read as closely as the help page.
    own = Words(words.prefix, Risk.SAFETY if name == "help" else words.risk, words.notes, words.changes, words.seen)
    opens = table.name("opens", _CODE, "the code of a page, as b1") if table.has("opens") else None
    offer = Offer(name, own.field(table, "title", f"{name}.title"), own.numbered(table, "body", f"{name}.body"), opens)
    table.done()
    return offer


def _rule(table: Table) -> Rule:
    name = table.name("id", ITEM_ID, "small letters, digits and hyphens")
    measure: Any = table.choice("measure", MEASURES)
    look: Any = table.choice("look", ("latest", "change"))
    low = table.number("from", -_HIGHEST, _HIGHEST) if table.has("from") else None
    high = table.number("to", -_HIGHEST, _HIGHEST) if table.has("to") else None
    if low is None and high is None:
        table.fault("missing-field", "a rule needs `from` or `to`, or it would fit everyone; add one")
    if low is not None and high is not None and low > high:
        table.fault("out-of-range", f"`from` = {low} is above `to` = {high}; no number fits; correct one", "from")
    if measure == "help" and look == "change":
        table.fault("unknown-word", 'the wish to talk is yes or no; use look = "latest"', "look")
    first: Any = table.choice("first", OFFERS)
    rule = Rule(name, measure, look, first, low, high, table.first)
    table.done()
    return rule
