"""Chromium of the distribution, by Playwright over its own protocol."""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

# Chromium keeps to the last list it is given, so Playwright's own stands here too.
_PLAYWRIGHTS = (
    "AimEnabled,AutoDeElevate,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "BlockOriginHeaderModificationOnRedirect,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,"
    "HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,ThirdPartyStoragePartitioning,"
    "Translate"
)
# Two pages for an address bar that no test sees: half of the processor time of every start.
_ADDRESS_BAR = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup"
ARGUMENTS = [
    f"--disable-features={_PLAYWRIGHTS},{_ADDRESS_BAR}",
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
