"""The sessions are done. Three ways lie open; the numbers only say which of them is spoken of first."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import expect_saved, keep_on_phone

pytestmark = pytest.mark.browser


def ways(page: Page) -> list[str]:
    """Return the ways in the order in which they stand, each of them in sight."""
    sections = page.locator("[data-way-on]").all()
    for section in sections:
        expect(section).to_be_visible()
    return [section.get_attribute("data-way-on") or "" for section in sections]


def rate(page: Page, base: str, **answers: str) -> None:
    """Answer some of the questions, and wait until they are kept."""
    page.goto(f"{base}/en/c/")
    for name, value in answers.items():
        page.locator(f"label:has(input[name={name}][value='{value}'])").click()
    expect_saved(page, "check-in")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_session_leads_to_three_open_ways(server: LocalServer, page: Page, language: str) -> None:
    page.goto(f"{server.url}/{language}/6/")
    last = page.locator("section.step").last.get_attribute("id")
    page.goto(f"{server.url}/{language}/6/#{last}")
    page.reload()

    page.locator("[data-part=next] a.button--main").click()

    expect(page).to_have_url(f"{server.url}/{language}/f/")
    assert ways(page) == ["repeat", "second", "help"]


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({"strain": "9"}, "help"),
        ({"strain": "2", "help": "yes"}, "help"),
        ({"strain": "2", "daily": "7"}, "second"),
        ({"strain": "2", "daily": "1", "help": "no"}, "repeat"),
    ],
)
def test_numbers_say_only_what_comes_first(
    server: LocalServer, page: Page, answers: dict[str, str], first: str
) -> None:
    rate(page, server.url, **answers)
    sent: list[str] = []
    page.goto(f"{server.url}/en/f/")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: sent.append(request.url))
    page.wait_for_timeout(500)

    order = ways(page)

    assert order[0] == first
    assert sorted(order) == ["help", "repeat", "second"]
    assert sent == []


def test_what_was_practised_stands_first_in_the_list(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/4a/")
    unit = page.evaluate("document.documentElement.dataset.unit")
    step = page.locator("section.step:has(practice-log)").first.get_attribute("id")
    page.goto(f"{server.url}/en/4a/#{step}")
    page.reload()
    page.locator("section.step:not([hidden]) [data-do=log]").click()
    expect_saved(page, "section.step:not([hidden]) practice-log")

    page.goto(f"{server.url}/en/f/")

    practised = page.locator("[data-part=practised] a:visible")
    expect(practised).to_have_count(1)
    expect(practised).to_have_attribute("data-unit", unit)


def test_help_is_one_tap_away_and_works_offline(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, "en")
    phone.set_offline(True)
    page.goto(f"{server.url}/en/f/")
    assert len(ways(page)) == 3

    page.locator("[data-way-on=help] a").click()

    expect(page).to_have_url(f"{server.url}/en/h/")
    expect(page.locator(".emergency")).to_be_visible()


def test_without_scripts_all_three_ways_are_there(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone(java_script_enabled=False).pages[0]
    page.goto(f"{server.url}/pl/f/")

    assert ways(page) == ["repeat", "second", "help"]
    page.locator("[data-way-on=repeat] summary").click()
    page.locator("[data-way-on=repeat] a").first.click()
    expect(page.locator("section.step").first).to_be_visible()
