"""A real server process and a real browser, phone-sized. Nothing here reaches beyond loopback."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from api.i18n.locales import LocaleRegistry
from tests.browser.engines import cannot
from tests.browser.engines.engine import Opener, chosen, running
from tests.machine import cache_with_this_release

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = LocaleRegistry.load(ROOT / "locales" / "locales.toml")
OFFERED = [locale.tag for locale in REGISTRY.offered]


def a_few(registry: LocaleRegistry) -> list[str]:
    """Return the first language that is written the other way; the source when there is none.

    What is tried in one language only is tried in the source, so a sweep over all pages takes the one that differs most
    from it. A browser draws the letters of all our languages with the fonts of the phone; what differs is direction and
    length, and the long pseudo-language stands for length. The words of all of them are read by `tests/pages`;
    `PAUZA_ALL_LANGUAGES=1`, as in `make gates`, goes through all of them here too.
    """
    mirrored = [locale.tag for locale in registry.offered if locale.direction != registry.source.direction]
    return (mirrored or [registry.source.tag])[:1]


WHOLE = bool(os.environ.get("PAUZA_ALL_LANGUAGES"))
LANGUAGES = OFFERED if WHOLE else a_few(REGISTRY)
# Proves the gates themselves, with releases broken on purpose: a minute that `make gates` has.
collect_ignore = [] if WHOLE else ["test_gates_catch.py"]
ENGINE = chosen()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect that what an engine cannot do fails there, and tell it when it does not."""
    cannot.mark(items, ENGINE)


@dataclass
class LocalServer:
    """`pauza serve` as a process that a test can stop and start again on the same port."""

    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """The address without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "LocalServer":
        """Start and wait until it says that it is ready."""
        # A folder for each kind of server, or one pushes out the release of another and all compile again and again. A
        # newer release lies beside the older one, whose files a page that is still open may want.
        kind = "-".join(sorted(self.environment.keys() - {"PAUZA_DEFAULT_LANGUAGE"})) or "plain"
        cache = Path(self.environment.get("PAUZA_CACHE_DIR", ROOT / ".cache" / "servers" / kind))
        more = {"HOST": "127.0.0.1", "PORT": str(self.port), "PAUZA_CACHE_DIR": str(cache_with_this_release(cache))}
        env = {**os.environ, **self.environment, **more}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "api", "serve"], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert "ready on" in line, f"server did not start: {line!r}"
        self.port = int(line.rsplit(":", 1)[1])
        return self

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(20)
            assert self.process.stdout is not None
            self.process.stdout.close()
            self.process = None


@pytest.fixture(scope="module")
def server() -> Iterator[LocalServer]:
    """Serve the real languages on a port of its own."""
    running = LocalServer().start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def pseudo_server() -> Iterator[LocalServer]:
    """Serve the source and both pseudo-locales."""
    running = LocalServer({"PAUZA_PSEUDO_LOCALES": "on", "PAUZA_LANGUAGES": "en"}).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def engine() -> Iterator[Opener]:
    """The engine that `PAUZA_ENGINE` names."""
    with running(ENGINE) as launch:
        yield launch


OpenPhone = Callable[..., BrowserContext]


@pytest.fixture
def open_phone(engine: Opener, tmp_path: Path) -> Iterator[OpenPhone]:
    """Return a function that opens a phone-sized browser; the same `name` is the same phone, restarted."""
    opened: list[BrowserContext] = []

    def start(name: str = "phone", **options: object) -> BrowserContext:
        context = engine(tmp_path / name, **options)
        opened.append(context)
        return context

    yield start
    for context in opened:
        context.close()


@pytest.fixture
def page(open_phone: OpenPhone) -> Page:
    """One tab of a fresh phone."""
    return open_phone().pages[0]
