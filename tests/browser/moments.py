"""What people do with the app, in words that the tests share."""

import time

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, expect


def keep_on_phone(page: Page, base: str, language: str) -> None:
    """Open a language's home and keep it; returns when the page says that it is ready."""
    page.goto(f"{base}/{language}/")
    page.locator("keep-offline [data-do=keep]").first.click()
    wait_until(page, "document.documentElement.dataset.offline === 'ready'")


def wait_until(page: Page, truth: str, seconds: float = 30) -> None:
    """Wait for a JavaScript expression to hold; Playwright's own wait needs `eval`, which our policy forbids."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if page.evaluate(truth):
                return
        except BrowserError:
            # The page is just being replaced.
            pass
        page.wait_for_timeout(50)
    raise AssertionError(f"never true within {seconds} s: {truth}")


def shown_step(page: Page) -> str:
    """Return the id of the step in view."""
    visible = page.locator("section.step:not([hidden])")
    expect(visible).to_have_count(1)
    return visible.get_attribute("id") or ""


def next_step(page: Page) -> None:
    """Tap Next."""
    page.locator("[data-deck=next]").click()


def all_pages(manifest: dict, language: str) -> list[str]:  # type: ignore[type-arg]
    """Return the addresses of a language's pages."""
    return [row["path"] for row in manifest["languages"][language]["pages"] if row["path"].endswith("/")]
