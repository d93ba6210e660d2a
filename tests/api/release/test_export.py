"""The exported folder is the release, file by file."""

import gzip
from pathlib import Path

import brotli
import pytest

from api.app import ready_release
from api.errors import BuildError
from api.release.export import export
from api.release.model import Release
from api.settings import Settings


@pytest.fixture(scope="module")
def release() -> Release:
    return ready_release(Settings.from_env())[0]


def test_every_file_is_written_with_its_twins(release: Release, tmp_path: Path) -> None:
    count = export(release, tmp_path / "site")

    page = tmp_path / "site" / "pl" / "1" / "index.html"
    assert count == len(release.files)
    assert page.read_bytes() == release.files["/pl/1/"].body
    assert brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert (tmp_path / "site" / "sw.js").is_file()
    assert (tmp_path / "site" / "404.html").is_file()


def test_a_front_page_without_a_server_offers_every_language(release: Release, tmp_path: Path) -> None:
    export(release, tmp_path / "site")

    front = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert all(f'href="/{tag}/"' in front for tag in release.manifest["languages"])


def test_an_earlier_export_is_replaced_whole(release: Release, tmp_path: Path) -> None:
    export(release, tmp_path / "site")
    (tmp_path / "site" / "stale.html").write_text("old")

    export(release, tmp_path / "site")

    assert not (tmp_path / "site" / "stale.html").exists()


def test_a_folder_with_other_things_is_never_touched(release: Release, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")

    with pytest.raises(BuildError, match="not an earlier export"):
        export(release, tmp_path)

    assert (tmp_path / "thesis.txt").read_text() == "years of work"
