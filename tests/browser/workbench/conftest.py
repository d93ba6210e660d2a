"""A server over a small repository of one's own, and people who come in by an invitation."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ENGINE, ROOT, LocalServer, OpenPhone
from tests.browser.moments import wait_until

# The workbench is for browsers of today and is tried in one; readers never come to it.
collect_ignore_glob = [] if ENGINE == "chromium" else ["test_*.py"]
PASSWORD = "four words on paper"
IDENTITY = ("-c", "user.name=t", "-c", "user.email=t@users.noreply.invalid")


@dataclass
class Office:
    """The server, its folder and its repository."""

    server: LocalServer
    folder: Path

    @property
    def url(self) -> str:
        """The address of the workbench; a bare number would do for everything but passkeys."""
        return f"http://localhost:{self.server.port}/translate/"

    def git(self, *words: str) -> str:
        """Ask git something about the repository."""
        told = subprocess.run(["git", *words], cwd=self.folder, capture_output=True, text=True, check=True)
        return told.stdout

    def invite(self, role: str = "translator", *languages: str) -> str:
        """Return the link that somebody is sent."""
        tags = [word for tag in languages or ("pl",) for word in ("--lang", tag)]
        words = [sys.executable, "-m", "api", "user", "invite", "--role", role, *tags]
        environment = {**self.server.environment, "PORT": str(self.server.port), "PATH": "/usr/bin:/bin"}
        told = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
        return next(line for line in told.stdout.splitlines() if "#join=" in line).strip()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Serve two languages out of a repository of their own."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("narration"))
    (folder / "pwa").symlink_to(ROOT / "pwa")
    for words in (("init", "-q"), ("add", "."), (*IDENTITY, "commit", "-qm", "begin")):
        subprocess.run(["git", *words], cwd=folder, check=True)
    data = {"PAUZA_SOURCE_DIR": str(folder), "PAUZA_DATA_DIR": str(folder / ".data"), "PAUZA_LANGUAGES": "pl,ar"}
    server = LocalServer(data).start()
    yield Office(server, folder)
    server.stop()


@pytest.fixture
def come_in(office: Office, open_phone: OpenPhone) -> Callable[..., Page]:
    """Let somebody come in by an invitation, on a device of their own."""

    def come(name: str, role: str = "translator", *languages: str, **device: object) -> Page:
        page = open_phone(name, **({"viewport": {"width": 1440, "height": 900}} | device)).pages[0]
        page.goto(office.invite(role, *languages))
        page.get_by_label("Pseudonym").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Come in").click()
        expect(page.get_by_role("heading", name="My work")).to_be_visible(timeout=20_000)
        return page

    return come


def open_text(page: Page, office: Office, place: str) -> None:
    """Open a text, such as `pl/slow-breath/s05`, and wait for the phone beside it."""
    page.goto(f"{office.url}#{place}")
    expect(page.locator("textarea.words")).to_be_visible(timeout=20_000)


def all_sent(page: Page) -> None:
    """Wait until the server has everything that was typed."""
    wait_until(page, "document.querySelector('.counter').textContent === 'All is sent'")
