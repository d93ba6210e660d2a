"""A stored release comes back as it was, or not at all."""

import errno
import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from api.release import store as module
from api.release.assembly import put_together
from api.release.model import PackList, Portion, Release, ServedFile, make_file
from api.release.stamping import UNSTAMPED
from api.release.store import Store

HTML = "text/html; charset=utf-8"


def portion(name: str, key: str, *files: ServedFile, packs: tuple[PackList, ...] = ()) -> Portion:
    by_path = {file.path: file for file in files}
    return Portion(name, key, by_path, packs, frozenset(path for path in by_path if path.endswith("/")))


def make_release(release_id: str = "r1", text: str = "hello ") -> Release:
    """Make a release of two portions; that of what all share is the same in all of them."""
    body = text.encode() * 200
    shell = portion(
        "shell",
        "k",
        make_file("/a/icon.png", b"\x89PNG" * 10, "image/png", {}),
        packs=(PackList("shell", "/a/icon.png", (), ()),),
    )
    english = portion(
        "en",
        f"k{text.strip()}",
        make_file("/en/", UNSTAMPED.encode() + body, HTML, {"cache-control": "no-cache"}),
        make_file(f"/a/main.{text.strip()}.js", body, "text/javascript; charset=utf-8", {}),
    )
    return put_together(release_id, [shell, english], [])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_release_survives_the_disk(tmp_path: Path) -> None:
    release = make_release()

    Store(tmp_path).save(release)

    assert Store(tmp_path).load("r1") == release
    assert b"r1hello" in release.files["/en/"].body


def test_a_portion_survives_the_disk(tmp_path: Path) -> None:
    release = make_release()
    Store(tmp_path).save(release)

    assert Store(tmp_path).portion("shell", "k") == release.portions[0]
    assert Store(tmp_path).portion("shell", "other") is None


def test_an_unknown_release_is_absent(tmp_path: Path) -> None:
    assert Store(tmp_path).load("r1") is None
    assert Store(tmp_path / "none").latest("en") is None


def test_without_a_folder_nothing_is_held() -> None:
    store = Store()
    store.save(make_release())

    assert store.load("r1") is store.latest("en") is store.portion("shell", "k") is None
    assert store.older_assets(but="r1") == {}


def _cut(body: bytes) -> bytes:
    return body[:-7]


def _alter(body: bytes) -> bytes:
    return body[:-3] + bytes([body[-3] ^ 1]) + body[-2:]


def _empty(_: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("name", ["r1.release.json", "shell.k.portion", "en.khello.portion"])
@pytest.mark.parametrize("damage", [_cut, _empty])
def test_a_torn_file_counts_as_absent(tmp_path: Path, name: str, damage: Callable[[bytes], bytes]) -> None:
    Store(tmp_path).save(make_release())
    (tmp_path / name).write_bytes(damage((tmp_path / name).read_bytes()))

    assert Store(tmp_path).load("r1") is None


def test_an_altered_byte_counts_as_absent_and_is_written_anew(tmp_path: Path) -> None:
    Store(tmp_path).save(make_release())
    target = tmp_path / "shell.k.portion"
    target.write_bytes(_alter(target.read_bytes()))
    store = Store(tmp_path)

    assert store.load("r1") is None
    assert store.portion("shell", "k") is None
    store.save(make_release())
    assert Store(tmp_path).load("r1") == make_release()


def test_a_portion_that_is_there_is_not_written_again(tmp_path: Path) -> None:
    Store(tmp_path).save(make_release())
    old = time.time() - 50
    os.utime(tmp_path / "shell.k.portion", (old, old))
    store = Store(tmp_path)
    assert store.portion("shell", "k")

    store.save(make_release("r2", "new "))

    assert (tmp_path / "shell.k.portion").stat().st_mtime == pytest.approx(old)


def test_the_latest_portion_is_the_one_written_last(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number, text in enumerate(("old ", "new ")):
        store.save(make_release(f"r{number}", text))
        for path in tmp_path.iterdir():
            os.utime(path, (path.stat().st_mtime - 5,) * 2)

    latest = store.latest("en")

    assert latest
    assert latest.key == "knew"


@pytest.mark.parametrize("damaged", [[], {"format": 5}, {"format": 5, "id": "r1", "manifest": {}, "portions": 1}])
def test_an_index_of_another_shape_counts_as_absent(tmp_path: Path, damaged: object) -> None:
    Store(tmp_path).save(make_release())
    (tmp_path / "r1.release.json").write_text(json.dumps(damaged))

    assert Store(tmp_path).load("r1") is None


def test_another_format_counts_as_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(tmp_path).save(make_release())
    monkeypatch.setattr(module, "_FORMAT", 99)

    assert Store(tmp_path).load("r1") is None
    assert Store(tmp_path).portion("shell", "k") is None


def test_pages_opened_before_an_update_still_find_their_files(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(make_release("r1", "old "))
    store.save(make_release("r2", "new "))

    assert list(store.older_assets(but="r2")) == ["/a/main.old.js"]


def test_only_immutable_files_of_older_releases_are_served(tmp_path: Path) -> None:
    """An old page would name files, and show numbers, that are no longer true."""
    Store(tmp_path).save(make_release("r1"))

    assert "/en/" not in Store(tmp_path).older_assets(but="r2")


def test_a_torn_older_release_is_passed_over(tmp_path: Path) -> None:
    Store(tmp_path).save(make_release("r1"))
    (tmp_path / "en.khello.portion").write_bytes(b"")
    (tmp_path / "r0.release.json").write_bytes(b"{")

    assert list(Store(tmp_path).older_assets(but="r2")) == ["/a/icon.png"]


def test_only_the_newest_releases_stay(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for number in range(4):
        store.save(make_release(f"r{number}", f"text{number} "))
        for path in tmp_path.iterdir():
            os.utime(path, (path.stat().st_mtime - 5,) * 2)

    assert names(tmp_path) == [
        "en.ktext2.portion",
        "en.ktext3.portion",
        "r2.release.json",
        "r3.release.json",
        "shell.k.portion",
    ]


def test_what_a_stopped_process_or_an_older_version_left_goes_with_the_next_release(tmp_path: Path) -> None:
    (tmp_path / "0123456789ab").mkdir()
    for name, age in (("en.k1.portion.x.part", 7200), ("en.k2.portion", 7200), ("en.k3.portion", 10)):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (time.time() - age,) * 2)

    Store(tmp_path).save(make_release())

    assert names(tmp_path) == ["en.k3.portion", "en.khello.portion", "r1.release.json", "shell.k.portion"]


def test_a_folder_that_does_not_exist_yet_is_made(tmp_path: Path) -> None:
    Store(tmp_path / "a" / "b").save(make_release())

    assert Store(tmp_path / "a" / "b").load("r1") == make_release()


def test_a_release_under_another_name_counts_as_absent(tmp_path: Path) -> None:
    Store(tmp_path).save(make_release("r1"))
    (tmp_path / "r1.release.json").rename(tmp_path / "r2.release.json")

    assert Store(tmp_path).load("r2") is None


def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(OSError, match="No space"):
        Store(tmp_path).save(make_release())
    assert names(tmp_path) == []


def test_a_file_that_another_process_took_away_is_of_no_age(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two servers that start together must not stop each other."""
    stat = Path.stat

    def gone(self: Path, **options: bool) -> os.stat_result:
        if self.name == "r1.release.json":
            raise FileNotFoundError(errno.ENOENT, "gone", self)
        return stat(self, **options)

    Store(tmp_path).save(make_release("r1"))
    monkeypatch.setattr(Path, "stat", gone)
    Store(tmp_path).save(make_release("r2"))
    monkeypatch.undo()

    assert Store(tmp_path).load("r2") is not None
