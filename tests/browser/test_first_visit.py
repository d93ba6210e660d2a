"""Somebody was handed a code, opens the link, and has five minutes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import next_step, shown_step

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("phone", "language"), [("pl-PL", "pl"), ("ar-SY", "ar"), ("de-DE", "en")])
def test_the_link_opens_in_the_phones_language(
    server: LocalServer, open_phone: OpenPhone, phone: str, language: str
) -> None:
    page = open_phone(locale=phone).pages[0]

    page.goto(server.url)

    expect(page).to_have_url(f"{server.url}/{language}/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("data-offline", "no")


def test_another_language_is_one_tap_away_and_remembered(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone(locale="de-DE").pages[0]
    page.goto(server.url)

    page.locator("a.languages").click()
    page.get_by_role("link", name="العربية").click()

    expect(page).to_have_url(f"{server.url}/ar/")
    page.goto(server.url)
    expect(page).to_have_url(f"{server.url}/ar/")


def test_the_first_exercise_is_two_taps_and_resumes_where_it_was_left(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    page = phone.pages[0]
    page.goto(f"{server.url}/en/")
    page.locator("resume-link a").click()
    expect(page).to_have_url(re.compile(r"/en/0/"))
    next_step(page)
    next_step(page)
    left_at = shown_step(page)
    page.wait_for_timeout(600)  # saving is debounced
    phone.close()

    page = open_phone().pages[0]
    page.goto(f"{server.url}/en/")
    page.locator("resume-link a").click()

    expect(page.locator("section.step:not([hidden])")).to_have_id(left_at)


def test_steps_add_nothing_to_the_history(server: LocalServer, page: Page) -> None:
    """Back must not walk through every step in front of somebody."""
    page.goto(f"{server.url}/en/1/")
    before = page.evaluate("history.length")

    for _ in range(4):
        next_step(page)

    assert page.evaluate("history.length") == before
    assert page.url.endswith(f"#{shown_step(page)}")


def test_a_session_opens_with_its_first_step_and_shows_all_when_no_script_comes(
    server: LocalServer, page: Page
) -> None:
    """A script that never arrives must not hide the words."""
    page.route("**/*.js", lambda route: route.abort())

    page.goto(f"{server.url}/en/1/", wait_until="commit")

    expect(page.locator("#s01")).to_be_visible()
    assert page.locator("#s02").is_hidden()
    expect(page.locator("#s02")).to_be_visible()
    expect(page.locator("section.step").last).to_be_visible()


def test_nothing_is_asked_of_anybody_else_and_nothing_breaks(server: LocalServer, page: Page) -> None:
    requests: list[str] = []
    problems: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)

    for path in ("/en/", "/en/1/", "/en/1b/", "/en/h/", "/en/k/", "/en/o/", "/en/n/"):
        page.goto(f"{server.url}{path}")
        page.wait_for_load_state("networkidle")

    assert [url for url in requests if not url.startswith((server.url, "data:", "blob:"))] == []
    assert problems == []


def test_nothing_is_fetched_in_the_background_before_a_tap(server: LocalServer, page: Page) -> None:
    requests: list[str] = []
    page.goto(f"{server.url}/en/")
    page.wait_for_load_state("networkidle")
    page.on("request", lambda request: requests.append(request.url))

    page.wait_for_timeout(3000)

    assert requests == []
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    assert page.evaluate("caches.keys()") == []
