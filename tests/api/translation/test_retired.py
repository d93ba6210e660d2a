"""Translations of texts that went away are kept, and found again with the very text they were made for."""

import json
from pathlib import Path

import pytest

from api.translation.retired import Retired, read_retired, retire, retired_path
from tests.factories import TODAY

FEET = Retired("feet.title", ("Feet",), ("Stopy",))
DAYS = Retired("ui.days", ("{n} day", "{n} days"), ("dzień", "dni", "dni"))


def lines(folder: Path) -> list[str]:
    return retired_path(folder).read_text("utf-8").splitlines()


def test_what_was_kept_comes_back(tmp_path: Path) -> None:
    retire(tmp_path / "pl", [FEET, DAYS], TODAY)

    assert read_retired(tmp_path / "pl") == {(item.id, item.source): item for item in (FEET, DAYS)}


def test_a_line_says_what_went_and_when(tmp_path: Path) -> None:
    retire(tmp_path, [FEET], TODAY)

    row = {"id": "feet.title", "source": ["Feet"], "target": ["Stopy"], "at": "2026-11-23"}
    assert json.loads(lines(tmp_path)[0]) == row


def test_the_same_translation_is_kept_once(tmp_path: Path) -> None:
    retire(tmp_path, [FEET], TODAY)
    retire(tmp_path, [FEET, FEET], TODAY)

    assert len(lines(tmp_path)) == 1


def test_a_better_translation_is_kept_beside_the_old_one_and_wins(tmp_path: Path) -> None:
    better = Retired("feet.title", ("Feet",), ("Nogi",))
    retire(tmp_path, [FEET], TODAY)
    retire(tmp_path, [better], TODAY)

    assert len(lines(tmp_path)) == 2
    assert read_retired(tmp_path)["feet.title", ("Feet",)] == better


def test_an_id_with_another_text_is_another_translation(tmp_path: Path) -> None:
    """Words are never shown for a text that they were not made for."""
    retire(tmp_path, [FEET, Retired("feet.title", ("Soles",), ("Podeszwy",))], TODAY)

    found = read_retired(tmp_path)

    assert found["feet.title", ("Feet",)].target == ("Stopy",)
    assert ("feet.title", ("Hands",)) not in found


def test_nothing_to_keep_makes_no_file(tmp_path: Path) -> None:
    retire(tmp_path / "pl", [], TODAY)

    assert not (tmp_path / "pl").exists()
    assert read_retired(tmp_path / "pl") == {}


@pytest.mark.parametrize(
    "torn",
    [
        "{torn",
        "[]",
        "5",
        '{"id": "a"}',
        '{"id": "a", "source": "Feet", "target": ["b"]}',
        '{"id": "a", "source": [5], "target": ["b"]}',
        '{"id": "a", "source": null, "target": ["b"]}',
        "\x00",
    ],
)
def test_a_torn_line_costs_only_itself(tmp_path: Path, torn: str) -> None:
    retire(tmp_path, [FEET], TODAY)
    with retired_path(tmp_path).open("a") as stream:
        stream.write(f"{torn}\n")
    retire(tmp_path, [DAYS], TODAY)

    assert set(read_retired(tmp_path).values()) == {FEET, DAYS}


def test_words_of_every_script_are_readable_in_the_file(tmp_path: Path) -> None:
    retire(tmp_path, [Retired("a", ("Feet",), ("قدمان",))], TODAY)

    assert "قدمان" in lines(tmp_path)[0]
