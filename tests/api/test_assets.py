"""Assets are named by their bytes."""

import json
from pathlib import Path

import pytest

from api.assets import CONTENT_TYPES, AssetTable, csp_hash, short_hash
from api.errors import BuildError
from tests.factories import ROOT


def test_the_same_bytes_have_the_same_address_and_others_another() -> None:
    table = AssetTable()

    first = table.add("main.js", b"a")

    assert first == table.add("main.js", b"a")
    assert first != table.add("main.js", b"b")


def test_style_source_is_the_hash_browsers_compute() -> None:
    # The worked example of the CSP specification's own tests, recomputed with openssl.
    assert csp_hash("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def built(dist: Path, **modules: list[str]) -> AssetTable:
    """Write a build of these scripts, each with what it imports at once, and take it in."""
    made = {f"{name}.js": {"file": f"{name}.X1.js", "imports": imports} for name, imports in modules.items()}
    for module in made.values():
        (dist / str(module["file"])).write_text(str(module))
    (dist / "build.json").write_text(json.dumps({"modules": made}))
    table = AssetTable()
    table.add_modules(dist)
    return table


def test_a_module_keeps_the_name_by_which_others_import_it(tmp_path: Path) -> None:
    table = built(tmp_path, main=["part.X1.js"], part=[])

    assert table.urls() == {"main.js": "/a/main.X1.js", "part.js": "/a/part.X1.js"}
    assert (table.imports("main.js"), table.imports("part.js")) == (("/a/part.X1.js",), ())


@pytest.mark.parametrize("what", ["build.json", "main.X1.js"])
def test_a_build_that_was_cut_stops_with_its_remedy(tmp_path: Path, what: str) -> None:
    built(tmp_path, main=[])
    (tmp_path / what).unlink()

    with pytest.raises(BuildError, match="run `make build`"):
        AssetTable().add_modules(tmp_path)


def test_a_build_without_modules_is_told(tmp_path: Path) -> None:
    (tmp_path / "build.json").write_text("{}")

    with pytest.raises(BuildError, match="no whole build"):
        AssetTable().add_modules(tmp_path)


def test_a_table_gives_files_by_their_logical_names_in_the_order_they_came() -> None:
    table = AssetTable()
    table.add("style.css", b"p{}")
    table.add("main.js", b"1")

    assert [asset.name for asset in table] == ["style.css", "main.js"]
    assert table["main.js"].body == b"1"
    assert table.urls() == {asset.name: asset.url for asset in table}


def test_a_file_that_was_never_added_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        AssetTable()["main.js"]


@pytest.mark.parametrize("ending", CONTENT_TYPES)
def test_a_type_follows_from_the_ending(ending: str) -> None:
    """Browsers are told not to guess, so a wrong type would not be shown at all."""
    table = AssetTable()
    table.add(f"folder/file{ending}", b"x")

    assert table[f"folder/file{ending}"].content_type == CONTENT_TYPES[ending]


def test_text_is_always_sent_as_utf8() -> None:
    assert all("charset=utf-8" in kind for kind in CONTENT_TYPES.values() if kind.startswith("text/"))


def test_every_icon_that_is_there_has_a_type() -> None:
    endings = {path.suffix for path in (ROOT / "pwa" / "icons").iterdir() if path.suffix != ".md"}

    assert endings <= CONTENT_TYPES.keys()


def test_a_name_carries_sixty_bits() -> None:
    # printf abc | sha256sum | cut -c1-15
    assert short_hash(b"abc") == "ba7816bf8f01cfe"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # The worked example of the CSP specification's own tests, recomputed with openssl.
        ("", "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"),
        ("p{margin:0}", "'sha256-QRQPRLGyxt3RJiKpYNjpkgHcmHU2PywsfL2e8oI0LQA='"),
    ],
)
def test_a_style_source_is_the_hash_browsers_compute(text: str, source: str) -> None:
    assert csp_hash(text) == source


def test_files_that_change_together_share_the_hash_of_their_address() -> None:
    table = AssetTable()

    ogg, m4a = (table.add(f"voice/en/1.s03.{ending}", ending.encode(), b"both") for ending in ("ogg", "m4a"))
    assert ogg.removesuffix("ogg") == m4a.removesuffix("m4a")
    assert table.add("voice/en/1.s03.ogg", b"ogg", b"others") != ogg
