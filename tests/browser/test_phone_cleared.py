"""The phone needed room, or the page was not opened for a long time."""

import os
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import expect_saved, keep_on_phone, wait_until, write_note

pytestmark = pytest.mark.browser
GATE = int(os.environ.get("PAUZA_GATE_RUNS", "0"))
RUNS = max(1, GATE // 10)  # of 31 subsets each, in the gate
PLACES = ("worker", "caches", "indexeddb", "local", "cookies")
SIZES = range(1, 6) if GATE else (1, 2, 5)
SUBSETS = [subset for size in SIZES for subset in combinations(PLACES, size)]
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148"
CLEAR = """async (places) => {
    if (places.includes('worker')) {
        for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    }
    if (places.includes('caches')) for (const name of await caches.keys()) await caches.delete(name);
    if (places.includes('local')) localStorage.clear();
    if (places.includes('indexeddb')) {
        for (const { name } of await indexedDB.databases()) {
            await new Promise((done) => { indexedDB.deleteDatabase(name).onsuccess = done; });
        }
    }
}"""


@pytest.mark.parametrize("subset", SUBSETS, ids="+".join)
def test_whatever_the_phone_has_cleared_the_app_starts_and_says_what_is_true(
    server: LocalServer, open_phone: OpenPhone, subset: tuple[str, ...]
) -> None:
    """No blank page, no half state; the message comes when the notes are gone and a trace of them is left."""
    phone = open_phone()
    page = phone.pages[0]
    for _ in range(RUNS):
        keep_on_phone(page, server.url, "en")
        write_note(page, server.url, "kept")
        wait_until(page, "localStorage.length === 1 && caches.has('kept')")
        page.goto(f"{server.url}/healthz")
        page.evaluate(CLEAR, list(subset))
        if "cookies" in subset:
            phone.clear_cookies()
        problems: list[str] = []
        cold = phone.new_page()
        cold.on("pageerror", lambda error, problems=problems: problems.append(str(error)))

        cold.goto(f"{server.url}/en/k/")

        gone = "indexeddb" in subset
        told = gone and not {"caches", "local"} <= set(subset)
        expect(cold.locator("main [data-do=understood]")).to_have_count(1 if told else 0)
        expect(cold.locator("kept-records textarea")).to_have_count(0 if gone else 1)
        expect(cold.locator("copy-import [data-do=begin]")).to_be_visible()
        if told:
            cold.locator("main [data-do=understood]").click()
            cold.reload()
            expect(cold.locator("main h1")).to_be_visible()
            cold.wait_for_timeout(300)
            expect(cold.locator("main [data-do=understood]")).to_have_count(0)
        write_note(cold, server.url, "kept again")
        assert problems == []
        cold.close()


def test_after_erasing_nobody_is_told_that_something_was_lost(server: LocalServer, page: Page) -> None:
    write_note(page, server.url, "gone on purpose")
    wait_until(page, "localStorage.length === 1")
    page.goto(f"{server.url}/en/o/")
    page.locator("erase-all [data-do=ask]").click()
    page.locator("erase-all [data-do=erase]").first.click()
    expect(page.locator("erase-all p[data-state=done]")).to_be_visible(timeout=20_000)

    page.goto(f"{server.url}/en/k/")

    expect(page.locator("kept-records [data-state=empty]")).to_be_visible()
    expect(page.locator("main [data-do=understood]")).to_have_count(0)


def test_on_an_iphone_people_are_told_before_anything_is_saved(server: LocalServer, open_phone: OpenPhone) -> None:
    """Safari may erase what a tab keeps after a week; from the home screen it does not."""
    page = open_phone(user_agent=IPHONE).pages[0]
    page.goto(f"{server.url}/en/2a/#s06")
    notice = page.locator("section.step:not([hidden]) details.note")
    expect(notice).to_contain_text("iPhone")
    notice.locator("summary").click()
    expect(notice).to_contain_text("Add to Home Screen")

    page.locator("section.step:not([hidden]) private-note textarea").fill("written all the same")
    page.locator("section.step:not([hidden]) private-note textarea").blur()
    expect_saved(page, "section.step:not([hidden]) private-note")

    page.goto(f"{server.url}/en/k/")
    expect(page.locator("[data-part=apple]")).to_be_visible()


def test_the_page_of_work_days_tells_both(server: LocalServer, open_phone: OpenPhone) -> None:
    """Days of work may be proof: whoever writes them learns where they are safer, and when they were lost."""
    page = open_phone(user_agent=IPHONE).pages[0]
    page.goto(f"{server.url}/en/wl/")
    expect(page.locator("main details.note")).to_contain_text("iPhone")

    write_note(page, server.url, "kept")
    wait_until(page, "localStorage.length === 1")
    page.goto(f"{server.url}/healthz")
    page.evaluate(CLEAR, ["indexeddb"])
    page.goto(f"{server.url}/en/wl/")

    expect(page.locator("main [data-do=understood]")).to_be_visible()


def test_on_other_phones_nothing_is_said_of_iphones(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/2a/#s06")
    page.wait_for_timeout(500)
    expect(page.locator("details.note")).to_have_count(0)
