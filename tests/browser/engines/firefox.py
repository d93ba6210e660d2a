"""Firefox ESR of the distribution, by Playwright over WebDriver BiDi.

What BiDi of this Firefox cannot set for a page (dark, calm, without scripts) is set for the whole browser instead.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Playwright

PREFERENCES = {
    # Nothing but the tests' own pages: no updates, no lists of bad sites, no probing for a login page of a hotel.
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    # A machine for tests has no loudspeaker, and without one a recording ends in an error.
    "media.cubeb.force_mock_context": True,
}


def launch(driver: Playwright, executable: str, folder: Path, settings: dict[str, Any]) -> BrowserContext:
    """Open a phone whose memory is the folder."""
    rest = dict(settings)
    dark = rest.pop("color_scheme", "light") == "dark"
    calm = rest.pop("reduced_motion", None) == "reduce"
    preferences = {
        **PREFERENCES,
        "layout.css.prefers-color-scheme.content-override": 0 if dark else 1,
        "ui.prefersReducedMotion": int(calm),
        "javascript.enabled": rest.pop("java_script_enabled", True),
    }
    return driver.firefox.launch_persistent_context(
        folder, channel="moz-firefox", executable_path=executable, firefox_user_prefs=preferences, **rest
    )
