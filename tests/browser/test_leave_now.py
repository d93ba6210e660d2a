"""Somebody looks over the shoulder."""

import os

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import keep_on_phone, pages_to_look_at, wait_until

pytestmark = pytest.mark.browser
RUNS = int(os.environ.get("PAUZA_GATE_RUNS", "20"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_leave_stands_on_every_page_first_in_focus_order(server: LocalServer, page: Page, language: str) -> None:
    manifest = page.request.get(f"{server.url}/release.json").json()
    for path in pages_to_look_at(manifest, language):
        if path == f"/{language}/n/":
            continue
        page.goto(f"{server.url}{path}")
        page.keyboard.press("Tab")

        focused = page.evaluate("document.activeElement.matches('a.leave')")
        assert focused, path
        box = page.locator("a.leave").bounding_box()
        assert box is not None
        assert min(box["height"], box["width"]) >= 48, path


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_page_is_covered_while_a_finger_is_on_leave(
    server: LocalServer, open_phone: OpenPhone, scripts: bool
) -> None:
    """A script that is still on its way cannot blank the page; the style is there from the first frame."""
    page = open_phone(java_script_enabled=scripts).pages[0]
    page.goto(f"{server.url}/en/2/")
    covered = "document.elementFromPoint(innerWidth / 2, innerHeight / 2).matches('a.leave')"
    box = page.locator("a.leave").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert not page.evaluate(covered)

    page.mouse.down()

    assert page.evaluate(covered)
    page.mouse.up()
    page.wait_for_url("**/en/n/")


def test_leave_replaces_the_page_and_back_shows_nothing(server: LocalServer, page: Page) -> None:
    """Back from the neutral page must never show a page of the programme again."""
    for run in range(RUNS):
        page.goto("about:blank")
        page.goto(f"{server.url}/en/")
        page.goto(f"{server.url}/en/{run % 7}/")
        page.locator("a.leave").click()
        page.wait_for_url("**/en/n/")
        expect(page.locator("body")).not_to_contain_text("Pauza")

        page.go_back(wait_until="commit")

        wait_until(page, "location.pathname.endsWith('/n/') || location.href === 'about:blank'")
        if page.url != "about:blank":
            expect(page.locator("body")).not_to_contain_text("Pauza")


def test_the_screen_is_blank_in_the_frame_of_the_tap(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/4/")

    blank = page.evaluate(
        """() => {
            document.querySelector('a.leave').click();
            return document.documentElement.hidden || !document.body.textContent;
        }"""
    )

    assert blank


@pytest.mark.parametrize("language", LANGUAGES)
def test_leaving_in_one_tab_leaves_in_all_of_them(server: LocalServer, open_phone: OpenPhone, language: str) -> None:
    """A tab behind the one in view must not show the programme to whoever takes the phone next."""
    phone = open_phone()
    tabs = [phone.pages[0], phone.new_page(), phone.new_page()]
    for tab, code in zip(tabs, ("1", "h", "k"), strict=True):
        tab.goto(f"{server.url}/{language}/")
        tab.goto(f"{server.url}/{language}/{code}/")

    tabs[0].locator("a.leave").click()

    for tab in tabs:
        wait_until(tab, "location.pathname.endsWith('/n/')")
    for tab in tabs[1:]:
        tab.go_back(wait_until="commit")
        wait_until(tab, "location.pathname.endsWith('/n/')")
        expect(tab.locator("body")).not_to_contain_text("Pauza")


def test_leave_works_where_tabs_cannot_hear_each_other(server: LocalServer, open_phone: OpenPhone) -> None:
    """An old browser without a channel leaves in this tab; the others stay as they are."""
    phone = open_phone()
    phone.add_init_script("delete self.BroadcastChannel")
    page, other = phone.pages[0], phone.new_page()
    other.goto(f"{server.url}/en/2/")
    page.goto(f"{server.url}/en/1/")

    page.locator("a.leave").click()

    page.wait_for_url("**/en/n/")
    expect(other.locator("h1")).to_have_count(1)
    assert other.url.endswith("/en/2/")


def test_leave_works_without_internet(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, "en")
    phone.set_offline(True)
    page.goto(f"{server.url}/en/5/")

    page.locator("a.leave").click()

    page.wait_for_url("**/en/n/")
    expect(page).to_have_title("Clock")
    phone.set_offline(False)


def test_leave_is_a_plain_link_where_scripts_are_off(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone(java_script_enabled=False).pages[0]
    page.goto(f"{server.url}/pl/3/")

    page.locator("a.leave").click()

    page.wait_for_url("**/pl/n/")


def test_coming_back_on_purpose_works(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/1/")
    page.locator("a.leave").click()
    page.wait_for_url("**/en/n/")

    page.goto(f"{server.url}/en/1/")

    expect(page.locator("h1")).to_be_visible()
