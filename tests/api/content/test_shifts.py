"""How people work, and moments of such a day: read as written, each slip at its line."""

from pathlib import Path

import pytest

from api.content.loader import load_programme
from api.content.messages import iter_messages
from api.content.shifts import read_shifts
from tests.factories import ROOT, make_table, rules_of, write_content

TEXT = """title = "My days"
summary = "Say once how you work."
source = "own words"

[[shifts]]
id = "early"
name = "Early"
moments = ["On the way home"]

[[shifts]]
id = "night"
name = "Night"
moments = ["In the break", "In the morning"]
"""


def test_shifts_come_with_their_moments_in_order() -> None:
    table = make_table(TEXT, "shifts.toml")

    found = read_shifts(table)

    assert rules_of(table) == []
    assert [(shift.id, [moment.id for moment in shift.moments]) for shift in found.shifts] == [
        ("early", ["shifts.early.moments.1"]),
        ("night", ["shifts.night.moments.1", "shifts.night.moments.2"]),
    ]


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ('id = "early"', 'id = "dawn"', ["unknown-word"]),
        ('id = "early"', 'id = "night"', ["duplicate-id", "duplicate-id"]),
        ('moments = ["On the way home"]\n', "", ["missing-field"]),
        ('name = "Early"', 'name = ""', ["empty-text"]),
        ('name = "Early"', 'name = "Early"\nhours = 8', ["unknown-field"]),
    ],
)
def test_a_slip_is_told(old: str, new: str, rules: list[str]) -> None:
    table = make_table(TEXT.replace(old, new, 1), "shifts.toml")

    read_shifts(table)

    assert rules_of(table) == rules


def test_a_programme_may_have_no_such_page(tmp_path: Path) -> None:
    assert load_programme(write_content(tmp_path)).shifts is None


def test_ours_are_translated_in_a_file_of_their_own() -> None:
    programme = load_programme(ROOT / "content")

    assert programme.shifts is not None
    assert "shifts.night.name" in {message.id for domain, message in iter_messages(programme) if domain == "shifts"}
