"""The second step: kept by itself, done without network, and its sheets outlast a restart."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import expect_saved, keep_on_phone, keep_second, next_step, shown_step, wait_until


@pytest.fixture
def offline_server() -> LocalServer:
    """Serve on a port that a test may leave and take again."""
    return LocalServer().start()


def walk_to(page: Page, step: str) -> None:
    """Tap Next until this step is in sight."""
    for _ in range(60):
        if shown_step(page) == step:
            return
        next_step(page)
    raise AssertionError(f"{step} never came")


def sheet_of(page: Page, kind: str) -> str:
    return page.locator(f"section.step[data-kind={kind}]").first.get_attribute("id") or ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_that_is_not_kept_says_so_and_a_kept_one_works_without_network(
    offline_server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    server = offline_server
    page = open_phone(language).pages[0]
    keep_on_phone(page, server.url, language)
    server.stop()
    page.goto(f"{server.url}/{language}/b2/")
    expect(page.locator("html")).to_have_attribute("data-code", "b")
    said = page.locator("keep-offline [data-state]:visible").first
    expect(said).to_contain_text("KB")
    server.start()
    keep_second(page, server.url, language)
    server.stop()
    for number in range(1, 6):
        page.goto(f"{server.url}/{language}/b{number}/")
        expect(page.locator("html")).to_have_attribute("data-code", f"b{number}")
        wait_until(page, "document.documentElement.dataset.offline === 'ready'")
        pictures = page.locator("section.step:not([hidden]) img")
        for place in range(pictures.count()):
            pictures.nth(place).scroll_into_view_if_needed()
        wait_until(page, "[...document.images].every((image) => !image.complete || image.naturalWidth > 0)")


def test_a_whole_session_without_network_and_its_sheets_after_a_restart(
    offline_server: LocalServer, open_phone: OpenPhone
) -> None:
    server = offline_server
    context = open_phone("poco")
    page = context.pages[0]
    keep_second(page, server.url, "en")
    server.stop()
    page.goto(f"{server.url}/en/b2/")
    sort, solve = sheet_of(page, "sort"), sheet_of(page, "solve")
    walk_to(page, sort)
    page.locator(f"#{sort} summary").nth(1).click()
    page.locator(f"#{sort} [data-idea] button:visible").first.click()
    page.locator(f"#{sort} .sheet-row").first.locator(".choice").first.click()
    page.locator(f"#{sort} input[name=problem2]").fill("My bike is broken")
    page.locator(f"#{sort} .sheet-row").nth(1).locator(".choice").nth(2).click()
    expect(page.locator(f"#{sort} .sheet-row:visible")).to_have_count(3)
    expect_saved(page, f"#{sort} work-sheet")
    page.goto(f"{server.url}/en/b2/#{solve}")
    offered = page.locator(f"#{solve} [data-part=sorted] button")
    expect(offered).to_have_count(1)
    offered.click()
    page.locator(f"#{solve} [data-idea=idea] button").first.click()
    page.locator(f"#{solve} .sheet-idea .choice").first.click()
    page.locator(f"#{solve} input[name=what]").fill("Ask Samir on Monday")
    page.locator(f"#{solve} input[name=what]").blur()
    expect_saved(page, f"#{solve} work-sheet")
    walk_to(page, page.locator("section.step[data-kind=close]").get_attribute("id") or "")
    context.close()

    page = open_phone("poco").pages[0]
    page.goto(f"{server.url}/en/b2/#{sort}")
    expect(page.locator(f"#{sort} input[name=problem2]")).to_have_value("My bike is broken")
    expect(page.locator(f"#{sort} input[name=pile2][value=less]")).to_be_checked()
    page.goto(f"{server.url}/en/b3/")
    walk_to(page, sheet_of(page, "review"))
    expect(page.locator("[data-part=made-lines]:visible")).to_contain_text("My first small step: Ask Samir on Monday")
    for answer in ("done", "tried", "not"):
        page.locator(f"section.step:not([hidden]) input[value={answer}]").check()
        expect_saved(page, "section.step:not([hidden]) work-sheet")
    next_step(page)
    page.goto(f"{server.url}/en/k/")
    expect(page.locator("kept-records [data-kind=sheet]")).to_contain_text("Ask Samir on Monday")
    expect(page.locator("kept-records [data-kind=sheet]")).to_contain_text("I can change something here")


def test_a_pattern_of_shifts_fills_the_week(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/b3/")
    step = sheet_of(page, "calendar")
    page.goto(f"{server.url}/en/b3/#{step}")
    page.locator(f"#{step} input[value=night]").check()
    shifts = page.locator(f"#{step} select").evaluate_all("(all) => all.map((one) => one.value)")
    assert shifts == ["night"] * 5 + ["off"] * 2
    page.locator(f"#{step} [data-idea] button").first.click()
    expect(page.locator(f"#{step} input[name=activity1]")).not_to_have_value("")


def test_only_the_sheet_comes_on_paper(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/b5/")
    step = sheet_of(page, "ahead")
    page.goto(f"{server.url}/en/b5/#{step}")
    page.evaluate("window.print = () => undefined")
    page.locator(f"#{step} [data-do=print]").click()
    page.emulate_media(media="print")
    expect(page.locator("section.step:visible")).to_have_count(1)
    expect(page.locator(f"#{step} input").first).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("section.step:visible").count() > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_script_every_sheet_is_a_form_on_paper(
    server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    page = open_phone(java_script_enabled=False).pages[0]
    for number in range(1, 6):
        page.goto(f"{server.url}/{language}/b{number}/")
        for field in page.locator("work-sheet input[type=text], work-sheet textarea, work-sheet select").all():
            # WebKit's driver takes the scripts away unseen; then later steps show after 3 seconds.
            expect(field).to_be_visible()
        assert page.locator("work-sheet button:visible").count() == 0
        assert page.locator(f'a[href="/{language}/h/"]').first.is_visible()
