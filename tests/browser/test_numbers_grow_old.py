"""Months later the page is still on the phone, and nobody has checked its numbers again."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from api.content.loader import load_directories
from tests.browser.conftest import LANGUAGES, ROOT, LocalServer, OpenPhone
from tests.browser.moments import keep_on_phone

pytestmark = pytest.mark.browser
SERVICES = [service for directory in load_directories(ROOT / "content") for service in directory.services]
LAST_DAY = max(service.expires_on for service in SERVICES)
FIRST_DAY = min(service.expires_on for service in SERVICES)


def noon(day: dt.date, later: int = 0) -> dt.datetime:
    return dt.datetime.combine(day + dt.timedelta(days=later), dt.time(12))


def marks(page: Page) -> tuple[int, int, int]:
    """Count the entries, those marked as old, and those that say until when they count."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    entries = page.locator("[data-expires]")
    old = entries.locator("[data-part=expired]:visible")
    return entries.count(), old.count(), entries.locator("[data-part=counts]:visible").count()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kept_page_marks_old_numbers_without_internet_and_loses_none(
    server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    """A number that may be dead must not look checked, and one that may still help must not vanish."""
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, language)
    phone.set_offline(True)
    page.clock.set_fixed_time(noon(FIRST_DAY))
    page.goto(f"{server.url}/{language}/h/")
    numbers = page.locator("a[href^='tel:']").count()
    entries, old, counting = marks(page)
    assert (old, counting) == (0, entries)

    page.clock.set_fixed_time(noon(LAST_DAY, later=1))
    page.reload()

    assert marks(page) == (entries, entries, 0)
    assert page.locator("a[href^='tel:']").count() == numbers
    phone.set_offline(False)


def test_a_page_that_stays_open_over_the_last_day_is_marked_when_it_is_looked_at(
    server: LocalServer, page: Page
) -> None:
    page.clock.set_fixed_time(noon(FIRST_DAY))
    page.goto(f"{server.url}/en/h/")
    expect(page.locator(".emergency [data-part=expired]")).to_be_hidden()

    page.clock.set_fixed_time(noon(LAST_DAY, later=1))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(page.locator(".emergency [data-part=expired]")).to_be_visible()
