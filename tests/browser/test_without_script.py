"""Old phones, strict settings: reading, helplines and leaving work without any script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import pages_to_look_at

pytestmark = pytest.mark.browser


@pytest.fixture
def page(open_phone: OpenPhone) -> Page:
    """Open a tab with scripts switched off."""
    return open_phone(java_script_enabled=False).pages[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_can_be_read(server: LocalServer, page: Page, language: str) -> None:
    manifest = page.request.get(f"{server.url}/release.json").json()
    for path in pages_to_look_at(manifest, language):
        page.goto(f"{server.url}{path}")

        for step in page.locator("section.step").all():
            expect(step).to_be_visible()


@pytest.mark.parametrize("path", ["/en/1b/", "/en/0/", "/en/3/", "/en/k/", "/en/o/", "/en/"])
def test_no_control_is_shown_that_does_nothing(server: LocalServer, page: Page, path: str) -> None:
    page.goto(f"{server.url}{path}")

    assert [button.inner_text() for button in page.locator("button:visible").all()] == []


def test_help_has_numbers_to_dial(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/pl/3/")
    page.locator(".exit__help").click()

    expect(page.locator("a[href='tel:112']").first).to_be_visible()
    assert all(
        re.fullmatch(r"tel:\+?\d+", link.get_attribute("href") or "") for link in page.locator("a[href^=tel]").all()
    )


def test_the_language_is_changed_and_remembered(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/1/")
    page.locator("a.languages").click()
    page.get_by_role("link", name="Polski").click()
    expect(page).to_have_url(f"{server.url}/pl/")

    page.goto(server.url)

    expect(page).to_have_url(f"{server.url}/pl/")


@pytest.mark.parametrize("path", ["/en/k/", "/en/o/", "/en/2a/"])
def test_the_page_says_what_cannot_be_kept(server: LocalServer, page: Page, path: str) -> None:
    """Chromium's emulation hides <noscript> although scripts are off, so the markup itself is read."""
    html = page.request.get(f"{server.url}{path}").text()

    assert re.search(r"<noscript><p[^>]*>Scripts are switched off", html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_leave_cannot_do(server: LocalServer, page: Page, language: str) -> None:
    """Without scripts Back shows the page again; whoever relies on Leave must know it before."""
    for code in ("", "1/", "h/", "k/"):
        html = page.request.get(f"{server.url}/{language}/{code}").text()

        assert re.search(r'</header>\s*<main[^>]*>\s*<noscript><p class="note">', html), code
