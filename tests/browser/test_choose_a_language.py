"""A person finds their language among many, and goes on where they were."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import keep_on_phone, next_step, shown_step, wait_until
from tests.browser.test_every_screen import RUNS_OUT

pytestmark = pytest.mark.browser
# As many languages as the design promises room for, with names as long as they come.
FORTY = """() => {
    const list = document.querySelector('.tongues');
    for (let n = list.children.length; n < 40; n++) {
        const row = list.children[n % 5].cloneNode(true);
        row.querySelector('b').textContent = `Srpskohrvatskobosanskocrnogorski ${n}`;
        row.querySelector('details').open = n % 3 === 0;
        list.append(row);
    }
}"""


def test_the_chosen_language_opens_on_the_same_step(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/1/")
    next_step(page)
    next_step(page)
    step = shown_step(page)

    page.locator("a.languages").click()
    page.locator("#find").fill("عرب")
    expect(page.locator(".tongue:visible")).to_have_count(1)
    page.locator("#find").press("Enter")

    page.wait_for_url("**/ar/1/**")
    assert shown_step(page) == step
    page.goto(server.url)
    expect(page.locator("html")).to_have_attribute("lang", "ar")


@pytest.mark.parametrize("typed", ["polski", "POLISH", "pol"])
def test_a_language_is_found_by_its_names(server: LocalServer, page: Page, typed: str) -> None:
    page.goto(f"{server.url}/en/l/")

    page.locator("#find").fill(typed)

    expect(page.locator(".tongue:visible")).to_have_count(1)
    expect(page.locator(".tongue:visible b")).to_have_text("Polski")


def test_a_name_that_is_not_there_is_answered(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/l/")

    page.locator("#find").fill("Klingon")

    expect(page.locator("[data-part=none]")).to_be_visible()
    page.locator("#find").fill("")
    expect(page.locator("[data-part=none]")).to_be_hidden()
    expect(page.locator(".tongue").first).to_be_visible()


def test_what_a_language_has_is_said_on_a_tap(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/l/")
    row = page.locator(".tongue[data-lang=pl]")

    row.locator("summary").click()

    card = row.locator(".tongue__card")
    expect(card).to_contain_text("A machine made this translation. Nobody has checked it yet.")
    expect(card).to_contain_text("Last worked on:")
    expect(row.locator(".pack")).to_contain_text("KB")


def test_a_language_on_this_phone_is_marked_also_without_internet(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, "pl")
    phone.set_offline(True)

    page.locator("a.languages").click()

    expect(page.locator(".tongue[data-lang=pl] .tongue__kept")).to_be_visible()
    expect(page.locator(".tongue[data-lang=ar] .tongue__kept")).to_be_hidden()
    phone.set_offline(False)


def test_a_page_of_ones_own_stays_out_of_what_back_shows(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/")
    page.goto(f"{server.url}/en/c/")
    before = page.evaluate("history.length")

    page.locator("a.languages").click()
    page.wait_for_url("**/en/l/**")
    page.locator("a[hreflang=pl]").click()
    page.wait_for_url("**/pl/c/**")

    assert page.evaluate("history.length") == before
    page.evaluate("history.back()")
    wait_until(page, "location.pathname === '/en/'")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_forty_languages_fit_a_small_phone_with_large_text(
    server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    page = open_phone(viewport={"width": 320, "height": 640}).pages[0]
    page.goto(f"{server.url}/{language}/l/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    page.evaluate(FORTY)

    expect(page.locator(".tongue")).to_have_count(40)
    assert page.evaluate(RUNS_OUT) == []
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.tongue__name, .tongue summary')].map((one) => one.offsetHeight))"
    )
    assert smallest >= 48
