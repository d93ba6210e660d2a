"""A stored release comes back as it was, or not at all."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from api.release import store
from api.release.model import Release, make_file


def make_release(release_id: str = "r1", text: str = "hello ") -> Release:
    body = (text * 200).encode()
    files = [
        make_file("/en/", body, "text/html; charset=utf-8", {"cache-control": "no-cache"}),
        make_file(f"/a/main.{release_id}.js", body, "text/javascript; charset=utf-8", {}),
        make_file("/a/icon.png", b"\x89PNG" * 10, "image/png", {}),
    ]
    return Release(release_id, {file.path: file for file in files}, {"release": release_id})


def test_a_release_survives_the_disk(tmp_path: Path) -> None:
    release = make_release()

    store.save(release, tmp_path)

    assert store.load(tmp_path, "r1") == release


def test_an_unknown_release_is_absent(tmp_path: Path) -> None:
    assert store.load(tmp_path, "r1") is None


@pytest.mark.parametrize("name", ["blob", "index.json"])
def test_a_torn_file_counts_as_absent(tmp_path: Path, name: str) -> None:
    store.save(make_release(), tmp_path)
    target = tmp_path / "r1" / name
    target.write_bytes(target.read_bytes()[:-7])

    assert store.load(tmp_path, "r1") is None


def test_an_altered_byte_counts_as_absent(tmp_path: Path) -> None:
    store.save(make_release(), tmp_path)
    target = tmp_path / "r1" / "blob"
    body = bytearray(target.read_bytes())
    body[3] ^= 1
    target.write_bytes(body)

    assert store.load(tmp_path, "r1") is None


def test_another_format_counts_as_absent(tmp_path: Path) -> None:
    store.save(make_release(), tmp_path)
    target = tmp_path / "r1" / "index.json"
    target.write_text(json.dumps({**json.loads(target.read_text()), "format": 1}))

    assert store.load(tmp_path, "r1") is None


@pytest.mark.parametrize("damaged", [[], {"format": 3}, {"format": 3, "id": "r1", "blob": 1, "files": [1]}])
def test_an_index_of_another_shape_counts_as_absent(tmp_path: Path, damaged: object) -> None:
    store.save(make_release(), tmp_path)
    (tmp_path / "r1" / "index.json").write_text(json.dumps(damaged))

    assert store.load(tmp_path, "r1") is None


def test_two_processes_may_store_the_same_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other one is always the faster here: it stores after our old folder went away and before ours stands."""
    rmtree = shutil.rmtree

    def rmtree_then_lose(path: Path, *, ignore_errors: bool) -> None:
        rmtree(path, ignore_errors=ignore_errors)
        if Path(path).name == "r1":
            monkeypatch.setattr(shutil, "rmtree", rmtree)
            store.save(make_release(), tmp_path)

    monkeypatch.setattr(shutil, "rmtree", rmtree_then_lose)
    store.save(make_release(), tmp_path)

    assert [place.name for place in tmp_path.iterdir()] == ["r1"]
    assert store.load(tmp_path, "r1") == make_release()


def test_what_a_stopped_process_left_goes_with_the_next_release(tmp_path: Path) -> None:
    for name, age in ((".staging-old", 7200), (".staging-new", 10)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)

    store.save(make_release(), tmp_path)

    assert sorted(place.name for place in tmp_path.iterdir()) == [".staging-new", "r1"]


def test_pages_opened_before_an_update_still_find_their_files(tmp_path: Path) -> None:
    store.save(make_release("r1", "old "), tmp_path)
    store.save(make_release("r2", "new "), tmp_path)

    assert list(store.previous_assets(tmp_path, "r2")) == ["/a/main.r1.js", "/a/icon.png"]


def test_only_the_newest_releases_stay(tmp_path: Path) -> None:
    for number in range(4):
        store.save(make_release(f"r{number}"), tmp_path)
        for place in tmp_path.iterdir():
            os.utime(place, (place.stat().st_mtime - 5,) * 2)

    assert sorted(place.name for place in tmp_path.iterdir()) == ["r2", "r3"]


def test_a_folder_that_does_not_exist_yet_is_made_and_holds_no_older_files(tmp_path: Path) -> None:
    assert store.previous_assets(tmp_path / "none", "r1") == {}
    store.save(make_release(), tmp_path / "a" / "b")

    assert store.load(tmp_path / "a" / "b", "r1") == make_release()


def test_only_immutable_files_of_older_releases_are_served(tmp_path: Path) -> None:
    """An old page would name files, and show numbers, that are no longer true."""
    store.save(make_release("r1"), tmp_path)

    assert "/en/" not in store.previous_assets(tmp_path, "r2")


def test_a_torn_older_release_is_passed_over(tmp_path: Path) -> None:
    store.save(make_release("r1"), tmp_path)
    (tmp_path / "r1" / "blob").write_bytes(b"")
    (tmp_path / ".staging-x").mkdir()

    assert store.previous_assets(tmp_path, "r2") == {}


def test_a_release_under_another_name_counts_as_absent(tmp_path: Path) -> None:
    store.save(make_release("r1"), tmp_path)
    (tmp_path / "r1").rename(tmp_path / "r2")

    assert store.load(tmp_path, "r2") is None


def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(OSError, match="No space"):
        store.save(make_release(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_another_process_took_away_is_of_no_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two servers that start together must not stop each other."""
    stat = Path.stat

    def gone(self: Path, **options: bool) -> os.stat_result:
        if self.name == "r1" and not options:
            raise FileNotFoundError(self)
        return stat(self, **options)

    store.save(make_release("r1"), tmp_path)
    monkeypatch.setattr(Path, "is_dir", lambda _: True)
    monkeypatch.setattr(Path, "stat", gone)
    store.save(make_release("r2"), tmp_path)
    monkeypatch.undo()

    assert store.load(tmp_path, "r2") is not None
