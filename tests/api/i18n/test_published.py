"""A snapshot is written once: whatever was changed in it, or taken away, is found and not shown."""

import json
from pathlib import Path

import pytest

from api.i18n.published import Said, Snapshot, check_snapshots, read_snapshot, snapshot_path, snapshots, versions

SNAPSHOT = Snapshot(
    "feet",
    1,
    "2026-11-27",
    "jan",
    ("ola",),
    {"feet.in": Said(("In “2”.",), ("Wdech ‹2›.",)), "feet.n": Said(("a", "b"), ("c", "d", "e"))},
)


def put(folder: Path, snapshot: Snapshot = SNAPSHOT) -> Path:
    path = snapshot_path(folder, snapshot.domain, snapshot.version)
    path.parent.mkdir(exist_ok=True)
    path.write_text(snapshot.as_json(), "utf-8")
    return path


def numbered(version: int) -> Snapshot:
    return Snapshot("feet", version, "2026-11-27", "jan", (), {"feet.in": Said(("In.",), (str(version),))})


def test_it_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = put(tmp_path)

    assert read_snapshot(path) == SNAPSHOT
    assert json.loads(path.read_text("utf-8"))["texts"]["feet.in"] == [["In “2”."], ["Wdech ‹2›."]]
    assert check_snapshots(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wdech", "Wydech"),
        ("ola", "ela"),
        ("2026-11-27", "2026-11-28"),
        ("}\n}", "}}"),
        ('"version": 1', '"version": 2'),
    ],
)
def test_one_that_was_changed_is_told_and_passed_over(tmp_path: Path, old: str, new: str) -> None:
    path = put(tmp_path)
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")

    assert [finding.rule for finding in check_snapshots(tmp_path)] == ["snapshot-changed"]
    assert list(snapshots(tmp_path, "feet")) == []


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b'{"unit":"feet"}', b'{"texts":{"a":1}}'])
def test_what_is_no_snapshot_is_told(tmp_path: Path, content: bytes) -> None:
    path = put(tmp_path)
    path.write_bytes(content)

    assert [finding.rule for finding in check_snapshots(tmp_path)] == ["snapshot-changed"]
    assert list(snapshots(tmp_path, "feet")) == []


def test_a_snapshot_under_another_name_is_none(tmp_path: Path) -> None:
    path = put(tmp_path)
    path.rename(path.with_name("cup.v1.json"))

    assert [finding.rule for finding in check_snapshots(tmp_path)] == ["snapshot-changed"]
    assert list(snapshots(tmp_path, "cup")) == []


def test_one_that_is_gone_is_missed(tmp_path: Path) -> None:
    for version in (1, 2, 10):
        put(tmp_path, numbered(version))
    snapshot_path(tmp_path, "feet", 2).unlink()

    assert versions(tmp_path, "feet") == [10, 1]
    lost = [finding.path.name for finding in check_snapshots(tmp_path) if finding.rule == "snapshot-missing"]
    assert lost == [f"feet.v{number}.json" for number in range(2, 10)]


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for version in (1, 2, 10):
        put(tmp_path, numbered(version))

    assert [one.version for one in snapshots(tmp_path, "feet")] == [10, 2, 1]
    assert versions(tmp_path, "cup") == []
