"""What people do with the app, in words that the tests share."""

import os
import re
import time
from functools import cache
from pathlib import Path

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page, expect

from api.content.loader import load_programme

# What this site has on the phone.
LEFT = """async () => ({
    databases: (await indexedDB.databases()).map((one) => one.name),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookie: document.cookie,
    local: localStorage.length,
})"""
NOTHING = {"databases": [], "caches": [], "workers": 0, "cookie": "", "local": 0}


def keep_on_phone(page: Page, base: str, language: str) -> None:
    """Open a language's home and keep it; returns when the page says that it is ready."""
    page.goto(f"{base}/{language}/")
    page.locator("keep-offline [data-do=keep]").first.click()
    wait_until(page, "document.documentElement.dataset.offline === 'ready'")


def keep_second(page: Page, base: str, language: str) -> None:
    """Keep the second part of a language too; returns when the page says that it is ready."""
    page.goto(f"{base}/{language}/b/")
    page.locator("keep-offline [data-do=keep]").first.click()
    expect(page.locator("keep-offline[data-state=ready]")).to_be_attached(timeout=30_000)


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


def expect_saved(page: Page, element: str) -> None:
    """Wait until an element says that it is saved, and nothing typed or tapped since then is still on its way."""
    expect(page.locator(f"{element} [data-state=saved]")).to_be_visible()
    wait_until(page, f"![...document.querySelectorAll({element!r})].some((one) => one.unsaved)")


def shown_step(page: Page) -> str:
    """Return the id of the step in view."""
    visible = page.locator("section.step:not([hidden])")
    expect(visible).to_have_count(1)
    return visible.get_attribute("id") or ""


def next_step(page: Page) -> None:
    """Tap Next."""
    page.locator("[data-deck=next]").click()


def all_pages(manifest: dict, language: str, *, optional: bool = True) -> list[str]:  # type: ignore[type-arg]
    """Return the addresses of a language's pages, and of the optional parts beside it."""
    own = manifest["languages"][language]
    rows = [*own["pages"], *(row for part in own["optional"].values() if optional for row in part["pages"])]
    return [row["path"] for row in rows if row["path"].endswith("/")]


@cache
def _looked_at() -> frozenset[str]:
    """Return the codes of units that together show every kind of step and of page."""
    programme = load_programme(Path(__file__).resolve().parents[2] / "content")
    kinds = {step.kind: unit.code for unit in reversed(programme.units) for step in unit.steps}
    groups = (programme.sessions, programme.exercises, programme.second, programme.guides, programme.scripts)
    return frozenset((*kinds.values(), *(group[0].code for group in groups)))


def pages_to_look_at(manifest: dict, language: str) -> list[str]:  # type: ignore[type-arg]
    """Return a language's pages, of those that are alike only some; `PAUZA_ALL_LANGUAGES=1` returns all of them.

    Sessions, exercises and pages of helpers come from the same templates, and `tests/pages` reads each of them.
    """
    paths = all_pages(manifest, language)
    if os.environ.get("PAUZA_ALL_LANGUAGES"):
        return paths
    alike = re.compile(r"[0-9][a-z]?|[bg][0-9]{1,2}")
    fixed = {"g97", "g98", "g99"}
    codes = {path: path.split("/")[2] for path in paths}
    return [path for path, code in codes.items() if not alike.fullmatch(code) or code in _looked_at() | fixed]


def write_note(page: Page, base: str, text: str, language: str = "en") -> None:
    """Write a private note in an exercise, and wait until the page says that it is kept."""
    page.goto(f"{base}/{language}/2a/")
    step = page.locator("section.step:has(private-note)").first.get_attribute("id")
    page.goto(f"{base}/{language}/2a/#{step}")
    page.locator("section.step:not([hidden]) private-note textarea").fill(text)
    page.locator("section.step:not([hidden]) private-note textarea").blur()
    expect_saved(page, "section.step:not([hidden]) private-note")


def erase_everything(page: Page, base: str, language: str = "en") -> None:
    """Erase with the two taps on the options page, and wait until it says so."""
    page.goto(f"{base}/{language}/o/")
    page.locator("erase-all [data-do=ask]").click()
    page.locator("erase-all [data-do=erase]").first.click()
    expect(page.locator("erase-all p[data-state=done]")).to_be_visible(timeout=20_000)


def set_pin(page: Page, base: str, pin: str, language: str = "en") -> None:
    """Put a PIN before what is kept, from the options page."""
    page.goto(f"{base}/{language}/o/")
    page.locator("lock-settings [data-do=open-pin]").click()
    panel = page.locator("lock-settings form[data-panel=pin]")
    panel.locator("[data-field=typed]").fill(pin)
    panel.locator("[data-field=again]").fill(pin)
    panel.locator("button[type=submit]").click()
    expect(page.locator("lock-settings [data-say=done]")).to_be_visible(timeout=30_000)


def enter(page: Page, pin: str) -> None:
    """Give a PIN or passphrase at the gate that is in sight."""
    gate = page.locator("unlock-gate:visible").first
    expect(gate).to_have_attribute("data-kind", re.compile("pin|words"))
    kind = gate.get_attribute("data-kind")  # before typing: the gate is gone as soon as the PIN is right
    gate.locator("input").fill(pin)
    if kind == "words":
        gate.locator("button").click()


def found_on_disk(folder: Path, canary: str) -> list[str]:
    """Return the files of a browser's folder in which the words can be read."""
    spellings = (canary.encode(), canary.encode("utf-16-le"))
    found = []
    for root, _, names in os.walk(folder):
        for path in (Path(root) / name for name in names):
            body = path.read_bytes() if path.is_file() else b""
            if any(spelling in body for spelling in spellings):
                found.append(str(path.relative_to(folder)))
    return found


def databases(folder: Path) -> list[Path]:
    """Return where in a browser's folder its engine keeps what pages put into IndexedDB."""
    places = ("Default/IndexedDB", "storage/default/*/idb", "data/databases/indexeddb")  # Chromium, Firefox, WebKit
    return [found for place in places for found in folder.glob(place)]


def read_to_the_end(page: Page, base: str, code: str) -> None:
    """Open the last step of a unit until the first page says that it is done: the place is written a moment later."""
    for _ in range(20):
        page.goto(f"{base}/en/{code}/")
        unit = page.locator("html").get_attribute("data-unit")
        last = page.locator("section.step").last.get_attribute("id")
        page.goto(f"{base}/en/{code}/#{last}")
        page.reload()
        page.locator(f"section#{last}:not([hidden])").wait_for()
        page.wait_for_timeout(500)
        page.goto(f"{base}/en/")
        page.wait_for_timeout(500)
        if page.locator(f"a[data-unit={unit}] [data-part=done]").is_visible():
            return
    raise AssertionError(f"/{code}/ was never done")
