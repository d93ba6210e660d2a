"""How far a language is, counted by file and by review."""

from collections.abc import Mapping

import pytest

from api.i18n.catalogs import Catalog
from api.i18n.parts import Translation
from api.translation.status import DomainStatus, status
from tests.factories import ENGLISH, LONG, POLISH


def catalog(**states: str) -> Catalog:
    found = {name: Translation(("a",), ("b",), state) for name, state in states.items()}
    return Catalog(POLISH, translations=found)


def test_each_file_is_a_row_in_the_order_given() -> None:
    rows = status(catalog(a="translated", c="peer-reviewed"), {"ui": ["a", "b"], "feet": ["c"]})

    assert [(row.tag, row.domain, row.total, row.shown) for row in rows] == [("pl", "ui", 2, 1), ("pl", "feet", 1, 1)]


def test_every_state_is_counted() -> None:
    (row,) = status(catalog(a="translated", b="translated", c="machine-draft"), {"ui": ["a", "b", "c", "d"]})

    assert row.states == {"translated": 2, "machine-draft": 1, "missing": 1}


@pytest.mark.parametrize(
    ("states", "shown"), [({}, 0), ({"missing": 3}, 0), ({"translated": 2, "missing": 1}, 2), ({"narrated": 3}, 3)]
)
def test_whatever_is_not_missing_is_shown(states: Mapping[str, int], shown: int) -> None:
    assert DomainStatus("pl", "ui", sum(states.values()), states).shown == shown


def test_a_file_without_texts_is_complete() -> None:
    (row,) = status(catalog(), {"ui": []})

    assert (row.total, row.shown, row.states) == (0, 0, {})


def test_a_language_that_is_computed_lacks_nothing() -> None:
    rows = [status(Catalog(locale, compute=str), {"ui": ["a"]})[0] for locale in (ENGLISH, LONG)]

    assert [row.states for row in rows] == [{"source": 1}, {"machine-draft": 1}]
