"""Without a finger: every flow by Tab, Enter, the space bar and arrows, and what has the focus can be seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import LEFT, NOTHING, expect_saved, shown_step, wait_until

pytestmark = pytest.mark.browser
PIN = "482915"
# A frame of two pixels or more around it, or around the label that stands for a hidden field. A window that has no
# window manager (WebKit's, on a machine without a screen) never has the focus itself, and draws no frames.
SEEN = """() => {
    if (!document.hasFocus()) return true;
    const focused = document.activeElement;
    const framed = (one) => one && parseFloat(getComputedStyle(one).outlineWidth) >= 2
        && getComputedStyle(one).outlineStyle !== 'none';
    return framed(focused) || framed(focused.closest('label')) || framed(focused.nextElementSibling);
}"""


def reach(page: Page, selector: str, key: str = "Tab", limit: int = 120) -> None:
    """Press a key until what is meant has the focus, with a frame around it."""
    for _ in range(limit):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate(SEEN), f"nothing shows that {selector} has the focus"
            return
        page.keyboard.press(key)
    raise AssertionError(f"{limit} times {key} never reached {selector}")


def press(page: Page, selector: str, key: str = "Enter") -> None:
    """Reach and press."""
    reach(page, selector)
    page.keyboard.press(key)


def write(page: Page, text: str) -> None:
    for letter in text:
        page.keyboard.press(letter)


def open_step(page: Page, base: str, code: str, element: str) -> str:
    """Open the first step of a unit with this element in it, and return the step's id."""
    page.goto(f"{base}/en/{code}/")
    step = page.locator(f"section.step:has({element})").first.get_attribute("id") or ""
    page.goto("about:blank")
    page.goto(f"{base}/en/{code}/#{step}")
    page.locator(f"section#{step}:not([hidden])").wait_for()
    return step


def test_the_text_can_be_reached_past_the_top_of_the_page(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/1/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.leave')"), "first of all the way out"

    page.keyboard.press("Enter")

    page.wait_for_url("**/en/n/")


def test_a_language_is_chosen(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/1/")
    press(page, "a.languages")
    page.wait_for_url("**/en/l/**")
    press(page, 'a[hreflang="pl"]')

    page.wait_for_url("**/pl/1/**")


def test_a_session_is_walked_from_the_first_page_to_its_next_exercise(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/")
    press(page, 'main a[data-unit="opening"]')
    page.wait_for_url("**/en/0/**")
    first = shown_step(page)

    press(page, "[data-deck=next]")
    second = shown_step(page)
    assert second != first
    assert page.evaluate("document.activeElement.closest('section').id") == second, "reading goes on at the new step"

    page.keyboard.press("ArrowRight")
    assert shown_step(page) not in (first, second)
    page.keyboard.press("ArrowLeft")
    assert shown_step(page) == second
    press(page, "[data-deck=back]")
    assert shown_step(page) == first


def test_arrows_follow_the_direction_of_reading(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/ar/0/")
    first = shown_step(page)

    page.keyboard.press("ArrowLeft")

    assert shown_step(page) != first
    page.keyboard.press("ArrowRight")
    assert shown_step(page) == first


def test_a_number_is_given_with_arrows(server: LocalServer, page: Page) -> None:
    step = open_step(page, server.url, "5a", "distress-rating")
    reach(page, f"#{step} distress-rating input")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")

    expect(page.locator(f"#{step} distress-rating input:checked")).to_have_count(1)
    assert shown_step(page) == step, "the arrows belong to the numbers"


def test_a_note_is_written_found_and_deleted(server: LocalServer, page: Page) -> None:
    step = open_step(page, server.url, "2a", "private-note")
    reach(page, f"#{step} private-note textarea")
    write(page, "by hand")
    page.keyboard.press("Tab")
    expect_saved(page, f"#{step} private-note")

    page.goto(f"{server.url}/en/k/")
    expect(page.locator("kept-records textarea")).to_have_value("by hand")
    press(page, "kept-records [data-do=delete]")
    expect(page.locator("kept-records [data-do=delete]")).to_have_text("Tap again to delete")
    press(page, "kept-records [data-do=delete]")
    expect(page.locator("kept-records [data-state=empty]")).to_be_visible()


def test_a_pin_is_set_locks_and_opens(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/o/")
    press(page, "lock-settings [data-do=open-pin]")
    for name in ("typed", "again"):
        reach(page, f"lock-settings [data-panel=pin] [data-field={name}]")
        write(page, PIN)
    press(page, "lock-settings [data-panel=pin] button[type=submit]")
    expect(page.locator("lock-settings [data-say=done]")).to_be_visible(timeout=30_000)

    page.goto(f"{server.url}/en/k/")
    press(page, "lock-now button")
    reach(page, "unlock-gate input")
    write(page, PIN)
    expect(page.locator("kept-records [data-state=empty]")).to_be_visible(timeout=30_000)


def test_a_language_is_kept_and_everything_is_erased(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone().pages[0]
    page.goto(f"{server.url}/en/")
    press(page, "keep-offline [data-do=keep]")
    wait_until(page, "document.documentElement.dataset.offline === 'ready'")

    page.goto(f"{server.url}/en/o/")
    press(page, "erase-all [data-do=ask]")
    press(page, "erase-all [data-do=erase]")
    expect(page.locator("erase-all p[data-state=done]")).to_be_visible(timeout=20_000)
    page.goto(f"{server.url}/healthz")
    assert page.evaluate(LEFT) == NOTHING


def test_help_is_reached_and_a_country_opened(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/3/")
    press(page, 'a[href="/en/h/"]')
    page.wait_for_url("**/en/h/**")
    reach(page, 'a[href^="tel:"]')
