"""What is kept comes back as it was, or not at all, and never keeps anybody from going on."""

import zlib
from pathlib import Path

import pytest

from api.release.memo import Memo

VALUE = {"words": [["ui.nav.back", ["Back"], ["Wstecz"]]], "n": 3}


def test_a_value_survives_the_disk(tmp_path: Path) -> None:
    Memo(tmp_path / "memo").keep("catalog", "a1", VALUE)
    memo = Memo(tmp_path / "memo")

    assert memo.recall("catalog", "a1") == VALUE
    assert memo.recall("catalog", "a2") is None
    assert memo.recall("pages", "a1") is None


@pytest.mark.parametrize(
    "body", [b"", b"torn", *map(zlib.compress, (b"[]", b'{"format": 1}', b'{"format": 0, "value": 1}', b"{"))]
)
def test_what_cannot_be_read_is_absent(tmp_path: Path, body: bytes) -> None:
    memo = Memo(tmp_path)
    memo.keep("catalog", "a1", VALUE)
    (tmp_path / "catalog-a1.memo").write_bytes(body)

    assert memo.recall("catalog", "a1") is None


def test_what_was_used_stays_and_as_many_of_the_newest_others(tmp_path: Path) -> None:
    for name in ("a1", "a2", "a3", "a4"):
        Memo(tmp_path).keep("catalog", name, VALUE)
    (tmp_path / "a5.part").write_bytes(b"cut")
    memo = Memo(tmp_path)
    memo.recall("catalog", "a1")

    memo.tidy()

    assert memo.recall("catalog", "a1") == VALUE
    assert len([path for path in tmp_path.iterdir() if path.is_file()]) == 2


def test_what_nobody_had_to_read_stays_when_it_is_held(tmp_path: Path) -> None:
    for name in ("a1", "a2", "a3"):
        Memo(tmp_path).keep("catalog", name, VALUE)
    memo = Memo(tmp_path)
    memo.hold("catalog", "a1")
    memo.recall("catalog", "a3")

    memo.tidy()

    assert [memo.recall("catalog", name) for name in ("a1", "a3")] == [VALUE, VALUE]


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "memo").write_text("a file")
    memo = Memo(tmp_path / "memo")

    memo.keep("catalog", "a1", VALUE)
    memo.tidy()

    assert memo.recall("catalog", "a1") is None
    assert memo.templates is None


def test_without_a_folder_nothing_is_remembered() -> None:
    memo = Memo()
    memo.keep("catalog", "a1", VALUE)
    memo.hold("catalog", "a1")
    memo.tidy()

    assert memo.recall("catalog", "a1") is None
    assert memo.templates is None
