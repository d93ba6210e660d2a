"""The ways to go on after the last session: read as they are written, and help never waits."""

from pathlib import Path

import pytest

from api.content.loader import load_programme
from api.content.messages import walk
from api.content.models import Stepping
from api.content.stepping import check_stepping, read_stepping
from api.content.texts import Risk
from tests.factories import ROOT, make_table, rules_of, write_content

OFFERS = "".join(
    f'[[offers]]\nid = "{name}"\ntitle = "Go {name}"\nbody = ["One way."]\n' for name in ("repeat", "second", "help")
)
HEAD = 'title = "Next"\nsummary = "Three ways."\nsource = "own words"\n'
HELP = """[[rules]]
id = "talk"
measure = "help"
look = "latest"
from = 1
first = "help"

[[rules]]
id = "heavy"
measure = "strain"
look = "latest"
from = 8
first = "help"
"""
SECOND = '[[rules]]\nid = "stays"\nmeasure = "own"\nlook = "change"\nfrom = 0\nto = 10\nfirst = "second"\n'


def read(text: str) -> tuple[Stepping, list[str]]:
    table = make_table(text, "stepping.toml")
    return read_stepping(table), rules_of(table)


def test_offers_and_rules_are_read_in_their_order() -> None:
    stepping, faults = read(HEAD + OFFERS.replace('"Go second"', '"Go second"\nopens = "b1"') + HELP + SECOND)

    assert faults == []
    assert [(offer.id, offer.opens) for offer in stepping.offers] == [
        ("repeat", None),
        ("second", "b1"),
        ("help", None),
    ]
    assert [(rule.id, rule.look, rule.low, rule.high, rule.first) for rule in stepping.rules] == [
        ("talk", "latest", 1, None, "help"),
        ("heavy", "latest", 8, None, "help"),
        ("stays", "change", 0, 10, "second"),
    ]
    assert list(check_stepping(stepping)) == []


def test_words_about_help_are_safety_texts() -> None:
    stepping, _ = read(HEAD + OFFERS + HELP)

    risks = {message.id: message.risk for message in walk(stepping)}
    assert risks["stepping.help.body.1"] is Risk.SAFETY
    assert risks["stepping.repeat.body.1"] is Risk.EXERCISE


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("from = 8\n", "", "missing-field"),
        ("from = 8", "from = 11", "out-of-range"),
        ("from = 8", "from = 8\nto = 3", "out-of-range"),
        ('measure = "strain"', 'measure = "mood"', "unknown-word"),
        ('look = "latest"', 'look = "change"', "unknown-word"),
        ('first = "help"', 'first = "police"', "unknown-word"),
        ('id = "heavy"', 'id = "Heavy!"', "bad-id"),
        ('id = "heavy"', 'id = "heavy"\nseverity = "severe"', "unknown-field"),
        ('[[offers]]\nid = "repeat"', '[[offers]]\nid = "repeat"\nopens = "/b1/"', "bad-id"),
    ],
)
def test_a_slip_is_told_at_its_place(old: str, new: str, rule: str) -> None:
    text = HEAD + OFFERS + HELP
    assert old in text

    _, faults = read(text.replace(old, new, 1))

    assert faults == [rule]


@pytest.mark.parametrize(
    ("text", "rule", "remedy"),
    [
        (OFFERS.replace('id = "second"', 'id = "repeat"') + HELP, "stepping-offers", "'second' stands 0 times"),
        (OFFERS + SECOND + HELP, "help-first", "the rule talk leads to help but stands after stays; move it up"),
        (OFFERS + HELP.replace('"strain"', '"daily"'), "help-first", "no rule on 'strain'"),
        (OFFERS + HELP.replace('"heavy"', '"talk"'), "duplicate-id", "the rule talk stands twice"),
    ],
)
def test_help_never_waits_and_every_way_is_there(text: str, rule: str, remedy: str) -> None:
    table = make_table(HEAD + text.replace("Go repeat", "Go on", 1), "stepping.toml")

    found = [finding for finding in check_stepping(read_stepping(table)) if finding.rule == rule]

    assert any(remedy in finding.message for finding in found)


def test_a_programme_may_have_no_such_page(tmp_path: Path) -> None:
    assert load_programme(write_content(tmp_path)).stepping is None


def test_ours_speaks_of_help_first_for_every_high_number() -> None:
    stepping = load_programme(ROOT / "content").stepping

    assert stepping is not None
    assert {rule.measure for rule in stepping.rules if rule.first == "help"} == {"help", "strain", "daily"}
