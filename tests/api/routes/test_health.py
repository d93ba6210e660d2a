"""What runs here, as watchers, mirrors and phones ask for it."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api import __version__
from api.routes import health
from tests.factories import make_release

RELEASE = make_release("abc123")


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.state.release = RELEASE
    app.include_router(health.router)
    with TestClient(app) as opened:
        yield opened


def test_a_process_that_answers_is_well(client: TestClient) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["content-type"].startswith("text/plain")


def test_the_version_names_the_program_and_what_it_serves(client: TestClient) -> None:
    assert client.get("/version").json() == {"version": __version__, "release": "abc123"}


def test_the_list_of_files_is_always_asked_for_again(client: TestClient) -> None:
    """A phone that compared itself with an old list would keep old numbers."""
    answer = client.get("/release.json")

    assert answer.json() == RELEASE.manifest
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/healthz", "/version", "/release.json"])
def test_watchers_may_ask_without_a_body(client: TestClient, path: str) -> None:
    whole, head = client.get(path), client.head(path)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/healthz", "/version", "/release.json"])
def test_nothing_can_be_changed_from_outside(client: TestClient, path: str, method: str) -> None:
    """No address of the server takes anything from anybody."""
    assert client.request(method, path).status_code == 405
