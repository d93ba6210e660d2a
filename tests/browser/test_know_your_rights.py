"""Somebody wonders if the work is fair, reads on the bus, and hands the phone back without a trail."""

import datetime as dt

import pytest
from playwright.sync_api import Page, expect

from api.content.loader import load_dated
from tests.browser.conftest import LANGUAGES, ROOT, LocalServer, OpenPhone
from tests.browser.moments import keep_on_phone, wait_until

pytestmark = pytest.mark.browser
RIGHTS = load_dated(ROOT / "content").rights
LAST_DAY = max(page.expires_on for page in RIGHTS)


def tap(page: Page, href: str) -> None:
    """Tap the link in the text, and wait until its page is there."""
    page.locator(f"main a[href='{href}']").first.click()
    wait_until(page, f"location.pathname === {href!r} && document.readyState === 'complete'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_reading_about_rights_is_one_entry_of_the_history(server: LocalServer, page: Page, language: str) -> None:
    """R8: whoever takes the phone and goes back finds the page from before, not a list of topics."""
    page.goto(f"{server.url}/{language}/h/")
    depth = page.evaluate("history.length")
    tap(page, f"/{language}/w/")
    for topic in RIGHTS[:2]:
        tap(page, f"/{language}/{topic.code}/")
        tap(page, f"/{language}/w/")
    tap(page, f"/{language}/{RIGHTS[-1].code}/")

    assert page.evaluate("history.length") == depth + 1
    page.evaluate("history.back()")
    wait_until(page, f"location.pathname === '/{language}/h/'")


def test_the_way_home_takes_the_place_of_the_topic(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/h/")
    page.goto(f"{server.url}/en/{RIGHTS[0].code}/")
    page.locator(".footer a[href='/en/']").click()
    wait_until(page, "location.pathname === '/en/'")

    page.evaluate("history.back()")
    wait_until(page, "location.pathname === '/en/h/'")


def test_topics_are_there_without_internet_and_say_when_they_are_old(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, "pl")
    phone.set_offline(True)
    for topic in RIGHTS:
        page.goto(f"{server.url}/pl/{topic.code}/")
        expect(page.locator("footer.note [data-part=counts]")).to_be_visible()
        expect(page.locator("section.step")).to_have_count(len(topic.steps) + 1)

    page.clock.set_fixed_time(dt.datetime.combine(LAST_DAY + dt.timedelta(days=1), dt.time(12)))
    page.reload()

    expect(page.locator("footer.note [data-part=expired]")).to_be_visible()
    expect(page.locator("footer.note [data-part=counts]")).to_be_hidden()
    phone.set_offline(False)


def test_everything_can_be_read_without_scripts(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone(java_script_enabled=False).pages[0]
    page.goto(f"{server.url}/ar/h/")
    page.locator("main a[href='/ar/w/']").first.click()
    for topic in RIGHTS:
        page.locator(f"main a[href='/ar/{topic.code}/']").first.click()
        expect(page.locator("main h1")).to_be_visible()
        page.locator(".back a").click()
    expect(page).to_have_url(f"{server.url}/ar/w/")
