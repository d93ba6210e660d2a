"""Two taps, and the phone holds nothing of it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import LEFT, NOTHING, erase_everything, found_on_disk, keep_on_phone, keep_second, next_step

pytestmark = pytest.mark.browser


def write_something(page: Page, base: str, text: str) -> None:
    page.goto(f"{base}/en/2a/")
    while page.locator("section.step:not([hidden]) private-note textarea").count() == 0:
        next_step(page)
    page.locator("section.step:not([hidden]) private-note textarea").fill(text)
    page.wait_for_timeout(1200)


def test_two_taps_leave_nothing_behind(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, "pl")
    keep_second(page, server.url, "pl")
    write_something(page, server.url, "erase me")

    erase_everything(page, server.url, "pl")

    expect(page.locator("lock-settings, language-packs, keep-choice").first).to_be_hidden()  # they speak of before
    page.goto(f"{server.url}/healthz")
    assert page.evaluate(LEFT) == NOTHING


def test_another_open_tab_brings_nothing_back(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    first, second = phone.pages[0], phone.new_page()
    write_something(second, server.url, "from the other tab")

    erase_everything(first, server.url)

    second.wait_for_timeout(500)
    first.goto(f"{server.url}/en/k/")
    expect(first.locator("kept-records")).not_to_contain_text("from the other tab")


def test_the_first_tap_alone_erases_nothing(server: LocalServer, page: Page) -> None:
    write_something(page, server.url, "still here")
    page.goto(f"{server.url}/en/o/")

    page.locator("erase-all [data-do=ask]").click()
    page.locator("erase-all [data-do=cancel]").click()

    page.goto(f"{server.url}/en/k/")
    expect(page.locator("kept-records")).to_contain_text("still here")


def test_what_was_written_is_nowhere_readable_on_the_disk(
    server: LocalServer, open_phone: OpenPhone, tmp_path: Path
) -> None:
    """Whoever copies the browser's folder must not find the words in it, before and after erasing."""
    canary = "Zanzibar-lullaby-7318"
    phone = open_phone("canary")
    write_something(phone.pages[0], server.url, canary)
    phone.close()
    assert found_on_disk(tmp_path / "canary", canary) == []

    phone = open_phone("canary")
    erase_everything(phone.pages[0], server.url)
    phone.close()

    assert found_on_disk(tmp_path / "canary", canary) == []
