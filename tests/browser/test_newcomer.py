"""Somebody new, on a small phone: what they look for is in sight, and nothing is said that is not so."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import keep_on_phone, next_step, set_pin, shown_step
from tests.browser.test_listen import give_voices

pytestmark = pytest.mark.browser
SMALL = {"width": 320, "height": 568}
PHONE = {"width": 360, "height": 800}
# What of the row of Leave is something else, along its whole length.
COVERED = """() => {
    const leave = document.querySelector('a.leave').getBoundingClientRect();
    return [...Array(19).keys()].map((n) => innerWidth * (n + 1) / 20).filter((x) =>
        !document.elementFromPoint(x, leave.y + leave.height / 2).closest('.exit'));
}"""
# Whether all of an element can be seen between the row above and the foot below.
IN_SIGHT = """(selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    const foot = document.querySelector('.deck-foot')?.getBoundingClientRect().top ?? innerHeight;
    const top = document.querySelector('.exit').getBoundingClientRect().bottom;
    return box.height > 0 && box.top >= top && box.bottom <= Math.min(foot, innerHeight);
}"""


def scroll_to_end(page: Page) -> None:
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")


@pytest.mark.parametrize("viewport", [PHONE, SMALL], ids=["360", "320"])
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_help_is_one_tap_away_wherever_one_has_scrolled(
    server: LocalServer, open_phone: OpenPhone, language: str, viewport: dict[str, int]
) -> None:
    page = open_phone(viewport=viewport).pages[0]
    page.goto(f"{server.url}/{language}/1/")
    for _ in range(5):
        next_step(page)
    scroll_to_end(page)

    help_link = page.locator(".exit__help")
    box = help_link.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= viewport["height"]
    assert min(box["height"], box["width"]) >= 48
    help_link.click()

    page.wait_for_url(f"**/{language}/h/")


@pytest.mark.parametrize("code", ["", "1/", "h/", "k/"])
@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_leave_has_a_row_of_its_own_and_covers_no_text(
    server: LocalServer, page: Page, language: str, code: str
) -> None:
    page.goto(f"{server.url}/{language}/{code}")
    for down in (0, 333, 700):
        page.evaluate("(down) => scrollTo(0, down)", down)
        assert page.evaluate(COVERED) == [], f"{down} px down"

    page.evaluate("scrollTo(0, 0)")
    bar, header = page.locator(".exit").bounding_box(), page.locator(".header").bounding_box()
    assert bar is not None
    assert header is not None
    assert bar["y"] + bar["height"] <= header["y"]
    assert page.evaluate("getComputedStyle(document.querySelector('.exit')).backgroundColor").startswith("rgb(")


def test_why_english_stands_below_is_said_once(server: LocalServer, page: Page) -> None:
    why = "لذلك يظهر النص الإنجليزي تحتها."
    for code in ("h", "w", "wnl1"):
        page.goto(f"{server.url}/ar/{code}/")
        assert page.locator(".beside").count() > 0
        expect(page.locator(".review")).to_contain_text(why)
        assert page.locator("body").inner_text().count(why) == 1

    page.goto(f"{server.url}/ar/2a/")
    assert page.locator(".beside").count() == 0
    expect(page.locator(".review")).not_to_contain_text(why)
    page.goto(f"{server.url}/en/h/")
    expect(page.locator(".review")).to_have_count(0)


def test_a_language_that_is_not_kept_says_so_and_leads_back(open_phone: OpenPhone) -> None:
    server = LocalServer().start()
    page = open_phone().pages[0]
    keep_on_phone(page, server.url, "ar")
    page.goto(f"{server.url}/ar/1/")
    next_step(page)
    next_step(page)
    step = shown_step(page)
    server.stop()

    page.locator("a.languages").click()
    page.locator("a[hreflang=pl]").click()

    page.wait_for_url("**/pl/1/**")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("h1:visible")).to_have_count(1)
    expect(page.locator("[data-part=other] h1")).to_be_visible()
    page.locator("[data-part=return]").click()
    page.wait_for_url("**/ar/1/**")
    assert shown_step(page) == step

    page.goto(f"{server.url}/ar/zzz/")
    expect(page.locator("[data-part=other]")).to_be_hidden()
    expect(page.locator("h1:visible")).to_have_count(1)


def test_a_second_language_is_kept_without_opening_anything(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/l/")
    row = page.locator(".tongue[data-lang=pl]")
    expect(row.locator("details")).not_to_have_attribute("open", "")
    expect(row.locator("[data-do=keep]")).to_contain_text("KB")

    row.locator("[data-do=keep]").click()

    expect(row.locator(".tongue__kept")).to_be_visible(timeout=30_000)
    expect(row.locator("[data-do=keep]")).to_be_hidden()


def test_that_a_pin_is_set_is_seen_and_read_aloud(server: LocalServer, page: Page) -> None:
    set_pin(page, server.url, "482915")

    assert page.evaluate(IN_SIGHT, "lock-settings [data-say=done]")
    assert page.evaluate("document.activeElement.matches('lock-settings [data-say=done]')")


def test_many_places_stand_under_what_a_person_looks_for(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/h/")
    country = page.locator("#nl")
    country.locator("summary").click()

    assert country.locator("h4").all_inner_texts() == [
        "112",
        "To talk with someone",
        "Violence and crime",
        "Work and rights",
        "A doctor, a place to sleep",
        "Going back to your country",
    ]
    said = country.locator("summary .quiet").inner_text()
    assert country.locator(".service").count() == int(said.split()[0])


@pytest.mark.parametrize("code", ["b2", "b3", "b4", "b5"])
def test_no_plan_is_spoken_of_as_if_there_were_one(server: LocalServer, page: Page, code: str) -> None:
    page.goto(f"{server.url}/en/{code}/#s02")

    step = page.locator("#s02")
    expect(step).to_contain_text("If you ")
    expect(step).to_contain_text("If not, just go on.")
    expect(step.locator("[data-part=made]")).to_be_hidden()


def test_where_a_phone_has_no_voice_the_options_say_so(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    give_voices(phone, "de-DE")
    page = phone.pages[0]
    page.goto(f"{server.url}/ar/o/")
    expect(page.locator("[data-part=silent]")).to_be_visible()

    give_voices(phone, "ar-SA")
    page.reload()
    expect(page.locator("way-choice")).to_be_visible()
    expect(page.locator("[data-part=silent]")).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, SMALL], ids=["360", "320"])
@pytest.mark.parametrize("language", ["en", "uk", "ar"])
def test_a_running_breath_is_seen_whole_with_what_stops_it(
    server: LocalServer, open_phone: OpenPhone, language: str, viewport: dict[str, int]
) -> None:
    page = open_phone(viewport=viewport).pages[0]
    page.goto(f"{server.url}/{language}/5b/")
    step = page.locator("section.step:has(breathing-pacer)").first.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{server.url}/{language}/5b/#{step}")

    page.locator(f"#{step} [data-do=start]").click()

    for part in ("[data-do=stop]", ".pacer__circle", ".pacer__word"):
        assert page.evaluate(IN_SIGHT, f"#{step} {part}"), part
