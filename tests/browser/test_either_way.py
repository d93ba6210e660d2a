"""Breath or touch frightens some people: the other way is one tap away, wherever they are in an exercise."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LocalServer
from tests.browser.moments import next_step, shown_step

pytestmark = pytest.mark.browser


def other_way(page: Page) -> None:
    page.locator(".way-switch button").click()


@pytest.mark.parametrize("code", ["1b", "1c", "4b", "5b"])
def test_every_step_of_an_exercise_leads_to_the_other_way(server: LocalServer, page: Page, code: str) -> None:
    """In sight without scrolling, and above nothing."""
    page.goto(f"{server.url}/en/{code}/")
    page.wait_for_function("document.querySelector('step-deck[data-live]')")
    count = int((page.locator("[data-deck=count]").text_content() or "0").split("/")[1])

    for _ in range(count - 1):
        expect(page.locator(".way-switch button")).to_be_in_viewport(ratio=1)
        next_step(page)


def test_the_other_way_takes_the_place_of_the_step_and_stays_chosen(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/1c/#s05")
    page.wait_for_function("document.querySelector('step-deck[data-live]')")
    expect(page.locator(".way-switch [data-to=open]")).to_be_visible()

    other_way(page)

    assert shown_step(page) == "s05o"
    expect(page.locator(".way-switch [data-to=body]")).to_be_visible()
    expect(page.locator(".way-switch [data-to=open]")).to_be_hidden()
    page.goto(f"{server.url}/en/1c/#s02")
    expect(page.locator("#s02 input[value=open]")).to_be_checked()
    other_way(page)
    expect(page.locator("#s02 input[value=body]")).to_be_checked()


def test_a_session_offers_it_where_it_matters(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/b1/#s14")
    expect(page.locator("#s14 way-choice")).to_be_visible()
    expect(page.locator(".way-switch")).to_be_hidden()

    next_step(page)

    expect(page.locator(".way-switch")).to_be_visible()
    other_way(page)
    assert shown_step(page) == "s15o"


def test_the_opening_lets_one_choose_where_it_explains_the_two_ways(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/0/#s21")

    page.locator("#s21 label").filter(has_text="Eyes-open way").click()
    expect(page.locator("html")).to_have_attribute("data-way", "open")
    next_step(page)
    next_step(page)
    page.goto(f"{server.url}/en/1b/")

    expect(page.locator("html")).to_have_attribute("data-way", "open")
