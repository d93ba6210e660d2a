"""A release that is put together from portions."""

import gzip

import brotli

from api.i18n.locales import Locale
from api.release.assembly import closed, put_together
from api.release.model import PackList, Portion, ServedFile, make_file, sha256
from api.release.stamping import UNSTAMPED, open_codings

ID = "0123456789ab"
HTML = "text/html; charset=utf-8"
PAGE = f'<html data-release="{UNSTAMPED}">{"<p>Feet.</p>" * 90}'.encode()
POLISH = Locale("pl", "Polski", "Polish", "ltr", "pl", "offered")


def page(path: str) -> ServedFile:
    opened = open_codings(PAGE)
    assert opened
    return ServedFile(path, {"content-type": HTML}, opened)


def data(path: str, text: str) -> ServedFile:
    return make_file(path, text.encode() * 90, "application/json", {})


def portion(name: str, *files: ServedFile, packs: tuple[PackList, ...] = ()) -> Portion:
    by_path = {file.path: file for file in files}
    return Portion(name, f"{name}-key", by_path, packs, frozenset(path for path in by_path if path.endswith("/")))


def test_every_coding_of_a_page_says_the_release() -> None:
    bodies = closed([portion("pl", page("/pl/"))], ID)["/pl/"].bodies

    assert bodies["identity"] == PAGE.replace(UNSTAMPED.encode(), ID.encode())
    assert brotli.decompress(bodies["br"]) == gzip.decompress(bodies["gzip"]) == bodies["identity"]


def test_a_page_that_could_not_be_coded_open_is_coded_closed() -> None:
    bare = ServedFile("/pl/", {"content-type": HTML}, {"identity": PAGE})

    bodies = closed([portion("pl", bare)], ID)["/pl/"].bodies

    assert ID.encode() in bodies["identity"]
    assert brotli.decompress(bodies["br"]) == gzip.decompress(bodies["gzip"]) == bodies["identity"]


def test_what_a_phone_keeps_stays_open() -> None:
    """The worker fills the release in: the same bundle serves the next one."""
    kept = ServedFile("/a/pl-0.txt", {"content-type": "text/plain"}, {"identity": PAGE})

    assert closed([portion("pl", kept)], ID)["/a/pl-0.txt"] is kept


def test_the_manifest_lists_pages_and_sums_up_packs() -> None:
    shell = portion(
        "shell",
        data("/a/s.json", "head"),
        data("/a/s.txt", "bundle"),
        packs=(PackList("shell", "/a/s.json", ("/a/s.txt",), ()),),
    )
    polish = portion(
        "pl",
        page("/pl/"),
        data("/a/pl.json", "head"),
        data("/a/pl-2.json", "part"),
        packs=(PackList("pl", "/a/pl.json", (), ("/pl/",)), PackList("pl/2", "/a/pl-2.json", (), ())),
    )

    release = put_together(ID, [shell, polish], [POLISH])

    told = release.manifest["languages"]["pl"]
    served = release.files["/pl/"].body
    assert (told["name"], told["dir"]) == ("Polski", "ltr")
    assert told["pages"] == [{"path": "/pl/", "bytes": len(served), "sha256": sha256(served)}]
    assert [row["path"] for row in told["pack"]] == ["/a/s.json", "/a/pl.json", "/a/s.txt"]
    assert told["sizes"]["raw"] == sum(row["bytes"] for row in told["pack"])
    assert told["sizes"]["brotli"] < told["sizes"]["raw"]
    assert [row["path"] for row in told["optional"]["pl/2"]["pack"]] == ["/a/pl-2.json"]
