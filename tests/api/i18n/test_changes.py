"""What an author said of the changes of a text, from any of its earlier states until today."""

from pathlib import Path

import pytest

from api.i18n.changes import FILE, Change, Changes, Since, note

DAY = "2026-11-27"


def change(before: str, now: str, severity: Since = "meaning", message_id: str = "feet.in") -> Change:
    return Change(message_id, before, now, severity, DAY)


@pytest.mark.parametrize(
    ("before", "worst"),
    [("d", ""), ("c", "cosmetic"), ("b", "safety"), ("a", "safety"), ("never seen", "safety")],
)
def test_the_worst_since_then_counts(before: str, worst: str) -> None:
    changes = Changes([change("a", "b"), change("b", "c", "safety"), change("c", "d", "cosmetic")])

    assert changes.since("feet.in", before, "d", "meaning") == worst


def test_a_text_that_came_back_is_judged_from_its_last_time() -> None:
    changes = Changes([change("a", "b", "safety"), change("b", "a"), change("a", "c")])

    assert changes.since("feet.in", "a", "c", "meaning") == "meaning"
    assert changes.since("feet.in", "b", "c", "meaning") == "meaning"
    assert changes.since("feet.in", "a", "a", "safety") == ""


@pytest.mark.parametrize(("declared", "told"), [("safety", "safety"), ("meaning", "meaning"), ("cosmetic", "meaning")])
def test_a_change_that_is_not_written_down_yet_is_what_its_author_says(declared: Since, told: str) -> None:
    assert Changes().since("feet.in", "a", "b", declared) == told
    assert Changes([change("a", "b", "cosmetic")]).since("feet.in", "a", "c", declared) == told


def test_where_lines_are_missing_the_worst_is_assumed() -> None:
    changes = Changes([change("a", "b"), change("c", "d")])

    assert changes.since("feet.in", "a", "d", "meaning") == "safety"
    assert changes.since("feet.in", "c", "d", "meaning") == "meaning"


def test_texts_do_not_know_of_each_other() -> None:
    changes = Changes([change("a", "b", "safety", "feet.out")])

    assert changes.since("feet.in", "a", "b", "meaning") == "meaning"


def test_the_file_only_grows_and_a_torn_line_is_told(tmp_path: Path) -> None:
    note(tmp_path, [change("a", "b", "safety")])
    note(tmp_path, [])
    with (tmp_path / FILE).open("a") as stream:
        stream.write('{"id": "feet.in", "from": "b"\n{"id":"x","from":"a","to":"b","severity":"grave","at":"x"}\n')
    note(tmp_path, [change("b", "c")])

    changes = Changes.load(tmp_path)

    assert changes.since("feet.in", "a", "c", "meaning") == "safety"
    assert changes.since("feet.in", "b", "c", "meaning") == "meaning"
    assert [(found.rule, found.line) for found in changes.findings] == [("torn-changes", 2), ("torn-changes", 3)]
