"""Somebody writes down days of work: added up, kept sealed, and safe from a second tab and a slip of the finger."""

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANGUAGES, LocalServer, OpenPhone
from tests.browser.moments import enter, found_on_disk, keep_on_phone, set_pin, wait_until

pytestmark = pytest.mark.browser
CANARY = "Hall 4 with Marek"


def add(page: Page, day: str, hours: str = "7:30", pay: str = "", off: str = "", note: str = "") -> None:
    for name, text in (("day", day), ("hours", hours), ("pay", pay), ("off", off), ("note", note)):
        page.locator(f"work-log [name={name}]").fill(text)
    page.locator("work-log [type=submit]").click()


def rows(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".work-row .amounts-line").all_inner_texts()]


def sums(page: Page) -> str:
    return " ".join(page.locator(".sums").inner_text().split())


def picture(path: Path, width: int = 3000, height: int = 2000) -> Path:
    """Write a grey PNG with a text chunk that names a place, as cameras do."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    grey = zlib.compress((b"\0" + b"\x80" * width) * height)
    place = chunk(b"tEXt", b"Comment\0GPS 52.37 4.89")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + place + chunk(b"IDAT", grey) + chunk(b"IEND", b""))
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_added_up_without_internet_and_are_there_the_next_time(
    server: LocalServer, open_phone: OpenPhone, language: str
) -> None:
    phone = open_phone()
    page = phone.pages[0]
    keep_on_phone(page, server.url, language)
    phone.set_offline(True)
    page.goto(f"{server.url}/{language}/wl/")
    add(page, "2026-11-23", "7,5", "82,50", "10")
    expect(page.locator(".work-row")).to_have_count(1)
    add(page, "2026-11-24", "10:15", "112.75")
    expect(page.locator(".work-row")).to_have_count(2)

    page.reload()

    expect(page.locator(".work-row")).to_have_count(2)
    for part in ("17:45", "195.25 EUR", "10.00 EUR"):
        assert part in sums(page)
    phone.set_offline(False)


def test_what_cannot_be_read_is_named_and_nothing_typed_is_lost(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/wl/")
    add(page, "2026-11-23", "all day", "82.50", note=CANARY)

    expect(page.locator("[data-say=hours]")).to_be_visible()
    expect(page.locator("work-log [name=hours]")).to_be_focused()
    page.evaluate("document.addEventListener('work-log:saved', () => (window.saved = true))")
    page.locator("work-log [name=hours]").fill("all day long")
    page.locator("work-log [name=hours]").blur()
    wait_until(page, "window.saved === true")
    page.reload()

    expect(page.locator("work-log [name=note]")).to_have_value(CANARY)
    page.locator("work-log [name=hours]").fill("8")
    page.locator("work-log [type=submit]").click()
    expect(page.locator(".work-row")).to_have_count(1)
    expect(page.locator("work-log [name=note]")).to_have_value("")
    page.reload()
    expect(page.locator(".work-row")).to_have_count(1)
    expect(page.locator("work-log [name=note]")).to_have_value("")


def test_two_tabs_that_write_lose_no_day(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    first, second = phone.pages[0], phone.new_page()
    for tab in (first, second):
        tab.goto(f"{server.url}/en/wl/")
    add(first, "2026-11-23")
    add(second, "2026-11-23", "8")
    add(first, "2026-11-24", "6")
    expect(first.locator(".work-row")).to_have_count(3)

    second.reload()

    expect(second.locator(".work-row")).to_have_count(3)
    assert sorted(rows(first)) == sorted(rows(second))


def test_a_day_can_be_changed_and_goes_only_after_a_second_tap(server: LocalServer, page: Page) -> None:
    page.goto(f"{server.url}/en/wl/")
    add(page, "2026-11-23", "7:30")
    page.locator(".work-row [data-do=edit]").click()
    expect(page.locator("work-log [name=hours]")).to_have_value("7:30")
    page.locator("work-log [name=hours]").fill("9")
    page.locator("work-log [type=submit]").click()
    expect(page.locator(".work-row [data-part=hours]")).to_have_text("9:00")

    remove = page.locator(".work-row > .row [data-do=delete]")
    remove.click()
    expect(page.locator(".work-row")).to_have_count(1)
    remove.click()
    expect(page.locator(".work-row")).to_have_count(0)


def test_a_photo_is_made_small_loses_its_place_and_lies_sealed(
    server: LocalServer, open_phone: OpenPhone, tmp_path: Path
) -> None:
    """The file of a camera names the place and the hour; on this phone only its picture is kept."""
    phone = open_phone("photographed")
    page = phone.pages[0]
    page.goto(f"{server.url}/en/wl/")
    add(page, "2026-11-23", note=CANARY)
    page.locator(".work-row input[type=file]").set_input_files(picture(tmp_path / "slip.png"))
    photo = page.locator(".work-photo img")
    expect(photo).to_have_count(1)
    source = photo.get_attribute("src") or ""

    assert source.startswith("data:image/jpeg;base64,")
    assert page.evaluate("[...document.querySelectorAll('.work-photo img')].map((i) => i.naturalWidth)") == [1280]
    page.locator(".work-row input[type=file]").set_input_files(Path(__file__))
    expect(page.locator("[data-say=photo]")).to_be_visible()
    expect(photo).to_have_count(1)

    phone.close()
    for told in (CANARY, "GPS 52.37", source[60:140]):
        assert found_on_disk(tmp_path / "photographed", told) == []


def test_behind_a_lock_the_days_wait_for_the_pin(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone().pages[0]
    page.goto(f"{server.url}/en/wl/")
    add(page, "2026-11-23", note=CANARY)
    expect(page.locator(".work-row")).to_have_count(1)
    set_pin(page, server.url, "270491")
    page.locator("lock-now [data-do=lock]").click()

    page.goto(f"{server.url}/en/wl/")
    expect(page.locator("work-log unlock-gate")).to_be_visible()
    assert CANARY not in page.content()
    enter(page, "270491")

    expect(page.locator(".work-row [data-part=note]")).to_have_text(CANARY, timeout=30_000)


def test_without_scripts_there_is_a_table_for_paper(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone(java_script_enabled=False).pages[0]
    page.goto(f"{server.url}/pl/wl/")

    expect(page.locator(".work-sheet th")).to_have_count(5)
    expect(page.locator("work-log")).to_be_hidden()
