"""Assets are named by their bytes."""

import re
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


def test_a_script_imports_its_parts_by_their_addresses(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text('import{a}from"./part-X1.js";import"./part-Y2.js";a()')
    (tmp_path / "part-X1.js").write_text('import{b}from"./part-Y2.js";export{b as a}')
    (tmp_path / "part-Y2.js").write_text("export const b=1")
    table = AssetTable()

    table.add_script("main.js", tmp_path)

    urls = table.urls()
    names = [urls[part].removeprefix("/a/") for part in ("part-X1.js", "part-Y2.js")]
    assert table["main.js"].body.decode() == f'import{{a}}from"./{names[0]}";import"./{names[1]}";a()'
    assert table["part-X1.js"].body.decode() == f'import{{b}}from"./{names[1]}";export{{b as a}}'
    assert table.imports("main.js") == (urls["part-X1.js"], urls["part-Y2.js"])
    assert table.imports("part-Y2.js") == ()


def test_a_changed_part_changes_the_address_of_what_imports_it(tmp_path: Path) -> None:
    """Else a phone would run an old script with a new part."""
    (tmp_path / "main.js").write_text('import"./part-X1.js"')
    addresses = set()
    for body in ("1", "2"):
        (tmp_path / "part-X1.js").write_text(body)
        addresses.add(AssetTable().add_script("main.js", tmp_path))

    assert len(addresses) == 2


def test_a_missing_part_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "main.js").write_text('import"./part-X1.js"')

    with pytest.raises(BuildError, match=r"part-X1\.js is missing; run `make build`"):
        AssetTable().add_script("main.js", tmp_path)


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("main.js", r"/a/main\.[0-9a-f]{15}\.js"),
        ("pictures/bus-dawn.svg", r"/a/bus-dawn\.[0-9a-f]{15}\.svg"),
        ("cldr/sr-Latn.json", r"/a/sr-Latn\.[0-9a-f]{15}\.json"),
        ("a.b.css", r"/a/a\.b\.[0-9a-f]{15}\.css"),
    ],
)
def test_an_address_is_name_hash_and_ending(name: str, shape: str) -> None:
    assert re.fullmatch(shape, AssetTable().add(name, b"x"))


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
