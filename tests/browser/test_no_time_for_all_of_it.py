"""The bus comes, or the story is too much today: going on to the practice, or stopping, from any step."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import next_step, shown_step

pytestmark = pytest.mark.browser
SESSIONS = "0123456"


def in_sight(link: Locator) -> bool:
    """Tell whether a link is on the screen, whole, and not under anything."""
    return bool(
        link.evaluate(
            """(link) => {
                const box = link.getBoundingClientRect();
                const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return box.top >= 0 && box.bottom <= innerHeight && top === link;
            }"""
        )
    )


def test_both_ways_out_are_in_sight_on_every_step(server: LocalServer, open_phone: OpenPhone) -> None:
    """No step may hold anybody: skip and stop stand on each of them but the last, which offers more."""
    page = open_phone().pages[0]
    page.goto(f"{server.url}/en/0/")
    practice = page.locator("section.step--practice").get_attribute("id") or ""
    order = [step.get_attribute("id") or "" for step in page.locator("section.step").all()]
    while not page.locator("[data-part=next]").is_visible():
        step = shown_step(page)
        for link in page.locator(".skip a:visible").all():
            assert in_sight(link), step
            box = link.bounding_box()
            assert box is not None
            assert box["height"] >= 44, step
        expect(page.locator(".skip a:visible")).to_have_count(2 if order.index(step) < order.index(practice) else 1)
        next_step(page)

    expect(page.locator(".skip")).to_be_hidden()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_session_can_be_skipped_to_its_practice_or_left(
    server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    page = open_phone().pages[0]
    for code in SESSIONS:
        page.goto(f"{server.url}/{language}/{code}/")
        practice = (page.locator(".skip a").first.get_attribute("href") or "").removeprefix("#")
        next_step(page)
        page.locator(".skip a").first.click()
        expect(page.locator("section.step:not([hidden])")).to_have_id(practice)

        page.locator(".skip a").last.click()
        expect(page).to_have_url(f"{server.url}/{language}/")
        expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", ["/pl/0/", "/ar/3/", "/en/1b/"])
def test_without_scripts_the_ways_out_stay_in_sight_along_the_whole_page(
    server: LocalServer, open_phone: OpenPhone, path: str
) -> None:
    page = open_phone(java_script_enabled=False).pages[0]
    page.goto(f"{server.url}{path}")
    links = page.locator(".skip a").all()
    for step in page.locator("section.step").all()[::4]:
        step.scroll_into_view_if_needed()
        for link in links:
            box = link.bounding_box()
            assert box is not None
            assert 0 <= box["y"] <= 800 - box["height"], step.get_attribute("id")

    links[0].click()

    expect(page).to_have_url(
        f"{server.url}{path}{links[0].get_attribute('href')}" if len(links) > 1 else f"{server.url}/en/"
    )
