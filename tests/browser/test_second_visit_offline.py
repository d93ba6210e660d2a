"""Tomorrow, without internet: the browser was restarted, the server is gone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import all_pages, keep_on_phone, next_step, shown_step, wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def server() -> Iterator[LocalServer]:
    """Serve this test alone, because the server is stopped on the way."""
    running = LocalServer().start()
    yield running
    running.stop()


def test_every_page_and_picture_of_a_kept_language_opens_without_internet(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    manifest = phone.request.get(f"{server.url}/release.json").json()
    keep_on_phone(phone.pages[0], server.url, "pl")
    phone.close()
    server.stop()

    page = open_phone().pages[0]
    for path in all_pages(manifest, "pl", optional=False):
        answer = page.goto(f"{server.url}{path}")

        assert answer is not None
        assert answer.ok, path
        expect(page.locator("html")).to_have_attribute("lang", "pl")
        if path != "/pl/n/":
            expect(page.locator("html")).to_have_attribute("data-offline", "ready")
        broken = page.evaluate(
            """async () => {
                const pictures = [...document.images];
                for (const picture of pictures) picture.loading = 'eager';
                await Promise.all(pictures.map((picture) => picture.decode().catch(() => 0)));
                return pictures.filter((picture) => !picture.naturalWidth).map((picture) => picture.src);
            }"""
        )
        assert broken == [], path


def test_an_exercise_is_done_offline_and_what_was_written_is_there_afterwards(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    keep_on_phone(phone.pages[0], server.url, "en")
    server.stop()
    page = phone.pages[0]
    page.goto(f"{server.url}/en/2a/")
    while page.locator("section.step:not([hidden]) private-note textarea").count() == 0:
        next_step(page)
    page.locator("section.step:not([hidden]) private-note textarea").fill("rent canary")
    page.wait_for_timeout(1200)
    phone.close()

    page = open_phone().pages[0]
    page.goto(f"{server.url}/en/k/")

    expect(page.locator("kept-records")).to_contain_text("rent canary")


def test_a_second_language_is_switched_to_on_the_same_step(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, "pl")
    page.goto(f"{server.url}/pl/o/")
    page.locator("language-packs a").click()
    row = page.locator(".tongue[data-lang=ar]")
    row.locator("summary").click()
    row.locator("[data-do=keep]").click()
    expect(row.locator("[data-do=remove]")).to_be_visible(timeout=30_000)
    phone.close()
    server.stop()

    page = open_phone().pages[0]
    page.goto(f"{server.url}/pl/1/")
    next_step(page)
    next_step(page)
    step = shown_step(page)
    page.locator("a.languages").click()
    page.get_by_role("link", name="العربية").click()

    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert shown_step(page) == step


def test_a_language_that_was_not_kept_says_so_in_a_kept_one(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    keep_on_phone(phone.pages[0], server.url, "pl")
    server.stop()

    page = phone.pages[0]
    page.goto(f"{server.url}/ar/1/")

    expect(page.locator("html")).to_have_attribute("data-page", "missing")
    page.locator("main [data-languages]:visible").click()
    page.locator("a[hreflang=pl]").click()
    page.wait_for_url("**/pl/1/**")


def test_who_reads_a_language_that_is_not_kept_is_told_and_finds_the_kept_one_offline(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, "ar")
    page.goto(f"{server.url}/pl/1/#s03")
    note = page.locator("[data-part=unkept] a")
    expect(note).to_be_visible()
    assert (note.get_attribute("href") or "").endswith("/pl/#keep")
    page.wait_for_function("document.querySelector('step-deck[data-live]')")
    server.stop()

    page.locator("a.languages").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator(".tongue[data-lang=ar] .tongue__kept")).to_be_visible()
    page.locator("a[hreflang=ar]").click()

    page.wait_for_url("**/ar/1/**")
    assert shown_step(page) == "s03"
    expect(page.locator("[data-part=unkept]")).to_be_hidden()


def test_the_front_door_opens_the_kept_language_without_internet(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    keep_on_phone(phone.pages[0], server.url, "ar")
    server.stop()

    page = phone.pages[0]
    page.goto(server.url)

    expect(page.locator("html")).to_have_attribute("lang", "ar")


def test_help_is_two_taps_away_without_internet(server: LocalServer, open_phone: OpenPhone) -> None:
    """A number must be reachable from any screen, offline."""
    phone = open_phone()
    keep_on_phone(phone.pages[0], server.url, "en")
    server.stop()

    page = phone.pages[0]
    page.goto(f"{server.url}/en/3c/")
    page.locator(".exit__help").click()

    expect(page.locator("a[href='tel:112']").first).to_be_visible()


def test_a_new_release_waits_for_a_tap(open_phone: OpenPhone) -> None:
    """What is kept stays as it is until the person says otherwise; then everything is the new one."""
    old = LocalServer().start()
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, old.url, "en")
    before = page.locator("html").get_attribute("data-release")
    port = old.port
    old.stop()
    new = LocalServer({"PAUZA_DEFAULT_LANGUAGE": "pl"}, port=port).start()
    try:
        page.reload()
        expect(page.locator("update-notice")).to_be_visible(timeout=15_000)
        page.goto(f"{new.url}/en/1/")
        assert page.locator("html").get_attribute("data-release") == before
        assert not page.locator("update-notice").is_visible()

        page.goto(f"{new.url}/en/")
        page.locator("update-notice [data-do=update]").click()
        wait_until(page, f"document.documentElement.dataset.release !== '{before}'")
        after = page.locator("html").get_attribute("data-release")
    finally:
        new.stop()
    page.goto(f"{new.url}/en/2/")

    assert page.locator("html").get_attribute("data-release") == after
    expect(page.locator("html")).to_have_attribute("data-offline", "ready")
