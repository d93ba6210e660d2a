"""Somebody at work asks what this is: the address on the screen, the file in a chat, a strip from a poster."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import keep_on_phone, wait_until

pytestmark = pytest.mark.browser
# A phone with a share sheet, which Chromium on a desk has not; it remembers what it was handed.
SHEET = """
window.handed = [];
navigator.canShare = () => true;
navigator.share = async ({ url, files }) => {
  if (window.late) { window.late = false; throw new DOMException('late', 'NotAllowedError'); }
  window.handed.push(url ?? `${files[0].name} ${files[0].type} ${files[0].size > 100000}`);
};
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_public_address_the_page_shows_the_one_it_has(server: LocalServer, page: Page, language: str) -> None:
    page.goto(f"{server.url}/{language}/s/")

    expect(page.locator("[data-part=link]")).to_have_text(server.url)
    assert page.locator(".qr").count() == 0
    for button in ("send", "file"):
        expect(page.locator(f"[data-do={button}]")).to_be_hidden()
    expect(page.locator("a[data-part=file]")).to_be_visible()
    assert "PAUZA" not in page.locator("main").inner_text()


def test_with_a_public_address_the_code_is_there_offline_too(open_phone: OpenPhone) -> None:
    public = LocalServer({"PAUZA_PUBLIC_URL": "https://pauza.example.org", "PAUZA_LANGUAGES": "en"}).start()
    try:
        phone = open_phone()
        page = phone.pages[0]
        keep_on_phone(page, public.url, "en")
        phone.set_offline(True)
        page.goto(f"{public.url}/en/s/")
        expect(page.locator("[data-part=link]")).to_have_text("https://pauza.example.org")
        wait_until(page, "document.querySelector('.qr').naturalWidth > 0")
        page.emulate_media(media="print")
        expect(page.locator(".poster__strips li")).to_have_count(8)
        expect(page.locator(".poster__link")).to_have_text("pauza.example.org")
        expect(page.locator(".poster")).to_be_visible()
        expect(page.locator("main h1")).to_be_hidden()
        phone.set_offline(False)
    finally:
        public.stop()


def test_the_phones_own_sheet_gets_address_and_file(server: LocalServer, page: Page) -> None:
    page.add_init_script(SHEET)
    page.goto(f"{server.url}/pl/s/")
    page.locator("[data-do=send]").click()
    wait_until(page, "window.handed.length === 1")
    page.locator("[data-do=file]").click()
    wait_until(page, "window.handed.length === 2")

    assert page.evaluate("window.handed") == [f"{server.url}/", "pauza-pl.html text/html true"]


def test_a_file_that_came_too_late_for_the_tap_is_handed_at_the_next(server: LocalServer, page: Page) -> None:
    page.add_init_script(SHEET)
    page.goto(f"{server.url}/en/s/")
    page.evaluate("window.late = true")
    page.locator("[data-do=file]").click()
    expect(page.locator("[data-say=again]")).to_be_visible()
    page.locator("[data-do=file]").click()
    wait_until(page, "window.handed.length === 1")


def test_without_internet_the_page_says_that_the_file_cannot_come(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    page = phone.pages[0]
    page.add_init_script(SHEET)
    keep_on_phone(page, server.url, "ar")
    server.stop()  # Firefox's driver cuts the line of pages, but not that of a worker
    page.goto(f"{server.url}/ar/s/")
    page.locator("[data-do=file]").click()

    expect(page.locator("[data-say=absent]")).to_be_visible()
    server.start()


def test_the_file_can_be_saved_without_scripts_and_no_move_leaves_a_trail(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    plain = open_phone("plain", java_script_enabled=False, accept_downloads=True).pages[0]
    plain.goto(f"{server.url}/pl/s/")
    with plain.expect_download() as saved:
        plain.locator("a[data-part=file]").click()
    assert saved.value.suggested_filename == "pauza-pl.html"

    page = open_phone().pages[0]
    page.goto(f"{server.url}/en/")
    page.goto(f"{server.url}/en/s/")
    depth = page.evaluate("history.length")
    page.locator(".footer a[href='/en/i/']").click()
    wait_until(page, "location.pathname === '/en/i/'")
    assert page.evaluate("history.length") == depth
