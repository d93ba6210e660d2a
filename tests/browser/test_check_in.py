"""How is it now? Asked calmly, answered or not, kept on this phone alone, and looked at again weeks later."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import enter, expect_saved, found_on_disk, read_to_the_end, set_pin, wait_until

pytestmark = pytest.mark.browser
WORDS = "Shared room, no quiet"
BEGIN = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def answer(page: Page, name: str, value: str) -> None:
    """Tap one of the answers, as a finger would."""
    page.locator(f"label:has(input[name={name}][value='{value}'])").click()


def kept(page: Page) -> None:
    """Wait until the page says that the answers are on the phone."""
    expect_saved(page, "check-in")


def finish(page: Page, base: str) -> None:
    """Read the last session to its end."""
    read_to_the_end(page, base, "6")


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_stay_and_become_a_line_with_its_table(
    server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    page = open_phone().pages[0]
    page.goto(f"{server.url}/{language}/c/")
    expect(page.locator("check-line [data-part=numbers]")).to_be_hidden()
    answer(page, "strain", "8")
    page.locator("check-in textarea").fill(WORDS)
    answer(page, "own", "10")
    expect(page.locator("check-line tbody td")).to_have_text(["8", "10", "–"])

    page.reload()

    expect(page.locator("input[name=strain][value='8']")).to_be_checked()
    expect(page.locator("check-in textarea")).to_have_value(WORDS)
    expect(page.locator("check-line tbody tr")).to_have_count(1)
    expect(page.locator("check-line tbody td")).to_have_text(["8", "10", "–"])
    expect(page.locator("check-line svg[role=img]")).to_have_count(2)
    assert ": 8" in (page.locator("check-line svg").first.get_attribute("aria-label") or "")


def test_skipping_is_an_answer_like_any_other(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/c/")
    answer(page, "strain", "8")
    kept(page)
    answer(page, "strain", "")
    answer(page, "help", "")

    expect(page.locator("check-line [data-part=numbers]")).to_be_hidden()
    page.get_by_role("link", name="All sessions and exercises").click()
    expect(page).to_have_url(f"{server.url}/en/")
    page.goto(f"{server.url}/en/k/")
    expect(page.locator("kept-records [data-state=empty]")).to_be_visible()


def test_own_words_are_rated_again_or_make_room_for_others(server: LocalServer, page: Page) -> None:
    page.clock.set_fixed_time(BEGIN)
    page.goto(f"{server.url}/en/c/")
    page.locator("check-in textarea").fill(WORDS)
    answer(page, "own", "9")
    kept(page)
    page.clock.set_fixed_time(BEGIN + timedelta(days=7))
    page.reload()
    expect(page.locator("check-in [data-part=known]")).to_contain_text(WORDS)
    expect(page.locator("check-in textarea")).to_be_hidden()
    answer(page, "own", "5")
    expect(page.locator("check-line tbody tr td:nth-of-type(2)")).to_have_text(["9", "5"])
    expect(page.locator("check-line svg circle")).to_have_count(2)

    page.clock.set_fixed_time(BEGIN + timedelta(days=7, minutes=1))
    page.locator("[data-do=other]").click()
    page.locator("check-in textarea").fill("The rent")
    answer(page, "own", "6")

    expect(page.locator("check-line [data-part=problem]")).to_have_text("The rent")
    expect(page.locator("check-line tbody tr td:nth-of-type(2)")).to_have_text(["9", "6"])
    expect(page.locator("check-line svg circle")).to_have_count(1)
    page.goto(f"{server.url}/en/k/")
    expect(page.locator("[data-kind=problem] .kept__text")).to_have_text(["The rent", WORDS])
    expect(page.locator("[data-kind=check] .card")).to_have_count(2)


def test_who_wants_to_talk_sees_at_once_where_and_nothing_is_sent(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/c/")
    page.wait_for_load_state("networkidle")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url))
    expect(page.locator("[data-part=care]")).to_be_hidden()
    answer(page, "help", "yes")
    expect(page.locator("[data-part=care]")).to_be_visible()
    kept(page)
    assert sent == []

    page.locator("[data-part=care] a").click()
    expect(page).to_have_url(f"{server.url}/en/h/")


def test_moves_to_and_from_it_stay_out_of_what_back_shows(server: LocalServer, page: Page) -> None:
    """R8: whoever takes the phone and presses Back does not come to the questions."""
    page.goto(f"{server.url}/en/")
    page.goto(f"{server.url}/en/0/")
    before = page.evaluate("history.length")
    page.locator(".unit-head__offer a").click()
    expect(page).to_have_url(f"{server.url}/en/c/")
    page.get_by_role("link", name="Where to get help").first.click()
    expect(page).to_have_url(f"{server.url}/en/h/")
    assert page.evaluate("history.length") == before

    page.evaluate("history.back()")
    wait_until(page, "location.pathname === '/en/'")  # Playwright misses some pages that Firefox takes from its memory


@pytest.mark.parametrize("code", ["0", "3", "6"])
def test_it_is_offered_after_a_session(server: LocalServer, page: Page, code: str) -> None:
    page.goto(f"{server.url}/en/{code}/")
    last = page.locator("section.step").last.get_attribute("id")
    page.goto(f"{server.url}/en/{code}/#{last}")
    page.reload()

    page.locator("[data-part=next] a[data-quiet]").last.click()

    expect(page).to_have_url(f"{server.url}/en/c/")


def test_four_weeks_after_the_programme_the_first_page_asks_once(server: LocalServer, page: Page) -> None:
    page.clock.set_fixed_time(BEGIN)
    finish(page, server.url)
    page.goto(f"{server.url}/en/c/")
    answer(page, "strain", "6")
    kept(page)
    expect(page.locator("check-line tbody th")).to_contain_text("After all sessions")
    offer = page.locator("check-offer")
    page.clock.set_fixed_time(BEGIN + timedelta(days=27))
    finish(page, server.url)
    page.goto(f"{server.url}/en/")
    page.wait_for_timeout(500)
    expect(offer).to_be_hidden()

    page.clock.set_fixed_time(BEGIN + timedelta(days=29))
    page.reload()
    expect(offer).to_be_visible()
    offer.locator("a").click()
    answer(page, "strain", "4")
    kept(page)
    expect(page.locator("check-line tbody th").last).to_contain_text("Weeks later")

    page.goto(f"{server.url}/en/")
    page.wait_for_timeout(500)
    expect(offer).to_be_hidden()


def test_no_thank_you_is_heard(server: LocalServer, page: Page) -> None:
    page.clock.set_fixed_time(BEGIN)
    finish(page, server.url)
    page.wait_for_timeout(500)
    page.clock.set_fixed_time(BEGIN + timedelta(days=40))
    page.reload()
    page.locator("check-offer [data-do=decline]").click()
    page.wait_for_timeout(500)
    page.reload()
    page.wait_for_timeout(500)

    expect(page.locator("check-offer")).to_be_hidden()


def test_answers_are_ciphertext_behind_the_lock(server: LocalServer, open_phone: OpenPhone, tmp_path: object) -> None:
    phone = open_phone("locked")
    page = phone.pages[0]
    page.goto(f"{server.url}/en/c/")
    page.locator("check-in textarea").fill("zebrafinch canary")
    answer(page, "own", "9")
    kept(page)
    set_pin(page, server.url, "482913")
    page.evaluate("window.name = ''")
    phone.close()

    page = open_phone("locked").pages[0]
    page.goto(f"{server.url}/en/c/")
    expect(page.locator("check-in unlock-gate")).to_be_visible()
    expect(page.locator("check-in textarea")).to_be_hidden()
    expect(page.locator("check-line [data-part=numbers]")).to_be_hidden()
    assert found_on_disk(tmp_path / "locked", "zebrafinch") == []  # type: ignore[operator]

    enter(page, "482913")
    expect(page.locator("check-in textarea")).to_have_value("zebrafinch canary")
    expect(page.locator("check-line tbody tr")).to_have_count(1)


def test_a_phone_that_keeps_nothing_says_so(server: LocalServer, page: Page) -> None:
    page.add_init_script("indexedDB.open = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto(f"{server.url}/en/c/")
    answer(page, "strain", "8")

    expect(page.locator("check-in > [data-state=memory]")).to_be_visible()
    expect(page.locator("check-line tbody tr")).to_have_count(1)


def test_without_scripts_the_questions_can_be_read(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone(java_script_enabled=False).pages[0]
    page.goto(f"{server.url}/en/c/")

    expect(page.get_by_text("How heavy was the last week for you?")).to_be_visible()
    expect(page.get_by_role("link", name="Where to get help").first).to_be_visible()
