"""Coding files: each body once, in the background, and never what is known already."""

import brotli
import pytest

from api.release.coding import Coder, Uncoded
from api.release.model import Coding, ServedFile

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


def test_what_an_older_release_has_coded_is_taken_over(counted: list[bytes]) -> None:
    older = ServedFile("/en/", {"content-type": HTML}, {"identity": TEXT, "br": b"older"})
    with Coder([older]) as coder:
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
