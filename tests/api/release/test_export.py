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


def test_an_export_into_the_folder_one_stands_in_replaces_it(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(release, tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")

    export(release, Path())

    assert (tmp_path / "site" / "sw.js").is_file()
    assert [place.name for place in tmp_path.iterdir()] == ["site"]


def test_a_failed_export_leaves_the_site_as_it_was(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(release, tmp_path / "site")
    rename = Path.rename

    def refuse_new(self: Path, target: Path) -> Path:
        if self.name.startswith(".export-") and not self.name.endswith(".old"):
            raise OSError(16, "busy")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(OSError, match="busy"):
        export(release, tmp_path / "site")

    assert (tmp_path / "site" / "sw.js").is_file()
    assert [place.name for place in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_only_looks_like_an_export_is_never_touched(release: Release, tmp_path: Path) -> None:
    (tmp_path / "release.json").write_text("{}")

    with pytest.raises(BuildError, match="not an earlier export"):
        export(release, tmp_path)
