"""Digits as they are said; the phone does the same by the same table."""

import json

import pytest

from api.narration.spoken import DIGITS, spoken
from api.translation.extract import extract_interface
from tests.factories import ROOT

TABLE = json.loads((ROOT / "tests" / "pwa" / "fixtures" / "spoken.json").read_text("utf-8"))


@pytest.mark.parametrize("row", TABLE, ids=[row["text"] for row in TABLE])
def test_long_numbers_are_said_digit_by_digit(row: dict[str, str]) -> None:
    assert spoken(row["text"], row["digits"]) == row["said"]


def test_the_words_for_digits_are_those_of_the_interface() -> None:
    (found,) = [item for item in extract_interface(ROOT / "pwa" / "templates") if item.id == "ui.listen.digits"]

    assert found.text == DIGITS
