"""A new phone, another country, another language: one file brings everything along."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, LocalServer, OpenPhone
from tests.browser.moments import keep_on_phone, set_pin, write_note

pytestmark = pytest.mark.browser
FIXTURES = ROOT / "tests" / "pwa" / "fixtures"
FIXTURE_WORDS = "apple bridge candle window garden river"


def make_copy(page: Page, base: str, folder: Path) -> tuple[Path, str]:
    """Make a copy with the words that are offered; return the file and the words."""
    page.goto(f"{base}/en/k/")
    page.locator("copy-export [data-do=begin]").click()
    offered = page.locator("copy-export [data-part=words]")
    expect(offered).to_have_text(re.compile(r"^\w+( \w+){5}$"))
    words = offered.inner_text()
    page.locator("copy-export [data-field=again]").fill(words)
    with page.expect_download() as download:
        page.locator("copy-export button[type=submit]").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    expect(page.locator("copy-export [data-say=done]")).to_be_visible()
    return path, words


def bring_in(page: Page, path: Path, words: str) -> None:
    page.locator("copy-import [data-do=begin]").click()
    again_in(page, path, words)


def again_in(page: Page, path: Path, words: str) -> None:
    page.locator("copy-import input[type=file]").set_input_files(path)
    page.locator("copy-import [data-field=words]").fill(words)
    page.locator("copy-import button[type=submit]").click()


def test_everything_comes_along_to_a_new_phone_in_another_language_without_internet(
    server: LocalServer, open_phone: OpenPhone, tmp_path: Path
) -> None:
    """The copy is made and brought in with the network off, and its name gives nothing away."""
    old = open_phone("old")
    keep_on_phone(old.pages[0], server.url, "en")
    write_note(old.pages[0], server.url, "słowa i كلمات")
    set_pin(old.pages[0], server.url, "482913")
    old.set_offline(True)
    path, words = make_copy(old.pages[0], server.url, tmp_path)
    old.set_offline(False)
    assert path.name.startswith("copy-")
    assert "słowa" not in path.read_text("utf-8")

    new = open_phone("new")
    page = new.pages[0]
    keep_on_phone(page, server.url, "pl")
    page.goto(f"{server.url}/pl/k/")
    new.set_offline(True)
    bring_in(page, path, words.upper())

    expect(page.locator("copy-import [data-say=done]")).to_be_visible(timeout=20_000)
    expect(page.locator("kept-records textarea")).to_have_value("słowa i كلمات")
    new.set_offline(False)


def test_a_damaged_or_foreign_file_is_refused_whole_with_the_reason(
    server: LocalServer, page: Page, tmp_path: Path
) -> None:
    """Nothing is ever brought in by half."""
    write_note(page, server.url, "was here")
    path, words = make_copy(page, server.url, tmp_path)
    whole = path.read_text("utf-8")
    at = len(whole) - 40
    broken = {
        "cut": whole[: len(whole) // 2],
        "damaged": whole[:at] + ("A" if whole[at] != "A" else "B") + whole[at + 1 :],
        "newer": whole.replace('"copy":3', '"copy":4'),
        "foreign": "%PDF-1.4",
    }
    page.goto(f"{server.url}/en/k/")
    page.locator("copy-import [data-do=begin]").click()
    for reason, text in {**broken, "words": whole}.items():
        file = tmp_path / f"{reason}.json"
        file.write_text(text, "utf-8")
        again_in(page, file, words if reason != "words" else "some other words than these")
        expect(page.locator(f"copy-import [data-say={reason}]")).to_be_visible(timeout=20_000)
        expect(page.locator("copy-import [data-part=unchanged]")).to_be_visible()
        expect(page.locator("kept-records textarea")).to_have_value("was here")


@pytest.mark.parametrize("version", [1, 2, 3])
def test_copies_of_earlier_versions_come_in(server: LocalServer, page: Page, version: int) -> None:
    page.goto(f"{server.url}/ar/k/")

    bring_in(page, FIXTURES / f"copy-v{version}.json", FIXTURE_WORDS)

    expect(page.locator("copy-import [data-say=done]")).to_be_visible(timeout=20_000)
    expect(page.locator("kept-records textarea")).to_have_value("one thing")
    expect(page.locator("kept-records")).to_contain_text("7 ← 4")


def test_the_words_must_be_typed_before_there_is_a_file(server: LocalServer, page: Page) -> None:
    """Who has not written the words down finds out now, not on the new phone."""
    write_note(page, server.url, "mine")
    page.goto(f"{server.url}/en/k/")
    page.locator("copy-export [data-do=begin]").click()
    page.locator("copy-export [data-field=again]").fill("not what stood there")
    page.locator("copy-export button[type=submit]").click()
    expect(page.locator("copy-export [data-say=differ]")).to_be_visible()
    page.locator("copy-export [data-do=own]").click()
    page.locator("copy-export [data-field=typed]").fill("short")
    page.locator("copy-export button[type=submit]").click()
    expect(page.locator("copy-export [data-say=form]")).to_be_visible()
