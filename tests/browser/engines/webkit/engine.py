"""Starts phones with WebKit."""

from pathlib import Path
from typing import Any, cast

from playwright import sync_api
from playwright.sync_api import BrowserContext

from tests.browser.engines.webkit.expect import expect
from tests.browser.engines.webkit.phone import Phone


def take_place() -> None:
    """Let `from playwright.sync_api import expect` give the `expect` of this engine, so that the same files run."""
    sync_api.expect = cast("Any", expect)


def launch(folder: Path, settings: dict[str, Any]) -> BrowserContext:
    """Open a phone whose memory is the folder."""
    return cast("BrowserContext", Phone(folder, settings))
