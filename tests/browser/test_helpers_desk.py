"""A lay helper, without any account: keeps the pages, guides somebody in two languages, leads a group, looks back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import enter, expect_saved, keep_on_phone, next_step, set_pin, shown_step, wait_until

pytestmark = pytest.mark.browser
PIN = "482913"
SCRIPT = "g11"


@pytest.fixture
def offline_server() -> LocalServer:
    """Serve on a port that a test may leave and take again."""
    return LocalServer().start()


def keep_desk(page: Page, base: str, language: str) -> None:
    page.goto(f"{base}/{language}/g/")
    page.locator("keep-offline [data-do=keep]").first.click()
    expect(page.locator("keep-offline[data-state=ready]")).to_be_attached(timeout=30_000)


def mark(page: Page, value: str, why: str = "") -> None:
    """Say how the part in sight went."""
    shown = "section.step:not([hidden]) contact-mark"
    part = page.locator(shown)
    part.locator(f"input[value={value}]").check()
    if why:
        part.locator("input[name=why]").fill(why)
        part.locator("input[name=why]").blur()
    expect_saved(page, shown)


def go_to_the_end(page: Page) -> None:
    while page.locator("[data-deck=next]").is_visible():
        next_step(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_for_helpers_is_there_without_internet(
    offline_server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    page = open_phone(language).pages[0]
    keep_on_phone(page, offline_server.url, language)
    manifest = page.request.get(f"{offline_server.url}/release.json").json()
    paths = [row["path"] for row in manifest["languages"][language]["optional"][f"{language}/g"]["pages"]]
    offline_server.stop()
    page.goto(f"{offline_server.url}/{language}/{SCRIPT}/")
    expect(page.locator("html")).to_have_attribute("data-code", "g")
    offline_server.start()
    keep_desk(page, offline_server.url, language)
    offline_server.stop()
    assert len(paths) > 20
    for path in paths:
        page.goto(f"{offline_server.url}{path}")
        expect(page.locator("html")).to_have_attribute("data-code", path.split("/")[2])
        expect(page.locator("h1")).to_be_visible()


def test_a_contact_in_two_languages_its_marks_and_what_is_left_of_it(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    phone = open_phone("helper")
    page = phone.pages[0]
    page.goto(f"{server.url}/en/{SCRIPT}/")
    page.locator("desk-clock [data-do=begin]").click()
    expect(page.locator("desk-clock [data-part=running]")).to_be_visible()
    page.locator("other-tongue select").select_option("ar")
    expect(page.locator(".turn__page[lang=ar], .turn__page [lang=ar]").first).to_be_attached()
    mark(page, "done")
    next_step(page)
    mark(page, "not", "no time left")
    assert shown_step(page) == "s02"

    phone.close()
    page = open_phone("helper").pages[0]
    page.goto(f"{server.url}/en/{SCRIPT}/#s02")
    expect(page.locator("section.step:not([hidden]) input[value=not]")).to_be_checked()
    expect(page.locator("section.step:not([hidden]) input[name=why]")).to_have_value("no time left")
    expect(page.locator("other-tongue select")).to_have_value("ar")
    go_to_the_end(page)
    page.locator("contact-end [name=people]").fill("7")
    page.locator("contact-end [name=ask]").fill("How do I end well?")
    page.locator("contact-end [data-do=close]").click()
    expect(page.locator("contact-end [data-part=closed]")).to_be_focused()

    page.goto(f"{server.url}/en/g98/")
    card = page.locator("contact-list li.card")
    expect(card).to_have_count(1)
    expect(card.locator("[data-part=marks]")).to_have_text("done: 1 · not done: 1 · People: 7")
    expect(card.locator("[data-part=reasons]")).to_contain_text("2: not done. no time left")
    expect(card.locator("[data-part=reasons]")).to_contain_text("How do I end well?")
    card.locator("[data-do=delete]").click()
    expect(page.locator("contact-list [data-part=none]")).to_be_visible()
    page.reload()
    expect(page.locator("contact-list [data-part=none]")).to_be_visible()


def test_a_rehearsal_shows_replies_and_is_kept_as_one(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/{SCRIPT}/")
    replies = page.locator("section.step:not([hidden]) .replies")
    expect(replies).to_be_hidden()
    page.locator("desk-clock [data-do=rehearse]").click()
    expect(replies).to_be_visible()
    mark(page, "done")
    page.goto(f"{server.url}/en/g98/")
    expect(page.locator("contact-list [data-part=rehearsal]")).to_be_visible()
    expect(page.locator("contact-list [data-part=open]")).to_be_visible()


def test_the_clock_speaks_softly_when_a_part_has_had_its_time(server: LocalServer, page: Page) -> None:
    page.add_init_script("{ const now = Date.now; Date.now = () => now() + (window.ahead || 0); }")
    page.goto(f"{server.url}/en/{SCRIPT}/")
    page.locator("desk-clock [data-do=begin]").click()
    expect(page.locator("desk-clock [data-part=all]")).to_have_text("0")
    page.evaluate("window.ahead = 6 * 60_000")
    expect(page.locator("desk-clock [data-part=all]")).to_have_text("6", timeout=10_000)
    expect(page.locator("desk-clock [data-part=cue]")).to_be_visible()
    next_step(page)
    expect(page.locator("desk-clock [data-part=cue]")).to_be_hidden()


def test_a_screen_is_shown_on_the_other_phone_by_its_number_or_a_code(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/{SCRIPT}/")
    page.locator("other-tongue select").select_option("ar")
    screen = page.locator('.turn__screen[data-step="s04"][data-unit-code="1"]')
    step = page.evaluate(
        """document.querySelector('.turn__screen[data-step="s04"][data-unit-code="1"]').closest('section').id"""
    )
    page.goto(f"{server.url}/en/{SCRIPT}/#{step}")
    screen.locator("summary").click()
    number = (screen.locator("summary").text_content() or "").rsplit(" ", 1)[-1].strip()
    screen.locator("[data-do=code]").click()
    expect(page.locator(".code-dialog [data-part=address]")).to_contain_text("/ar/1/#s04")
    assert page.evaluate("document.querySelector('.code-dialog canvas').width") > 20
    page.keyboard.press("Escape")

    page.goto(f"{server.url}/ar/t/")
    page.locator("details.numbers").nth(1).locator("summary").click()
    page.locator(f".numbers[open] li:nth-child({number}) a").click()
    expect(page.locator("[data-deck=count]")).to_contain_text(f"{number} /")
    assert shown_step(page) == "s04"


def test_a_group_is_led_in_two_languages_and_goes_on_where_it_was_after_a_drop(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/g99/")
    page.locator("#unit").select_option("1b")
    page.locator("#second").select_option("ar")
    page.locator("group-screen button[type=submit]").click()
    expect(page.locator("[data-part=number]")).to_contain_text("1 /")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator("[data-part=number]")).to_contain_text("5 /")
    own, other = page.locator("[data-part=own]"), page.locator("[data-part=other]")
    # Both ways of a body exercise are offered to everybody.
    expect(own.locator("h2")).to_have_count(2)
    expect(other.locator("[lang=ar]").first).to_have_attribute("dir", "rtl")
    expect(page.locator("[data-part=time]")).to_have_text("0:40")
    page.locator("[data-do=practise]").click()
    expect(page.locator("[data-part=time]")).to_have_text("0:38", timeout=5_000)

    page.reload()
    expect(page.locator("[data-part=number]")).to_contain_text("5 /")
    expect(other.locator("[lang=ar]").first).to_be_visible()
    page.locator("[data-do=end]").click()
    expect(page.locator("#unit")).to_be_visible()
    wait_until(page, "location.hash === ''")


def test_marks_wait_behind_the_lock(server: LocalServer, page: Page) -> None:
    set_pin(page, server.url, PIN)
    page.goto(f"{server.url}/en/{SCRIPT}/")
    mark(page, "done")
    page.goto(f"{server.url}/en/k/")
    page.locator("lock-now button").click()
    page.goto(f"{server.url}/en/g98/")
    expect(page.locator("contact-list li.card")).to_have_count(0)
    enter(page, PIN)
    expect(page.locator("contact-list li.card")).to_have_count(1)


def test_danger_stands_on_one_page_with_the_number(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/g97/")
    page.locator(".button--care").click()
    expect(page.locator('a[href="tel:112"]')).to_be_in_viewport(ratio=1)
    assert page.locator("section.step:visible").count() > 10


def test_what_one_can_do_is_marked_and_kept(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/g2/")
    step = page.locator("section.step[data-kind=can]").get_attribute("id")
    page.goto(f"{server.url}/en/g2/#{step}")
    page.locator(f"#{step} input[value=support]").first.check()
    expect_saved(page, f"#{step} work-sheet")
    page.reload()
    expect(page.locator(f"#{step} input[value=support]").first).to_be_checked()
