"""One file of a release in every form it travels in."""

import gzip
import json
from dataclasses import replace
from random import Random

import brotli
import pytest

from api.release.model import CODINGS, Release, ServedFile, codings, make_file, sha256

TEXT = b"<p>Notice your feet.</p>" * 40
HTML = "text/html; charset=utf-8"


def made(body: bytes = TEXT, content_type: str = HTML) -> ServedFile:
    return make_file("/en/", body, content_type, {"cache-control": "no-cache"})


def test_every_coding_gives_the_same_bytes_back() -> None:
    bodies = made().bodies

    assert list(bodies) == list(CODINGS)
    assert gzip.decompress(bodies["gzip"]) == brotli.decompress(bodies["br"]) == bodies["identity"] == TEXT


def test_the_same_bytes_are_coded_alike_on_every_day() -> None:
    """A moment inside the bytes would make every release a new one."""
    assert made() == made()
    assert made().bodies["gzip"][4:8] == b"\0\0\0\0"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"ok", "text/plain"),
        (b"", HTML),
        (Random(1).randbytes(256), HTML),
        (TEXT, "image/png"),
        (TEXT, "image/x-icon"),
    ],
)
def test_a_coding_that_does_not_pay_is_left_out(body: bytes, content_type: str) -> None:
    assert list(made(body, content_type).bodies) == ["identity"]


@pytest.mark.parametrize(("count", "spare"), [(40, True), (9_000, False)], ids=["spare", "long"])
def test_what_few_fetch_or_what_is_long_is_coded_the_quicker_way(count: int, spare: bool) -> None:
    body = b"".join(b"<p>Notice your feet, %d.</p>" % number for number in range(count))

    assert codings(body, HTML, spare=spare)["br"] == brotli.compress(body, quality=10)


@pytest.mark.parametrize("coding", CODINGS)
def test_a_size_is_what_travels_in_that_coding(coding: str) -> None:
    file = made()

    assert file.size(coding) == len(file.bodies[coding])  # type: ignore[arg-type, index]


def test_a_file_that_is_not_coded_travels_as_it_is() -> None:
    file = made(b"ok")

    assert [file.size(coding) for coding in CODINGS] == [2, 2, 2]
    assert file.body == b"ok"


def test_headers_keep_their_order_behind_the_type() -> None:
    assert list(made().headers.items()) == [("content-type", HTML), ("cache-control", "no-cache")]


@pytest.mark.parametrize(
    ("body", "digest"),
    [
        (b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ],
)
def test_a_digest_is_the_one_that_a_phone_computes(body: bytes, digest: str) -> None:
    """The phone keeps a file only when the two are equal (the examples are those of FIPS 180-4)."""
    assert sha256(body) == digest


def test_releases_are_equal_by_what_they_serve() -> None:
    release = Release("r1", {"/en/": made()}, json.loads('{"release": "r1"}'))

    assert release == Release("r1", {"/en/": made()}, {"release": "r1"})
    assert release != replace(release, files={})
