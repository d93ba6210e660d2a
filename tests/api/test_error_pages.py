"""Refusals: a page in the reader's language, or a problem document, and never a word of what was sent."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI, HTTPException
from starlette.testclient import TestClient

from api import error_pages
from api.release.model import make_file
from tests.factories import make_release

HTML = {"accept": "text/html,application/xhtml+xml"}
PAGE = make_file("/pl/1/", b"<p>one</p>", "text/html; charset=utf-8", {})


@pytest.fixture
def client() -> Iterator[TestClient]:
    """Open an application that fails in every way."""
    app = FastAPI(redirect_slashes=False)
    app.state.release = make_release("r1", PAGE, languages=("en", "pl", "ar"))
    app.state.default_language = "pl"
    error_pages.install(app)

    @app.get("/teapot")
    def teapot() -> None:
        raise HTTPException(418, "canary detail", {"retry-after": "5"})

    @app.get("/number")
    def number(n: int) -> int:
        return n

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("canary trouble")

    with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/nothing", 404, "Not Found"),
        ("/teapot", 418, "I'm a Teapot"),
        ("/number?n=canary", 422, "Unprocessable"),
        ("/broken", 500, "Internal Server Error"),
    ],
)
def test_a_program_gets_a_problem_document(client: TestClient, path: str, status: int, title: str) -> None:
    answer = client.get(path)

    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert (answer.status_code, body["status"], body["type"]) == (status, status, "about:blank")
    assert body["title"].startswith(title)


@pytest.mark.parametrize("headers", [{}, HTML], ids=["program", "reader"])
@pytest.mark.parametrize("path", ["/canary", "/teapot", "/number?n=canary", "/broken"])
def test_nothing_that_was_sent_and_nothing_of_the_fault_is_repeated(
    client: TestClient, path: str, headers: dict[str, str]
) -> None:
    """What a person typed may be private, and what a program says of itself helps whoever attacks it."""
    answer = client.get(path, headers={**headers, "user-agent": "canary"})

    assert "canary" not in answer.text
    assert "canary" not in str(answer.headers)


@pytest.mark.parametrize("path", ["/nothing", "/teapot", "/number", "/broken"])
def test_a_reader_gets_a_page_that_is_kept_by_nobody(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=HTML)

    assert "<h1>Not here</h1>" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"


def test_headers_of_a_refusal_are_kept(client: TestClient) -> None:
    assert client.get("/teapot").headers["retry-after"] == "5"
    assert client.get("/teapot", headers=HTML).headers["retry-after"] == "5"
    assert client.post("/teapot").headers["allow"] == "GET"


@pytest.mark.parametrize(
    ("path", "headers", "language"),
    [
        ("/ar/none", {}, "ar"),
        ("/ar", {"cookie": "lang=en"}, "ar"),
        ("/none", {"cookie": "lang=ar", "accept-language": "en"}, "ar"),
        ("/none", {"cookie": "lang=xx", "accept-language": "en"}, "en"),
        ("/none", {"accept-language": "xx"}, "pl"),
        ("/none", {}, "pl"),
        ("/arabic/none", {}, "pl"),
    ],
)
def test_the_page_is_in_the_language_of_the_address_then_of_the_reader(
    client: TestClient, path: str, headers: dict[str, str], language: str
) -> None:
    assert f'lang="{language}"' in client.get(path, headers={**HTML, **headers}).text


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_forgotten_slash_is_put_in_for_addresses_that_are_there(client: TestClient, method: str) -> None:
    answer = client.request(method, "/pl/1")

    assert (answer.status_code, answer.headers["location"]) == (308, "/pl/1/")


@pytest.mark.parametrize("path", ["/pl/2", "//evil.example", "/pl/1%0d%0ax"])
def test_a_redirect_never_leads_to_an_address_that_only_the_request_knows(client: TestClient, path: str) -> None:
    """Else a link to us could lead to somebody else."""
    answer = client.get(path)

    assert (answer.status_code, answer.headers.get("location")) == (404, None)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_who_sends_something_gets_no_page(client: TestClient, method: str) -> None:
    answer = client.request(method, "/nothing", headers=HTML)

    assert answer.headers["content-type"] == "application/problem+json"


def test_a_refusal_that_only_looks_is_as_long_as_the_page(client: TestClient) -> None:
    whole, head = client.get("/none", headers=HTML), client.head("/none", headers=HTML)

    assert (head.status_code, head.headers["content-length"]) == (404, whole.headers["content-length"])


@pytest.mark.parametrize("error", [ValueError("x"), HTTPException(404)])
def test_an_error_of_another_kind_counts_as_a_fault_of_ours(error: Exception) -> None:
    app = FastAPI()
    app.state.release, app.state.default_language = make_release(), "en"
    error_pages.install(app)

    @app.get("/x")
    def fail() -> None:
        raise error

    with TestClient(app, raise_server_exceptions=False) as client:
        assert client.get("/x").status_code == getattr(error, "status_code", 500)
