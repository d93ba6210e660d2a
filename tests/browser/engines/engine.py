"""Which engine runs, and how it opens a phone."""

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser.engines import chromium, firefox
from tests.browser.engines.webkit import engine as webkit
from tests.machine import chromium_path, firefox_path, webkit_path

NAMES = ("chromium", "firefox", "webkit")
PHONE = {"width": 360, "height": 800}
Opener = Callable[..., BrowserContext]
"""Opens the phone whose memory is the folder; further options are those of Playwright's persistent context."""

webkit.take_place()  # before any test is imported


def chosen() -> str:
    """Return the engine of this run, from the environment."""
    name = os.environ.get("PAUZA_ENGINE", "chromium")
    if name not in NAMES:
        raise ValueError(f"PAUZA_ENGINE={name!r}: accepted are {', '.join(NAMES)}")
    return name


@contextlib.contextmanager
def running(name: str) -> Iterator[Opener]:
    """Start what the engine needs, and give the function that opens phones; a missing program skips the test."""
    if name == "webkit":
        webkit_path()
        yield lambda folder, **options: webkit.launch(folder, phone(options))
        return
    launch, path = {"chromium": (chromium.launch, chromium_path), "firefox": (firefox.launch, firefox_path)}[name]
    executable = path()
    with sync_playwright() as driver:
        yield lambda folder, **options: launch(driver, executable, folder, phone(options))


def phone(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a small phone, changed as wanted."""
    return {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, **options}
