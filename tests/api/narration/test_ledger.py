"""The list beside the clips survives a merge and a torn line."""

from pathlib import Path

from api.narration.ledger import Clip, narration_folder, read_ledgers, write_ledger


def make_clip(name: str = "feet.s01", **facts: object) -> Clip:
    fields: dict[str, object] = {
        "text": "0123456789ab",
        "voice": "person",
        "by": "quiet-river",
        "at": "2026-11-23",
        "seconds": 2.5,
        "marks": (0.0, 1.2),
        "sums": {"ogg": "a", "m4a": "b"},
    }
    return Clip(name, **(fields | facts))  # type: ignore[arg-type]


def test_what_was_written_is_read_back_in_order(tmp_path: Path) -> None:
    write_ledger(tmp_path, "feet", [make_clip("feet.s02"), make_clip("feet.s01")])

    clips, findings = read_ledgers(tmp_path)
    assert list(clips.values()) == [make_clip("feet.s01"), make_clip("feet.s02")]
    assert findings == []
    assert [path.name for path in tmp_path.iterdir()] == ["feet.jsonl"]


def test_of_two_lines_about_one_clip_the_later_counts(tmp_path: Path) -> None:
    write_ledger(tmp_path, "feet", [make_clip()])
    first = (tmp_path / "feet.jsonl").read_text()
    (tmp_path / "feet.jsonl").write_text(first + first.replace("2.5", "3.5"))

    clips, _ = read_ledgers(tmp_path)
    assert clips["feet.s01"].seconds == 3.5


def test_lines_that_cannot_be_read_are_told_and_passed_over(tmp_path: Path) -> None:
    write_ledger(tmp_path, "feet", [make_clip()])
    good = (tmp_path / "feet.jsonl").read_text()
    torn = [
        "{",
        "[]",
        '{"id":"feet.s02"}',
        good.replace("person", "parrot").strip(),
        good.replace("ogg", "wav").strip(),
    ]
    (tmp_path / "feet.jsonl").write_text("\n".join([*torn, good]))

    clips, findings = read_ledgers(tmp_path)
    assert list(clips) == ["feet.s01"]
    assert [(finding.line, finding.rule) for finding in findings] == [(n, "torn-ledger") for n in range(1, 6)]


def test_a_language_without_clips_has_none(tmp_path: Path) -> None:
    assert read_ledgers(narration_folder(tmp_path, "pl")) == ({}, [])
