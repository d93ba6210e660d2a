"""Chromium of the distribution, by Playwright over its own protocol."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    # Bubblewrap and small containers give /dev/shm too little room for a renderer.
    "--disable-dev-shm-usage",
]


def launch(driver: Playwright, executable: str, folder: Path, settings: dict[str, Any]) -> BrowserContext:
    """Open a phone whose memory is the folder."""
    return driver.chromium.launch_persistent_context(folder, executable_path=executable, args=ARGUMENTS, **settings)
