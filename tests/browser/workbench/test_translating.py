"""A translator's day: invited, at work beside the phone, without internet, two on one text, handed in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_no_barrier import RULES, audit
from tests.browser.workbench.conftest import Office, all_sent, open_text

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
ComeIn = Callable[..., Page]
TEXT = "slow-breath.s05.title"


def on_the_phone(page: Page, text: str = TEXT) -> str:
    """Return what the phone beside the words shows for a text."""
    return page.frame_locator(".phone iframe").locator(f"[data-text='{text}']").first.inner_text(timeout=20_000)


def type_words(page: Page, words: str) -> None:
    page.locator("textarea.words").fill(words)


def test_from_an_invitation_to_a_commit(office: Office, come_in: ComeIn) -> None:
    page = come_in("olena")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.get_by_role("link", name="Slow breath").click()
    page.get_by_role("button", name="A small breath", exact=True).click()
    assert on_the_phone(page) == "Mały oddech"

    type_words(page, "Mały oddech  przez 5 sekund")
    expect(page.locator(".middle .finding")).to_contain_text(["5 is not in the source", "two spaces"])
    assert on_the_phone(page) == "Mały oddech  przez 5 sekund".replace("  ", " ")
    page.locator(".finding", has_text="5 is not").get_by_role("button", name="Show").click()
    assert (
        page.evaluate("(area => area.value.slice(area.selectionStart, area.selectionEnd))(document.activeElement)")
        == "5"
    )

    type_words(page, "Bardzo mały oddech")
    all_sent(page)
    page.get_by_role("button", name="Hand in", exact=True).click()
    expect(page.locator("ins")).to_contain_text(["Bardzo"])
    page.get_by_role("button", name="Hand in 1").click()
    expect(page.locator(".done")).to_contain_text("1 handed in, commit", timeout=20_000)

    assert office.git("log", "-1", "--format=%an <%ae>").strip() == "olena <olena@users.noreply.invalid>"
    assert '+msgstr "Bardzo mały oddech"' in office.git("show", "HEAD")
    assert errors == []


def test_what_is_typed_without_internet_is_kept_and_sent_later(office: Office, come_in: ComeIn) -> None:
    page = come_in("jan")
    open_text(page, office, "pl/slow-breath/s05")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    page.reload()
    expect(page.locator("textarea.words")).to_be_visible(timeout=20_000)
    page.context.set_offline(True)
    type_words(page, "Cichy mały oddech")
    expect(page.locator(".counter")).to_contain_text("1 kept here, sent later")

    page.reload()
    expect(page.locator("textarea.words")).to_have_value("Cichy mały oddech", timeout=20_000)
    expect(page.locator(".counter")).to_contain_text("No internet")

    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    all_sent(page)
    page.reload()
    expect(page.locator("textarea.words")).to_have_value("Cichy mały oddech", timeout=20_000)


def test_two_people_on_one_text_see_each_other_and_neither_loses_a_word(office: Office, come_in: ComeIn) -> None:
    text = "feet-on-the-floor.s03.title"
    one, other = come_in("ewa"), come_in("tomek")
    open_text(one, office, f"pl/feet-on-the-floor/{text}")
    before = one.locator("textarea.words").input_value()
    type_words(one, f"{before} A")
    all_sent(one)
    open_text(other, office, f"pl/feet-on-the-floor/{text}")
    expect(other.locator(".help", has_text="Others are typing here")).to_contain_text("ewa")
    type_words(other, f"{before} B")
    all_sent(other)

    for page in (one, other):
        page.get_by_role("button", name="Hand in", exact=True).click()
        page.get_by_role("button", name="Hand in 1").click()
    expect(one.locator(".done")).to_contain_text("1 handed in", timeout=20_000)
    dispute = other.locator("li", has_text="ewa has handed in other words")
    expect(dispute).to_contain_text("A", timeout=20_000)

    dispute.get_by_role("button", name="Mine shall stand").click()
    expect(other.locator(".done")).to_contain_text("1 handed in", timeout=20_000)
    history = office.git("log", "-p", "-2", "--", "locales/pl/LC_MESSAGES/feet-on-the-floor.po")
    assert f'+msgstr "{before} A"' in history
    assert f'+msgstr "{before} B"' in history


def test_a_reviewer_who_is_in_no_list_is_told_so(office: Office, come_in: ComeIn) -> None:
    page = come_in("wanda", "reviewer")
    open_text(page, office, "pl/one-thing")
    page.get_by_role("button", name="Review").click()
    page.locator("main li input[type=checkbox]").first.check()
    page.get_by_role("button", name="A second speaker has checked these").click()

    expect(page.locator(".finding[data-level=warn]").first).to_be_visible(timeout=20_000)
    assert "one-thing" not in office.git("status", "--short")


@pytest.mark.parametrize(("place", "width", "scheme"), [("pl/ui", 1440, "light"), ("ar/grounding/s05", 360, "dark")])
def test_no_barrier_and_nothing_wider_than_the_screen(
    office: Office, come_in: ComeIn, place: str, width: int, scheme: str
) -> None:
    device = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    page = come_in(f"anna{width}", "translator", "pl", "ar", **device)
    found = audit(page, "work", RULES)
    open_text(page, office, place)
    found += audit(page, place, {**RULES, "iframes": False})  # type: ignore[dict-item]

    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_whole_way_by_keyboard(office: Office, come_in: ComeIn) -> None:
    page = come_in("piotr")
    open_text(page, office, "pl/make-space/s03")
    first = page.locator(".middle .quiet").first.inner_text()
    page.locator("textarea.words").press("Control+Enter")
    expect(page.locator(".middle .quiet").first).not_to_have_text(first)
    assert page.evaluate("document.activeElement.className") == "words"
    page.keyboard.type("Tu")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".middle .quiet").first).to_have_text(first)
    page.keyboard.press("Alt+ArrowDown")
    assert page.locator("textarea.words").input_value().endswith("Tu")
