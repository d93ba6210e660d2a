"""What was said about a translation holds for the very texts it was said about, and for no others."""

import json
from pathlib import Path

import pytest

from api.i18n.review import LADDER, WITHDRAWN, Event, digest, read_trail, state, trail_path

SOURCE, TARGET = ("Feet",), ("Stopy",)


def said(event: str, source: tuple[str, ...] = SOURCE, target: tuple[str, ...] = TARGET) -> Event:
    return Event("feet.title", event, digest(source), digest(target), "anna-k", "2026-11-23")


def row(**changes: object) -> str:
    facts = {"id": "feet.title", "ev": "translated", "src": "a", "tgt": "b", "by": "anna-k", "at": "2026-11-23"}
    return json.dumps({name: value for name, value in {**facts, **changes}.items() if value is not None})


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], "translated"),
        (["machine-draft"], "machine-draft"),
        (["translated", "machine-draft"], "translated"),
        (["machine-draft", "peer-reviewed"], "peer-reviewed"),
        (["clinically-reviewed", "peer-reviewed"], "clinically-reviewed"),
        (["narrated", "back-translated"], "narrated"),
        (["withdrawn"], "withdrawn"),
        (["clinically-reviewed", "withdrawn"], "withdrawn"),
        (["withdrawn", "withdrawn"], "withdrawn"),
        (["clinically-reviewed", "withdrawn", "peer-reviewed"], "peer-reviewed"),
        (["withdrawn", "machine-draft"], "machine-draft"),
        (["approved"], "translated"),
        (["withdrawn", "approved"], "withdrawn"),
    ],
)
def test_the_highest_rung_counts_until_it_is_withdrawn(events: list[str], expected: str) -> None:
    """A withdrawn text is one that could harm; only a later statement brings it back, and no higher than it says."""
    assert state([said(event) for event in events], SOURCE, TARGET) == expected


@pytest.mark.parametrize("rung", LADDER)
def test_every_rung_holds_for_its_own_pair_only(rung: str) -> None:
    """An approval of other words must never be shown for these."""
    assert state([said(rung)], SOURCE, TARGET) == rung
    assert state([said(rung)], SOURCE, ("Nogi",)) == "translated"
    assert state([said(rung)], ("Foot",), TARGET) == "translated"


def test_a_withdrawal_of_other_words_does_not_touch_these() -> None:
    assert state([said("peer-reviewed"), said(WITHDRAWN, target=("Nogi",))], SOURCE, TARGET) == "peer-reviewed"


def test_the_ladder_goes_from_a_machine_to_a_voice() -> None:
    assert LADDER[0] == "machine-draft"
    assert LADDER.index("translated") < LADDER.index("peer-reviewed") < LADDER.index("clinically-reviewed")
    assert WITHDRAWN not in LADDER


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("ó",), ("o\u0301",), True),
        (("a", "b"), ("ab",), False),
        (("a", "b"), ("b", "a"), False),
        (("a",), ("a",), True),
        (("a",), ("a ",), False),
        (("a",), ("A",), False),
        (("",), (), True),
    ],
)
def test_texts_are_the_same_when_they_read_the_same(one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    assert (digest(one) == digest(other)) is same


def test_a_digest_is_short_and_the_same_on_every_machine() -> None:
    # printf Stopy | sha256sum | cut -c1-12
    assert digest(("Stopy",)) == "6ca4aa540417"


def test_a_torn_character_has_a_digest_too() -> None:
    assert len(digest(("a\udcff",))) == 12


def test_a_trail_stands_beside_the_catalogues() -> None:
    assert trail_path(Path("locales/pl"), "feet") == Path("locales/pl/trail/feet.jsonl")


def test_no_trail_is_an_empty_one(tmp_path: Path) -> None:
    assert read_trail(tmp_path / "none.jsonl") == ([], [])


def test_a_trail_is_read_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "feet.jsonl"
    path.write_text(f"{row()}\n\n{row(ev='peer-reviewed', by='jan', carried='x')}\n")

    events, findings = read_trail(path)

    assert [(event.event, event.by) for event in events] == [("translated", "anna-k"), ("peer-reviewed", "jan")]
    assert findings == []


@pytest.mark.parametrize("torn", ["{torn", "[]", "null", "5", '"text"', row(src=None), row(by=None), "\x00"])
def test_a_torn_line_is_told_and_passed_over(tmp_path: Path, torn: str) -> None:
    """What cannot be read can only take an approval away, never give one."""
    path = tmp_path / "feet.jsonl"
    path.write_text(f"{row()}\n{torn}\n{row(ev='peer-reviewed')}\n")

    events, findings = read_trail(path)

    assert [event.event for event in events] == ["translated", "peer-reviewed"]
    assert [(finding.rule, finding.line) for finding in findings] == [("torn-trail", 2)]


def test_a_wrong_byte_costs_only_its_line(tmp_path: Path) -> None:
    path = tmp_path / "feet.jsonl"
    path.write_bytes(f"{row()}\n".encode() + b'{"id":"\xff\n')

    events, findings = read_trail(path)

    assert (len(events), len(findings)) == (1, 1)
