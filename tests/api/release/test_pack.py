"""What a phone keeps: bundles that are read as they come, and that give every byte back."""

import base64
import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.assets import Asset, AssetTable
from api.release.model import ServedFile, make_file, sha256
from api.release.pack import (
    BETWEEN,
    ENDS,
    RANGE,
    Bundle,
    LineTable,
    Pack,
    PackEntry,
    language_pack,
    shell_pack,
)

HTML = "text/html; charset=utf-8"
PNG = b"\x89PNG\r\n\x1a\n\x00\xff"
POLICY = "default-src 'none'"
NONE = LineTable()


def entry(number: int = 1, size: int = 100) -> PackEntry:
    """Make a page that does not compress below its size."""
    return PackEntry(f"/pl/{number}/", HTML, Random(number).randbytes(size // 2).hex().encode())


def files_of(*bundles: Bundle) -> dict[str, ServedFile]:
    parts = [part for bundle in bundles for part in ((bundle.url, bundle.body), *bundle.singles())]
    return {url: make_file(url, body, "text/plain", {}) for url, body in parts}


def head_of(pack: Pack, shared: LineTable = NONE) -> dict:  # type: ignore[type-arg]
    return json.loads(pack.head(shared, files_of(*pack.bundles)))


def assets(*names: str) -> list[Asset]:
    table = AssetTable()
    for name in names:
        table.add(name, name.encode())
    return list(table)


@pytest.mark.parametrize(
    ("content_type", "body", "piece"),
    [
        (HTML, "ż<p>".encode(), "ż<p>"),
        ("application/json", b"{}", "{}"),
        ("image/svg+xml", b"<svg/>", "<svg/>"),
        ("image/png", PNG, base64.b64encode(PNG).decode()),
        ("image/x-icon", b"\x00\x01", "AAE="),
    ],
)
def test_an_entry_travels_as_text_where_it_is_text(content_type: str, body: bytes, piece: str) -> None:
    row = PackEntry("/x", content_type, body).in_bundle(NONE)

    assert row.decode() == f"{content_type}{BETWEEN}{piece}{ENDS}"


def test_an_entry_is_listed_with_what_verifies_it() -> None:
    """The phone compares every file before and after it stores it."""
    page = entry()

    assert page.in_head() == {"url": "/pl/1/", "sum": sha256(page.body)[:10]}


LINES = st.lists(st.sampled_from(["<head>", "</head>", "<p>a</p>", "<p>b</p>", "", "<nav>"]), min_size=1, max_size=30)


@given(st.lists(LINES, min_size=1, max_size=8))
def test_every_page_is_given_back_from_its_pieces(pages: list[list[str]]) -> None:
    """A page that came back otherwise than it went would be refused by the phone, or worse, be wrong."""
    texts = ["\n".join(lines) for lines in pages]
    table = LineTable.of(texts)
    for text in texts:
        pieces = table.pieces(text)

        assert (
            "\n".join(piece if isinstance(piece, str) else "\n".join(table.lines[slice(*piece)]) for piece in pieces)
            == text
        )


def test_only_lines_that_pages_share_stand_in_the_table() -> None:
    pages = ["a\nb\nc", "a\nb\nd\nd", "a\ne"]

    assert LineTable.of(pages).lines == ("a", "b")


def test_a_line_of_the_shell_stands_in_the_table_where_it_occurs_once() -> None:
    assert LineTable.of(["a\nb", "c"], LineTable(["b", "x"])).lines == ("b",)


def test_neighbouring_shared_lines_are_one_range() -> None:
    table = LineTable(["a", "b", "c"])

    assert table.pieces("a\nb\nown\ntwo\nc\nc") == [(0, 2), "own\ntwo", (2, 3), (2, 3)]


def test_a_page_writes_its_ranges_as_numbers() -> None:
    row = PackEntry("/x", HTML, b"a\nb\nown\nb").in_bundle(LineTable(["a", "b"]))

    assert row.decode().rstrip(ENDS).split(BETWEEN) == [HTML, f"{RANGE}0,2", "own", f"{RANGE}1"]


def test_a_line_of_the_shell_is_a_number_in_other_tables() -> None:
    shared = LineTable(["<style>"])

    assert LineTable(["a", "<style>"]).within(shared) == ["a", 0]
    assert shared.within(shared) == ["<style>"]


def test_the_address_of_a_bundle_follows_its_bytes() -> None:
    one, other = Bundle("pl-0", (entry(1),)), Bundle("pl-0", (entry(2),))

    assert one.url == Bundle("pl-0", (entry(1),)).url
    assert one.url != other.url


def test_each_entry_has_an_address_of_its_own_beside_the_bundle() -> None:
    """After a cut the phone fetches what is missing, not everything again."""
    bundle = Bundle("pl-0", (entry(1), entry(2)))

    stem = bundle.url.removesuffix(".txt")
    assert [url for url, _ in bundle.singles()] == [f"{stem}.0.txt", f"{stem}.1.txt"]
    assert b"".join(body for _, body in bundle.singles()) == bundle.body


def test_a_file_that_stands_alone_is_its_own_bundle() -> None:
    alone = Bundle("main.js", (PackEntry("/a/main.1.js", "text/javascript", b"1"),), alone=True)

    assert (alone.url, alone.body, alone.singles()) == ("/a/main.1.js", b"1", [])


@given(st.lists(st.integers(2, 60_000), min_size=1, max_size=12))
def test_no_page_is_lost_or_moved_between_bundles(sizes: list[int]) -> None:
    """A page that stands in no bundle would be missing where there is no internet."""
    entries = [entry(number, size) for number, size in enumerate(sizes)]

    bundles = language_pack("pl", entries, NONE).bundles

    assert [one for bundle in bundles for one in bundle.entries] == entries
    assert all(bundle.entries for bundle in bundles)


@pytest.mark.parametrize("pages", [10, 30])
def test_a_language_is_cut_into_bundles_of_about_the_same_weight(pages: int) -> None:
    """A cut costs at most a part of the bundle it hits, so none may be much heavier than the others."""
    bundles = language_pack("pl", [entry(number, 20_000) for number in range(pages)], NONE).bundles

    weights = [sum(len(one.body) for one in bundle.entries) for bundle in bundles]
    assert max(weights) - min(weights) <= 20_000


def test_the_pages_of_a_pack_are_answered_as_strictly_as_by_the_server() -> None:
    headers = head_of(shell_pack(assets("main.js"), NONE, POLICY))["headers"]

    assert headers["content-security-policy"] == POLICY
    assert headers["referrer-policy"] == "no-referrer"


def test_an_optional_pack_is_named_within_its_language_and_carries_files_that_stand_alone() -> None:
    alone = PackEntry("/a/worksheets.1.js", "text/javascript", b"1")

    pack = language_pack("pl/2", [entry()], NONE, [alone])

    assert pack.name == "pl/2"
    assert [bundle.url for bundle in pack.bundles if bundle.alone] == ["/a/worksheets.1.js"]
    assert all(bundle.url.startswith("/a/pl-2-") for bundle in pack.bundles if not bundle.alone)


def test_what_a_page_has_stands_alone_and_the_other_scripts_and_drawings_go_together() -> None:
    table = assets("main.js", "log.js", "kept.js", "style.css", "pictures/a.svg", "icons/b.png")
    fetched = {asset.url for asset in table if asset.name in ("main.js", "style.css")}

    bundles = shell_pack(table, NONE, POLICY, fetched).bundles

    names = [(bundle.name, bundle.alone) for bundle in bundles]
    assert names == [("main.js", True), ("style.css", True), ("shell-scripts", False), ("shell-0", False)]
    assert [len(bundle.entries) for bundle in bundles] == [1, 1, 2, 2]
    assert [one.content_type for one in bundles[3].entries] == ["image/svg+xml", "image/png"]


@pytest.mark.parametrize(("drawings", "sizes"), [(0, []), (1, [1]), (10, [10]), (11, [10, 1]), (25, [10, 10, 5])])
def test_ten_drawings_make_a_bundle(drawings: int, sizes: list[int]) -> None:
    pack = shell_pack(assets(*(f"pictures/{number}.svg" for number in range(drawings))), NONE, POLICY)

    assert [len(bundle.entries) for bundle in pack.bundles] == sizes


def test_the_head_says_all_that_the_worker_must_know() -> None:
    bundles = (Bundle("pl-0", (entry(1), entry(2))), Bundle("pl-1", (entry(3),)))
    files = files_of(*bundles)

    head = json.loads(Pack("pl", bundles).head(NONE, files))

    for row, bundle in zip(head["files"], bundles, strict=True):
        assert (row["path"], row["wire"]) == (bundle.url, files[bundle.url].size("br"))
        wires = [files[url].size("br") for url, _ in bundle.singles()]
        listed = [{**one.in_head(), "wire": wire} for one, wire in zip(bundle.entries, wires, strict=True)]
        assert row["entries"] == listed
        assert row["bytes"] == sum(len(one.body) for one in bundle.entries)


def test_only_a_file_that_stands_alone_has_a_type_in_the_head() -> None:
    alone = Bundle("main.js", (PackEntry("/a/main.1.js", "text/javascript", b"1"),), alone=True)
    together = Bundle("pl-0", (entry(),))

    rows = head_of(Pack("pl", (alone, together)))["files"]

    assert [row.get("type") for row in rows] == ["text/javascript", None]


def test_the_size_before_a_download_is_what_travels() -> None:
    """Whoever pays by the megabyte decides by this number."""
    bundles = (Bundle("pl-0", (PackEntry("/pl/1/", HTML, b"<p>feet</p>" * 500),)), Bundle("pl-1", (entry(2),)))
    files = files_of(*bundles)

    assert Pack("pl", bundles).wire(files) == sum(files[bundle.url].size("br") for bundle in bundles)
    assert Pack("pl", ()).wire(files) == 0
