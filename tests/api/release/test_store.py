"""A stored release comes back as it was, or not at all."""

import json
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


def test_pages_opened_before_an_update_still_find_their_files(tmp_path: Path) -> None:
    store.save(make_release("r1", "old "), tmp_path)
    store.save(make_release("r2", "new "), tmp_path)

    assert list(store.previous_assets(tmp_path, "r2")) == ["/a/main.r1.js", "/a/icon.png"]


def test_only_the_newest_releases_stay(tmp_path: Path) -> None:
    for number in range(4):
        store.save(make_release(f"r{number}"), tmp_path)

    assert len(list(tmp_path.iterdir())) == 2


def test_a_coding_that_does_not_pay_is_left_out() -> None:
    tiny = make_file("/x", b"ok", "text/plain", {})

    assert list(tiny.bodies) == ["identity"]
