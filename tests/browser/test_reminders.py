"""A few minutes that fit the shift: said once how one works, a calendar file made on the phone, a slip of paper."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import databases, expect_saved, found_on_disk, keep_on_phone

pytestmark = pytest.mark.browser
# Wednesday noon.
NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
LONG = {
    "en": "Tea, then five minutes; at the window \\ by the door",
    "pl": "Żółta herbata, pięć minut ciszy przy oknie; potem zmiana i długa droga do domu",
    "ar": "كوب شاي، ثم خمس دقائق من الهدوء عند النافذة؛ وبعدها الطريق الطويل إلى البيت 😀",
}


def choose_shift(page: Page, base: str, shift: str, language: str = "en") -> None:
    """Say how one works, and wait until it is kept."""
    page.goto(f"{base}/{language}/d/")
    page.locator(f"label:has(input[name=shift][value='{shift}'])").click()
    expect_saved(page, "shift-choice")


def made(page: Page) -> tuple[bytes, icalendar.Event]:
    """Save the calendar file, and read it as a calendar would."""
    with page.expect_download() as waiting:
        page.locator("day-reminder button[type=submit]").click()
    assert waiting.value.suggested_filename == "calendar.ics"
    body = Path(waiting.value.path()).read_bytes()
    (event,) = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return body, event


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calendar_reads_what_the_person_wrote(server: LocalServer, open_phone: OpenPhone, language: str) -> None:
    page = open_phone(timezone_id="Europe/Amsterdam").pages[0]
    page.clock.set_fixed_time(NOW)
    page.goto(f"{server.url}/{language}/d/")
    page.locator("[name=words]").fill(LONG[language])
    page.locator("[name=time]").fill("06:15")
    for day in ("MO", "TH"):
        page.locator(f".days label:has([value={day}])").click()

    body, event = made(page)

    assert event["SUMMARY"] == LONG[language]
    start = event["DTSTART"].dt
    assert (start, start.tzinfo) == (datetime(2026, 3, 5, 6, 15), None)  # noqa: DTZ001 - floating on purpose
    assert event["RRULE"]["FREQ"] == ["WEEKLY"]
    assert event["RRULE"]["BYDAY"] == ["MO", "TH"]
    assert event["RRULE"]["COUNT"] == [8]
    assert event["DURATION"].dt == timedelta(minutes=5)
    assert event["CLASS"] == "PRIVATE"
    (alarm,) = event.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["TRIGGER"].dt == timedelta(0)
    assert alarm["DESCRIPTION"] == LONG[language]
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"auza" not in body
    expect(page.locator("[data-say=done]")).to_be_visible()


def test_it_may_repeat_until_it_is_deleted(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/d/")
    page.locator(".days label:has([value=SU])").click()
    page.locator("label:has([name=weeks][value='0'])").click()

    _, event = made(page)

    assert "COUNT" not in event["RRULE"]
    assert event["SUMMARY"] == "A short break"


def test_what_is_missing_is_said_and_nothing_is_lost(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/d/")
    page.locator("[name=words]").fill("Tea at the window")
    submit = page.locator("day-reminder button[type=submit]")
    submit.click()
    expect(page.locator("[data-say=days]")).to_be_visible()
    page.locator(".days label:has([value=FR])").click()
    page.locator("[name=time]").fill("")
    submit.click()
    expect(page.locator("[data-say=time]")).to_be_visible()
    page.locator("[name=time]").fill("21:00")
    page.locator("[name=words]").fill("   ")
    submit.click()
    expect(page.locator("[data-say=words]")).to_be_visible()
    expect(page.locator("[name=time]")).to_have_value("21:00")
    expect(page.locator(".days [value=FR]")).to_be_checked()


def test_it_is_made_without_internet_and_keeps_nothing(
    server: LocalServer, open_phone: OpenPhone, tmp_path: Path
) -> None:
    phone = open_phone("quiet")
    page = phone.pages[0]
    keep_on_phone(page, server.url, "pl")
    phone.set_offline(True)
    page.goto(f"{server.url}/pl/d/")
    page.locator("[name=words]").fill("zebrafinch canary")
    page.locator(".days label:has([value=MO])").click()
    _, event = made(page)
    assert event["SUMMARY"] == "zebrafinch canary"
    expect(page.locator(".slip [data-part=words]")).to_have_text("zebrafinch canary")
    phone.close()

    kept = [name for name in found_on_disk(tmp_path / "quiet", "zebrafinch") if "ownload" not in name]
    assert kept == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_plans_and_practice_follow_the_shift(server: LocalServer, page: Page, language: str) -> None:
    page.goto(f"{server.url}/{language}/1/")
    expect(page.locator("li[data-shift]:visible")).to_have_count(0)
    choose_shift(page, server.url, "night", language)
    expect(page.locator("[data-shift-part]:visible")).to_have_count(1)
    moment = page.locator("[data-shift-part=night] li").first.inner_text()

    page.goto(f"{server.url}/{language}/1/")
    step = page.locator("section.step:has(plan-form)").first.get_attribute("id")
    page.goto(f"{server.url}/{language}/1/#{step}")
    page.reload()
    plan = page.locator("section.step:not([hidden]) plan-form")
    expect(plan.locator("li[data-shift]:visible")).to_have_count(2)
    plan.locator("li[data-shift=night] button").first.click()
    expect(plan.locator("input[name=when]")).to_have_value(moment)

    page.goto(f"{server.url}/{language}/d/")
    expect(page.locator("input[name=shift][value=night]")).to_be_checked()
    page.locator("label:has(input[name=shift][value=''])").click()
    expect(page.locator("[data-shift-part]:visible")).to_have_count(5)


def test_how_one_works_is_ciphertext(server: LocalServer, open_phone: OpenPhone, tmp_path: Path) -> None:
    phone = open_phone("mine")
    choose_shift(phone.pages[0], server.url, "one-day")
    phone.close()

    (folder,) = databases(tmp_path / "mine")
    assert [path for path in folder.rglob("*") if path.is_file()]
    assert found_on_disk(folder, "one-day") == []


def test_only_the_slip_goes_to_paper(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/d/")
    page.locator(".days label:has([value=MO])").click()
    page.emulate_media(media="print")

    expect(page.locator(".slip [data-part=words]")).to_have_text("A short break")
    expect(page.locator(".slip [data-part=days]")).to_have_text("Mon")
    expect(page.locator(".slip")).to_be_visible()
    expect(page.locator("day-reminder form")).to_be_hidden()
    expect(page.locator("shift-choice")).to_be_hidden()


def test_a_phone_that_keeps_nothing_says_so(server: LocalServer, page: Page) -> None:
    page.add_init_script("indexedDB.open = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto(f"{server.url}/en/d/")
    page.locator("label:has(input[name=shift][value=late])").click()

    expect(page.locator("shift-choice [data-state=memory]")).to_be_visible()
    expect(page.locator("[data-shift-part]:visible")).to_have_count(1)


def test_without_scripts_every_moment_and_the_slip_are_there(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone(java_script_enabled=False).pages[0]
    page.goto(f"{server.url}/en/d/")

    expect(page.locator("[data-shift-part]:visible")).to_have_count(5)
    expect(page.locator(".slip")).to_be_visible()
    expect(page.locator("day-reminder form")).to_be_hidden()
    expect(page.locator("shift-choice")).to_be_hidden()
