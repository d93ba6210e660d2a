"""The exported folder is the release, file by file."""

import gzip
from dataclasses import replace
from pathlib import Path

import brotli
import pytest

from api.app import ready_release
from api.errors import BuildError
from api.release.export import export
from api.release.model import Release, make_file
from api.settings import Settings
from tests.factories import make_release


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


@pytest.mark.parametrize("names", [("release.json",), ("release.json", "_headers"), ("sw.js", "_headers")])
def test_part_of_an_export_is_not_an_export(tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / name).write_text("mine")

    with pytest.raises(BuildError, match="not an earlier export"):
        export(make_release(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_an_empty_folder_and_a_folder_of_folders_are_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()

    assert export(make_release(), tmp_path / "site") == export(make_release(), tmp_path / "a" / "b") == 2


def test_a_file_in_the_place_of_the_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")

    with pytest.raises(NotADirectoryError):
        export(make_release(), tmp_path / "site")
    assert (tmp_path / "site").read_text() == "mine"


def test_a_release_without_a_page_that_is_not_found_has_none(tmp_path: Path) -> None:
    release = make_release()

    export(replace(release, files={}), tmp_path / "site")

    assert not (tmp_path / "site" / "404.html").exists()


def test_headers_are_written_as_static_hosts_read_them(tmp_path: Path) -> None:
    """A host that does not send them serves a page without its security policy."""
    script = make_file("/a/main.1.js", b"1", "text/javascript", {"cache-control": "immutable"})
    export(make_release("r1", script), tmp_path / "site")

    blocks = (tmp_path / "site" / "_headers").read_text().split("\n\n")
    assert blocks[0].startswith("/en/x/\n  content-type: text/html; charset=utf-8\n")
    assert blocks[-1] == "/a/main.1.js\n  content-type: text/javascript\n  cache-control: immutable\n"


def test_a_small_file_has_no_twins(tmp_path: Path) -> None:
    export(make_release("r1", make_file("/a/main.1.js", b"1", "text/javascript", {})), tmp_path / "site")

    assert [path.name for path in (tmp_path / "site" / "a").iterdir()] == ["main.1.js"]


def test_everybody_may_read_the_folder(tmp_path: Path) -> None:
    export(make_release(), tmp_path / "site")

    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_a_first_export_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_self: Path, _target: Path) -> Path:
        raise OSError(16, "busy")

    monkeypatch.setattr(Path, "rename", busy)

    with pytest.raises(OSError, match="busy"):
        export(make_release(), tmp_path / "site")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_only_looks_like_an_export_is_never_touched(release: Release, tmp_path: Path) -> None:
    (tmp_path / "release.json").write_text("{}")

    with pytest.raises(BuildError, match="not an earlier export"):
        export(release, tmp_path)
