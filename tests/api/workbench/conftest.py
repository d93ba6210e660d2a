"""A small project with two languages, a workbench over it, and people who are signed in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.routes.workbench.application import PREFIX, workbench_app
from api.security_headers import SecurityHeaders
from api.settings import Settings
from api.workbench import accounts
from api.workbench.bench import Bench
from tests.factories import SMALL_REGISTRY, make_checkout, put_in_step

PASSWORD = "four words on paper"
DUTCH = """
[[locales]]
tag = "nl"
endonym = "Nederlands"
english = "Dutch"
direction = "ltr"
folder = "nl"
status = "offered"
"""
OWN_PAGE = {"sec-fetch-site": "same-origin"}


class Clock:
    """A clock that a test moves."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


class Someone:
    """A browser at the workbench, signed in or not."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """Return an answer of the workbench."""
        return self.client.request(method, PREFIX + path, **({} if body is None else {"json": body}), **more)

    def told(self, method: str, path: str, body: Any = None) -> Any:
        """Return what a request that succeeds is answered."""
        answer = self.ask(method, path, body)
        assert answer.is_success, (answer.status_code, answer.text)
        return answer.json() if answer.content else None


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = make_checkout(tmp_path)
    (made.locales_dir / "locales.toml").write_text(SMALL_REGISTRY + DUTCH, "utf-8")
    put_in_step(made)
    return Settings(source_dir=made.source_dir, cache_dir=made.cache_dir, data_dir=tmp_path / "data")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bench(settings: Settings, clock: Clock) -> Iterator[Bench]:
    made = Bench.open(settings)
    made.clock = clock
    yield made
    made.database.close()


@pytest.fixture
def visit(bench: Bench) -> Iterator[Callable[[], Someone]]:
    """Open browsers at the workbench."""
    app = SecurityHeaders(workbench_app(bench))
    opened: list[TestClient] = []

    def open_one() -> Someone:
        client = TestClient(app, base_url="http://127.0.0.1:8250", headers=OWN_PAGE, raise_server_exceptions=False)
        opened.append(client)
        return Someone(client)

    yield open_one
    for client in opened:
        client.close()


@pytest.fixture
def join(bench: Bench, visit: Callable[[], Someone]) -> Callable[..., Someone]:
    """Invite somebody, who makes an account and is signed in."""

    def joined(name: str, role: str = "translator", *languages: str) -> Someone:
        with bench.database.writing() as db:
            code = accounts.invite(db, role, languages or ("pl",), days=3, now=bench.clock())
        someone = visit()
        someone.told("POST", "/accounts", {"code": code, "pseudonym": name, "password": PASSWORD})
        return someone

    return joined
