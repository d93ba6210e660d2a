"""Assets are named by their bytes."""

from pathlib import Path

import pytest

from api.assets import AssetTable, csp_hash
from api.errors import BuildError


def test_the_same_bytes_have_the_same_address_and_others_another() -> None:
    table = AssetTable()

    first = table.add("main.js", b"a")

    assert first == table.add("main.js", b"a")
    assert first != table.add("main.js", b"b")
    assert first.startswith("/a/main.")
    assert first.endswith(".js")


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
