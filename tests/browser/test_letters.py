"""Letters that not every phone has: Ethiopic, which cannot be read without a font, and the slanting script of Urdu."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import wait_until
from tests.browser.test_every_screen import RUNS_OUT

pytestmark = pytest.mark.browser
HAS_FONT = "[...document.fonts].some((one) => one.status === 'loaded')"
LEADING = """(() => { const { lineHeight, fontSize } = getComputedStyle(document.querySelector('.step p'));
    return parseFloat(lineHeight) / parseFloat(fontSize) })()"""
# What is translated: the interface, and the first session with its exercises.
CODES = ("", "1/", "1a/", "1b/", "1c/", "h/", "k/", "l/", "o/", "c/", "x/")
EASTERN = re.compile("[\u0660-\u0669\u06f0-\u06f9\u1369-\u137c]")


@pytest.fixture
def canaries() -> Iterator[LocalServer]:
    """Serve the languages that are there for their letters; a test may stop it."""
    running = LocalServer({"PAUZA_PSEUDO_LOCALES": "on", "PAUZA_LANGUAGES": "en"}).start()
    yield running
    running.stop()


def test_a_font_that_words_need_comes_by_itself(pseudo_server: LocalServer, page: Page) -> None:
    page.goto(f"{pseudo_server.url}/ti/1/")

    wait_until(page, HAS_FONT)


def test_a_script_that_is_a_wish_comes_with_its_pack_and_stays_without_internet(
    canaries: LocalServer, page: Page
) -> None:
    page.goto(f"{canaries.url}/ur/1/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.fonts.size") == 0
    naskh = page.evaluate(LEADING)

    page.goto(f"{canaries.url}/ur/o/")
    row = page.locator("[data-pack='ur/letters']")
    row.locator("[data-do=keep]").click()
    expect(row.locator("[data-do=remove]")).to_be_visible(timeout=30_000)
    canaries.stop()
    page.goto(f"{canaries.url}/ur/1/")

    wait_until(page, HAS_FONT)
    assert naskh > 1.8
    assert page.evaluate(LEADING) > 2.2
    canaries.start()


@pytest.mark.parametrize("language", ["ur", "ti"])
def test_its_pages_fit_a_small_phone_with_large_text_and_count_in_digits_all_can_type(
    pseudo_server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    page = open_phone(viewport={"width": 320, "height": 640}).pages[0]
    found = []
    for code in CODES:
        page.goto(f"{pseudo_server.url}/{language}/{code}")
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found += [f"{code}: {one}" for one in page.evaluate(RUNS_OUT)]
        found += [f"{code}: {digit}" for digit in EASTERN.findall(page.locator("main").inner_text())]

    assert found == []


@pytest.mark.parametrize(("typed", "tag"), [("ትግር", "ti"), ("tigr", "ti"), ("اردو", "ur"), ("Urd", "ur")])
def test_it_is_found_in_its_own_letters_and_in_english(
    pseudo_server: LocalServer, page: Page, typed: str, tag: str
) -> None:
    page.goto(f"{pseudo_server.url}/en/l/")
    page.locator("#find").fill(typed)

    wait_until(page, "[...document.querySelectorAll('.tongue')].filter((one) => !one.hidden).length === 1")
    assert page.locator(".tongue:visible").get_attribute("data-lang") == tag
