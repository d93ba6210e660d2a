"""Behind the door nothing is loaded until somebody asks; a workbench that cannot be opened harms no reader."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from api.settings import Settings
from api.workbench_gate import WorkbenchGate
from tests.factories import ROOT, make_checkout

ME = "/api/v1/translate/me"
HEAVY = (
    "sqlalchemy",
    "alembic",
    "argon2",
    "webauthn",
    "cryptography",
    "api.workbench",
    "api.routes.workbench.application",
)


async def beyond(scope: Any, receive: Any, send: Any) -> None:
    await PlainTextResponse("a page")(scope, receive, send)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = make_checkout(tmp_path)
    return Settings(made.source_dir, made.cache_dir, tmp_path / "data")


def test_a_server_at_which_nobody_translates_loads_nothing_of_it() -> None:
    asked = "import sys, api.cli, api.app, api.server; print([name for name in sys.argv[1:] if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", asked, *HEAVY], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_reader_never_comes_to_the_workbench(settings: Settings) -> None:
    client = TestClient(WorkbenchGate(settings, beyond))
    assert client.get("/pl/1/").text == "a page"
    assert client.get("/api/v1/translated").text == "a page"
    assert not settings.data_dir.exists()


def test_the_first_who_asks_opens_it(settings: Settings) -> None:
    client = TestClient(WorkbenchGate(settings, beyond))
    assert client.get(ME).status_code == 401
    assert settings.data_dir.is_dir()
    assert client.get("/pl/1/").text == "a page"


def test_one_that_cannot_be_opened_says_so_and_readers_go_on(settings: Settings) -> None:
    settings.data_dir.write_text("in the way", "utf-8")
    client = TestClient(WorkbenchGate(settings, beyond))
    closed = client.get(ME)
    assert (closed.status_code, closed.json()["error"]["code"]) == (503, "unavailable")
    assert client.get("/pl/1/").text == "a page"
    settings.data_dir.unlink()
    assert client.get(ME).status_code == 401
