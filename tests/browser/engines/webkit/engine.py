"""Starts phones with WebKit."""

from pathlib import Path
from typing import Any, cast

from playwright import sync_api
from playwright.sync_api import BrowserContext

from tests.browser.engines.webkit.expect import expect
from tests.browser.engines.webkit.page import Locator, Page
from tests.browser.engines.webkit.phone import Phone


def take_place() -> None:
    """Let `from playwright.sync_api import expect` know the tabs and elements of this engine too."""
    theirs = sync_api.expect

    def either(about: Any, *rest: Any) -> Any:
        return expect(about) if isinstance(about, Page | Locator) else theirs(about, *rest)

    sync_api.expect = cast("Any", either)


def launch(folder: Path, settings: dict[str, Any]) -> BrowserContext:
    """Open a phone whose memory is the folder."""
    return cast("BrowserContext", Phone(folder, settings))
