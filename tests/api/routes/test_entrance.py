"""The front door: one language is chosen once and remembered, and nothing else is."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.routes import entrance
from tests.factories import make_release


@pytest.fixture
def client() -> Iterator[TestClient]:
    app = FastAPI()
    app.state.release = make_release(languages=("en", "pl", "ar"))
    app.state.default_language = "pl"
    app.include_router(entrance.router)
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@pytest.mark.parametrize(
    ("cookie", "asked", "expected"),
    [
        (None, None, "/pl/"),
        (None, "ar", "/ar/"),
        (None, "nl, *", "/pl/"),
        ("ar", None, "/ar/"),
        ("ar", "en", "/ar/"),
        ("nl", "en", "/en/"),
        ("", "en", "/en/"),
        ("../../etc", None, "/pl/"),
        ("//evil.example", None, "/pl/"),
    ],
)
def test_the_own_choice_then_the_browser_then_the_default(
    client: TestClient, cookie: str | None, asked: str | None, expected: str
) -> None:
    headers = {"cookie": f"lang={cookie}"} if cookie is not None else {}
    headers |= {"accept-language": asked} if asked else {}

    assert client.get("/", headers=headers).headers["location"] == expected


def test_the_choice_is_remembered_in_the_one_cookie_there_is(client: TestClient) -> None:
    """The cookie holds a language and nothing by which a person could be told from another."""
    answer = client.get("/", headers={"accept-language": "ar"})

    (cookie,) = answer.headers.get_list("set-cookie")
    assert cookie == "lang=ar; Path=/; Max-Age=31536000; SameSite=Lax"


def test_the_answer_is_kept_by_nobody_on_the_way(client: TestClient) -> None:
    """A cache between would send everybody to the language of the first."""
    answer = client.get("/")

    assert (answer.status_code, answer.headers["cache-control"]) == (302, "no-store")
    assert answer.headers["vary"] == "accept-language, cookie"


def test_who_only_looks_is_sent_to_the_same_place(client: TestClient) -> None:
    assert client.head("/").headers["location"] == client.get("/").headers["location"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_to_the_front_door(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405
