"""A host decides how well words must be checked before they are shown; an exercise is shown whole or not at all."""

from dataclasses import replace

import pytest

from api.content.texts import Risk
from api.i18n.catalogs import Catalog
from api.i18n.gate import hold_back
from api.i18n.parts import Translation
from tests.factories import POLISH, make_message

STATES = {
    ("ui", "ui.back", Risk.INTERFACE): "machine-draft",
    ("feet", "feet.in", Risk.EXERCISE): "clinically-reviewed",
    ("feet", "feet.out", Risk.EXERCISE): "translated",
    ("cup", "cup.look", Risk.EXERCISE): "peer-reviewed",
    ("help", "help.call", Risk.SAFETY): "clinically-reviewed",
    ("help", "help.ask", Risk.SAFETY): "peer-reviewed",
}
SOURCES = {name: (domain, replace(make_message(name), risk=risk)) for domain, name, risk in STATES}
CATALOG = Catalog(
    POLISH, translations={name: Translation(("x",), ("y",), state) for (_, name, _), state in STATES.items()}
)


@pytest.mark.parametrize(
    ("minimum", "held"),
    [
        ({}, set()),
        ({"A": "translated"}, {"ui.back"}),
        ({"C": "translated"}, set()),
        ({"C": "peer-reviewed"}, {"feet.in", "feet.out"}),
        ({"C": "clinically-reviewed"}, {"feet.in", "feet.out", "cup.look"}),
        ({"D": "clinically-reviewed"}, {"help.ask"}),
        ({"D": "back-translated"}, {"help.ask", "help.call"}),
    ],
)
def test_words_below_the_rung_of_their_class_are_held_back(minimum: dict[str, str], held: set[str]) -> None:
    shown = hold_back(CATALOG, SOURCES, minimum)

    assert CATALOG.translations.keys() - shown.translations.keys() == held
    assert {name for name in CATALOG.translations if shown.review(name) == "missing"} == held
    assert shown.missing >= held
