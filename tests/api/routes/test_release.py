"""What a browser gets from the release in memory."""

import asyncio
import json
from typing import Any

import pytest

from api.release.model import CODINGS, Coding, Release, entity_tag, make_file
from api.routes.release import ReleaseApp

PAGE = make_file("/pl/1/", b"<p>tekst</p>" * 50, "text/html; charset=utf-8", {"cache-control": "no-cache"})
OLD = make_file("/a/old.1.js", b"1", "text/javascript; charset=utf-8", {})
TAGS = {coding: entity_tag(body) for coding, body in PAGE.bodies.items()}
ACCEPTS = {"identity": "", "gzip": "gzip", "br": "gzip, br"}
RELEASE = Release("r1", {PAGE.path: PAGE}, {"languages": {"pl": {}}})


async def beyond(_scope: Any, _receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 418, "headers": []})
    await send({"type": "http.response.body", "body": b"beyond"})


def ask(path: str, method: str = "GET", query: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    lines = [(name.replace("_", "-"), line) for name, value in headers.items() for line in value.split("\n")]
    raw = [(name.encode(), line.encode()) for name, line in lines]
    scope = {"type": "http", "method": method, "path": path, "query_string": query, "headers": raw}
    asyncio.run(ReleaseApp(RELEASE, [OLD], beyond)(scope, None, send))  # type: ignore[arg-type]
    names = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], names, b"".join(part["body"] for part in sent[1:])


def test_a_page_comes_whole_with_its_headers() -> None:
    status, headers, body = ask("/pl/1/")

    assert (status, body) == (200, PAGE.body)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-length"] == str(len(PAGE.body))


@pytest.mark.parametrize(
    ("accepts", "coding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("gzip;q=0", None),
        ("br;q=0.0", None),
        ("brotli-like", None),
        ("", None),
        ("*", None),
    ],
)
def test_the_smallest_coding_the_client_takes_is_sent(accepts: str, coding: str | None) -> None:
    _, headers, body = ask("/pl/1/", accept_encoding=accepts)

    assert headers.get("content-encoding") == coding
    assert body == PAGE.bodies[coding or "identity"]  # type: ignore[index]


def test_each_coding_has_a_tag_of_its_own() -> None:
    """RFC 9110 §8.8.3.3: a strong tag names the bytes that travel, and those differ."""
    tags = {coding: ask("/pl/1/", accept_encoding=accepts)[1]["etag"] for coding, accepts in ACCEPTS.items()}

    assert tags == TAGS
    assert len(set(tags.values())) == len(CODINGS)


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', '"other" ,W/{} , "x"', '"other"\n{}', "*"])
def test_known_bytes_are_not_sent_again(coding: Coding, form: str) -> None:
    known = form.format(TAGS[coding])
    status, headers, body = ask("/pl/1/", accept_encoding=ACCEPTS[coding], if_none_match=known)

    assert (status, body, headers["etag"]) == (304, b"", TAGS[coding])
    assert (headers["vary"], headers["cache-control"]) == ("accept-encoding", "no-cache")


@pytest.mark.parametrize("known", [TAGS["gzip"], f"W/{TAGS['identity']}", '"other"', TAGS["br"].strip('"'), ""])
def test_other_bytes_are_sent_whole(known: str) -> None:
    status, headers, body = ask("/pl/1/", accept_encoding="br", if_none_match=known)

    assert (status, headers["etag"], body) == (200, TAGS["br"], PAGE.bodies["br"])


@pytest.mark.parametrize("coding", CODINGS)
def test_head_has_the_headers_without_the_bytes(coding: Coding) -> None:
    whole = ask("/pl/1/", accept_encoding=ACCEPTS[coding])
    head = ask("/pl/1/", method="HEAD", accept_encoding=ACCEPTS[coding])

    assert head == (200, whole[1], b"")
    assert whole[1]["content-length"] == str(len(PAGE.bodies[coding]))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
@pytest.mark.parametrize("path", ["/pl/1/", "/a/old.1.js"])
def test_a_wrong_method_is_told_which_are_right(path: str, method: str) -> None:
    status, headers, body = ask(path, method)

    assert (status, headers["allow"]) == (405, "GET, HEAD")
    assert (headers["content-type"], json.loads(body)["status"]) == ("application/problem+json", 405)
    assert (headers["cache-control"], headers["content-length"]) == ("no-store", str(len(body)))
    assert "etag" not in headers


@pytest.mark.parametrize(("path", "method"), [("/pl/99/", "GET"), ("/pl/99/", "POST"), ("/healthz", "GET")])
def test_everything_else_goes_beyond(path: str, method: str) -> None:
    assert ask(path, method)[0] == 418


def test_files_of_the_release_before_are_still_there() -> None:
    assert ask("/a/old.1.js")[2] == b"1"


def test_choosing_a_language_is_remembered_and_leaves_no_trace_in_the_address() -> None:
    status, headers, _ = ask("/pl/1/", query=b"l")

    assert (status, headers["location"]) == (303, "/pl/1/")
    assert headers["set-cookie"].startswith("lang=pl;")
    assert headers["cache-control"] == "no-store"


SOUND = make_file("/a/1.s03.0.ogg", bytes(range(200)), "audio/ogg", {"cache-control": "immutable"})


def hear(method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    RELEASE.files[SOUND.path] = SOUND
    try:
        return ask(SOUND.path, method, **headers)
    finally:
        del RELEASE.files[SOUND.path]


def test_a_player_that_seeks_gets_the_bytes_it_asked_for() -> None:
    status, headers, body = hear(range="bytes=50-59")

    assert (status, body) == (206, bytes(range(50, 60)))
    assert headers["content-range"] == "bytes 50-59/200"
    assert headers["content-length"] == "10"
    assert headers["content-type"] == "audio/ogg"
    assert headers["etag"] == entity_tag(SOUND.body)


def test_sound_says_that_it_comes_in_parts_and_comes_whole_when_no_part_is_asked_for() -> None:
    status, headers, body = hear()

    assert (status, headers["accept-ranges"], body) == (200, "bytes", SOUND.body)
    assert hear("HEAD", range="bytes=0-1")[0] == 200
    assert hear(range="bytes=0-1", if_none_match=entity_tag(SOUND.body))[0] == 304


def test_a_range_behind_the_end_says_how_long_the_file_is() -> None:
    status, headers, body = hear(range="bytes=200-")

    assert (status, headers["content-range"], headers["content-length"], body) == (416, "bytes */200", "0", b"")


def test_a_range_of_another_release_gets_the_whole_file() -> None:
    assert hear(range="bytes=0-1", if_range='"other"')[0] == 200


def test_a_page_has_no_parts() -> None:
    status, headers, _ = ask(PAGE.path, range="bytes=0-1")

    assert status == 200
    assert "accept-ranges" not in headers
