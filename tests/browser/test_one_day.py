"""One day with the app from end to end; `make test` runs it in every engine."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import LEFT, NOTHING, erase_everything, keep_on_phone, wait_until, write_note

pytestmark = pytest.mark.browser


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Serve this test alone, because the server is stopped on the way."""
    running = LocalServer().start()
    yield running
    running.stop()


def test_kept_written_reopened_offline_left_and_erased(server: LocalServer, open_phone: OpenPhone) -> None:
    """The link, the notes, tomorrow's bus without internet, somebody's glance, and the end of it."""
    phone = open_phone(locale="pl-PL")
    page = phone.pages[0]
    page.goto(server.url)
    expect(page).to_have_url(f"{server.url}/pl/")
    keep_on_phone(page, server.url, "pl")
    write_note(page, server.url, "tylko dla mnie", "pl")
    phone.close()
    server.stop()

    page = open_phone(locale="pl-PL").pages[0]
    page.goto(f"{server.url}/pl/1/")
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")
    page.goto(f"{server.url}/pl/k/")
    expect(page.locator("kept-records textarea")).to_have_value("tylko dla mnie")

    page.locator("a.leave").click()
    wait_until(page, "location.pathname === '/pl/n/'")
    page.go_back(wait_until="commit")
    wait_until(page, "location.pathname === '/pl/n/'")
    expect(page.locator("kept-records")).to_have_count(0)

    erase_everything(page, server.url, "pl")
    server.start()
    page.goto(f"{server.url}/healthz")
    assert page.evaluate(LEFT) == NOTHING
