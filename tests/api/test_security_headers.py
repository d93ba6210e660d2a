"""The middleware that completes the headers of every answer that brings too few."""

import asyncio
from typing import Any

import pytest

from api.release.headers import BASE_HEADERS, page_policy
from api.security_headers import SecurityHeaders


def answered(*own: tuple[bytes, bytes], kind: str = "http", start: str = "http.response.start") -> list[dict[str, Any]]:
    """Pass one request through to an application that answers with these headers."""
    sent: list[dict[str, Any]] = []

    async def inner(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": start, "status": 200, "headers": list(own)})
        await send({"type": "http.response.body", "body": b"x"})

    async def send(message: Any) -> None:
        sent.append(dict(message))

    asyncio.run(SecurityHeaders(inner)({"type": kind}, None, send))  # type: ignore[arg-type]
    return sent


def headers(*own: tuple[bytes, bytes]) -> dict[str, str]:
    return {name.decode(): value.decode() for name, value in answered(*own)[0]["headers"]}


@pytest.mark.parametrize("name", BASE_HEADERS)
def test_a_bare_answer_gets_every_header(name: str) -> None:
    """Also an answer that nobody thought of protects whoever reads it."""
    assert headers()[name] == BASE_HEADERS[name]


def test_a_bare_answer_is_shut_and_kept_by_nobody() -> None:
    """A proxy of an employer must keep nothing of what was not meant to be kept."""
    found = headers()

    assert found["content-security-policy"] == page_policy()
    assert found["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content-security-policy", "default-src 'none'"),
        ("cache-control", "public, max-age=60"),
        ("referrer-policy", "same-origin"),
    ],
)
def test_a_header_that_is_there_is_left_alone(name: str, value: str) -> None:
    found = answered((name.encode(), value.encode()))[0]["headers"]

    assert [own for own in found if own[0] == name.encode()] == [(name.encode(), value.encode())]


def test_what_the_answer_brings_comes_first_and_once() -> None:
    found = answered((b"content-type", b"text/plain"))[0]["headers"]
    names = [name for name, _ in found]

    assert names[0] == b"content-type"
    assert len(names) == len(set(names))


def test_the_body_passes_as_it_is() -> None:
    assert answered()[1] == {"type": "http.response.body", "body": b"x"}


def test_another_kind_of_connection_passes_untouched() -> None:
    assert answered(kind="lifespan")[0]["headers"] == []
