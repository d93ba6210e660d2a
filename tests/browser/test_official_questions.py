"""An organisation has put a licensed questionnaire into its edition: asked at its moments, taken along as FHIR."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, LocalServer, OpenPhone
from tests.browser.moments import expect_saved, read_to_the_end
from tests.factories import write_instrument

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def lamps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """Serve an edition with a made-up questionnaire in English and Polish, and Arabic without it."""
    source = tmp_path_factory.mktemp("edition")
    shutil.copytree(ROOT / "content", source / "content")
    for name in ("locales", "pwa"):
        (source / name).symlink_to(ROOT / name)
    write_instrument(source / "content")
    folders = {"PAUZA_SOURCE_DIR": str(source), "PAUZA_CACHE_DIR": str(source / "cache")}
    running = LocalServer({**folders, "PAUZA_LANGUAGES": "pl,ar"}).start()
    yield running
    running.stop()


def tap(page: Page, link: str, code: str) -> None:
    page.locator(f"fieldset[data-link='{link}'] label:has(input[value='{code}'])").click()


def test_it_is_asked_scored_and_taken_along(lamps: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone(accept_downloads=True).pages[0]
    page.goto(f"{lamps.url}/pl/c/")
    form = page.locator("instrument-form")
    expect(form.get_by_role("heading", name="Lampa").first).to_be_visible()
    tap(page, "1.1", "b")
    expect(form.locator("[data-part=total]")).to_be_hidden()
    tap(page, "1.2", "b")
    expect(form.locator("[data-part=score]")).to_have_text("2")
    expect_saved(page, "instrument-form")
    page.reload()
    expect(form.locator("fieldset[data-link='1.1'] input[value=b]")).to_be_checked()

    with page.expect_download() as waiting:
        form.locator("[data-do=export]").click()
    response = json.loads(waiting.value.path().read_text("utf-8"))

    assert waiting.value.suggested_filename.startswith("answers-")
    assert response["resourceType"] == "QuestionnaireResponse"
    assert response["questionnaire"] == "https://example.org/fhir/Questionnaire/lamp|1.0"
    assert (response["status"], response["language"]) == ("completed", "pl")
    (group,) = response["item"]
    assert [item["linkId"] for item in group["item"]] == ["1.1", "1.2"]
    coding = {"system": "https://example.org/fhir/lamp", "code": "b", "display": "szaro"}
    assert group["item"][0]["answer"] == [{"valueCoding": coding}]
    page.goto(f"{lamps.url}/pl/k/")
    expect(page.locator("[data-kind=answers] .kept__text")).to_contain_text("Jaka jest lampa? – szaro")


def test_an_answer_opens_help_at_once_and_help_comes_first_later(lamps: LocalServer, page: Page) -> None:
    page.goto(f"{lamps.url}/en/c/")
    question = page.locator("fieldset[data-link='1.2']")
    expect(question.locator("[data-help]")).to_be_hidden()
    tap(page, "1.2", "c")
    expect(question.locator("[data-help] a")).to_be_visible()
    page.wait_for_timeout(700)
    page.goto(f"{lamps.url}/en/f/")
    expect(page.locator("[data-way-on]").first).to_have_attribute("data-way-on", "help")

    page.goto(f"{lamps.url}/en/c/")
    tap(page, "1.2", "")
    expect(question.locator("[data-help]")).to_be_hidden()


def test_without_an_official_translation_it_is_not_there(lamps: LocalServer, page: Page) -> None:
    page.goto(f"{lamps.url}/ar/c/")

    expect(page.locator("check-in")).to_be_visible()
    expect(page.locator("instrument-form")).to_have_count(0)


def test_it_waits_for_its_moments(lamps: LocalServer, page: Page) -> None:
    """Its file names start and end; after the first session it is not asked."""
    read_to_the_end(page, lamps.url, "0")
    page.goto(f"{lamps.url}/en/c/")
    page.wait_for_timeout(700)

    expect(page.locator("instrument-form")).to_be_hidden()


def test_ours_has_none() -> None:
    assert [path for path in (ROOT / "content").glob("instruments/*") if path.is_file()] == []
    assert Path(ROOT / "content").is_dir()
