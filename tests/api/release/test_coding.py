"""Coding files: each body once, in the background, and never what is known already."""

import brotli
import pytest

from api.release.coding import Coder, Uncoded
from api.release.model import Coding, Portion, ServedFile
from api.release.stamping import UNSTAMPED

HTML = "text/html; charset=utf-8"
TEXT = b"<p>Notice your feet.</p>" * 40


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return the list of bodies that were really coded, in order."""
    seen: list[bytes] = []

    def counting(body: bytes, content_type: str, *, spare: bool) -> dict[Coding, bytes]:
        seen.append(body)
        return {"identity": body, "br": b"spare" if spare else content_type.encode()}

    monkeypatch.setattr("api.release.coding.codings", counting)
    return seen


def test_a_body_is_coded_once_however_often_it_is_asked_for(counted: list[bytes]) -> None:
    with Coder() as coder:
        coder.begin([Uncoded("/en/", TEXT, HTML, {})])
        coder.begin([Uncoded("/pl/", TEXT, HTML, {})])
        files = coder.finish([Uncoded("/en/", TEXT, HTML, {"x": "1"}), Uncoded("/pl/", TEXT, HTML, {})])

    assert counted == [TEXT]
    assert [(file.path, file.headers) for file in files] == [
        ("/en/", {"content-type": HTML, "x": "1"}),
        ("/pl/", {"content-type": HTML}),
    ]
    assert files[0].bodies == files[1].bodies


def test_what_an_older_portion_has_coded_is_taken_over(counted: list[bytes]) -> None:
    held = ServedFile("/en/", {"content-type": HTML}, {"identity": TEXT, "br": b"older"})
    with Coder() as coder:
        coder.learn(None)
        coder.learn(Portion("en", "k", {"/en/": held}))
        same, other = coder.finish([Uncoded("/en/1/", TEXT, HTML, {}), Uncoded("/en/2/", TEXT, "text/plain", {})])

    assert same.bodies["br"] == b"older"
    assert counted == [TEXT], "the same bytes of another type may be coded otherwise"
    assert other.bodies["br"] == b"text/plain"


def test_a_spare_file_is_coded_as_one(counted: list[bytes]) -> None:
    with Coder() as coder:
        (file,) = coder.finish([Uncoded("/a/1.txt", TEXT, HTML, {}, spare=True)])

    assert file.bodies["br"] == b"spare"
    assert counted


def test_files_come_back_in_their_order_and_whole() -> None:
    bodies = [TEXT * number for number in range(30, 0, -1)]
    with Coder() as coder:
        files = coder.finish(Uncoded(f"/{number}", body, HTML, {}) for number, body in enumerate(bodies))

    assert [brotli.decompress(file.bodies["br"]) for file in files] == bodies
    assert [file.path for file in files] == [f"/{number}" for number in range(30)]


def test_only_a_page_leaves_its_release_open() -> None:
    page = f'<html data-release="{UNSTAMPED}">'.encode() + TEXT
    wanted = [Uncoded("/en/", page, HTML, {}, stamped=True), Uncoded("/a/1.txt", page, "text/plain", {})]
    with Coder() as coder:
        opened, plain = coder.finish(wanted)

    assert [file.is_open for file in wanted] == [True, False]
    assert UNSTAMPED.encode() in opened.bodies["br"]
    assert UNSTAMPED.encode() not in plain.bodies["br"]


def test_a_page_whose_coding_hides_the_release_is_not_coded(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f'<html data-release="{UNSTAMPED}">'.encode() + TEXT
    monkeypatch.setattr("api.release.coding.open_codings", lambda _: None)
    with Coder() as coder:
        (file,) = coder.finish([Uncoded("/en/", page, HTML, {}, stamped=True)])

    assert file.bodies == {"identity": page}
