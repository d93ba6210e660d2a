"""Where the server listens, how it refuses an address it cannot have, and that it notices a new day."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from api import server
from api.errors import ConfigError
from api.settings import Settings
from tests.factories import ROOT

SETTINGS = replace(Settings.from_env({}), port=0)


def no_look(_today: date) -> None:
    raise AssertionError


async def app(_scope: object, _receive: object, _send: object) -> None:
    raise AssertionError


@pytest.fixture
def running() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server of its own process and wait until it says its address."""
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": "0"}
    words = [sys.executable, "-m", "api"]
    with subprocess.Popen(
        words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline()
        process.kill()


def test_it_says_its_address_only_when_it_answers(running: tuple[subprocess.Popen[str], str]) -> None:
    told = re.fullmatch(r"Pauza is ready on (http://127\.0\.0\.1:\d+)\n", running[1])

    assert told
    with urllib.request.urlopen(f"{told[1]}/healthz", timeout=30) as answer:
        assert answer.read() == b"ok\n"
        assert "server" not in answer.headers


@pytest.mark.parametrize(("sent", "codes"), [(signal.SIGINT, {0}), (signal.SIGTERM, {0, -signal.SIGTERM})])
def test_it_stops_at_once_and_without_a_traceback(
    running: tuple[subprocess.Popen[str], str], sent: signal.Signals, codes: set[int]
) -> None:
    process = running[0]

    process.send_signal(sent)
    _, errors = process.communicate(timeout=60)

    assert (process.returncode in codes, errors) == (True, "")


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_in_use_is_named(taken: int) -> None:
    with pytest.raises(ConfigError, match=f"PORT='{taken}'"):
        server.serve_until_stopped(app, replace(SETTINGS, port=taken), no_look)


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_named(host: str) -> None:
    with pytest.raises(ConfigError, match=f"HOST='{host}'"):
        server.serve_until_stopped(app, replace(SETTINGS, host=host), no_look)


class Calendar(date):
    """A calendar that turns its page at every look."""

    days: list[date]

    @classmethod
    def today(cls) -> date:  # type: ignore[override]
        return cls.days.pop(0) if len(cls.days) > 1 else cls.days[0]


def test_every_new_day_is_looked_at_once(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """A server that runs over the last day of a number must say so, and go on serving whatever the look does."""
    first, second = date(2027, 2, 21), date(2027, 2, 22)
    Calendar.days = [first, first, second, second]
    monkeypatch.setattr(server, "date", Calendar)
    seen: list[date] = []

    def look(today: date) -> None:
        seen.append(today)
        raise ValueError("a look that fails")

    async def run() -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(server.count_days(look, look_seconds=0.001), 0.2)

    asyncio.run(run())

    assert seen == [first, second]
    assert caplog.text.count("the look at a new day failed") == 2


def test_the_server_looks_at_the_day_when_it_starts_and_stops_cleanly(capsys: pytest.CaptureFixture[str]) -> None:
    looked: list[date] = []

    def look(today: date) -> None:
        looked.append(today)
        os.kill(os.getpid(), signal.SIGINT)

    assert server.serve_until_stopped(app, SETTINGS, look) == 0
    assert len(looked) == 1
    assert "Pauza is ready on http://127.0.0.1:" in capsys.readouterr().out
