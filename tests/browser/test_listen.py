"""Somebody who would rather hear than read: a recording, else the phone's own voice, else nothing that pretends."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from api.content.loader import load_programme
from api.i18n.catalogs import load_catalog
from api.narration.clips import offered
from api.narration.ledger import narration_folder
from api.narration.script import Script, scripts
from api.release.sources import all_messages
from api.settings import Settings
from tests.browser.conftest import LANGUAGES, REGISTRY, ROOT, LocalServer, OpenPhone
from tests.browser.moments import next_step, wait_until

pytestmark = pytest.mark.browser

# Playwright's Chromium has no voices; these are those of a phone, as far as a page can tell.
_VOICES = """(() => {
  let voices = [], waiting = new Set();
  const later = new EventTarget();
  window.said = [];
  Object.defineProperty(window, "speechSynthesis", {value: {
    getVoices: () => voices,
    addEventListener: (...words) => later.addEventListener(...words),
    cancel: () => { for (const timer of waiting) clearTimeout(timer); waiting.clear(); window.said.push("cancel"); },
    speak: (one) => {
      window.said.push([one.text, one.voice.lang, one.rate]);
      waiting.add(setTimeout(() => one.onstart(), 1));
      waiting.add(setTimeout(() => one.onend(), SPEAKS));
    },
  }});
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  setTimeout(() => {
    voices = LISTED.map((lang) => ({lang, localService: true, default: false}));
    later.dispatchEvent(new Event("voiceschanged"));
  }, 300);
})()"""


def give_voices(context: BrowserContext, *tags: str, milliseconds: int = 1500) -> None:
    """Give the phone voices, which it finds a moment after the page has asked."""
    script = _VOICES.replace("LISTED", json.dumps(tags)).replace("SPEAKS", str(milliseconds))
    context.add_init_script(script)


@pytest.fixture
def phone(open_phone: OpenPhone) -> BrowserContext:
    return open_phone()


@pytest.fixture(scope="module")
def said() -> dict[str, dict[str, Script]]:
    """Tell what every step says in every language."""
    settings = Settings.from_env()
    programme = load_programme(settings.content_dir)
    messages = all_messages(programme, settings.pwa_dir)
    found = {}
    for locale in REGISTRY.offered:
        catalog = load_catalog(settings.locales_dir, locale, messages)
        found[locale.tag] = {script.id: script for script in scripts(programme, catalog)}
    return found


def button(page: Page) -> object:
    return page.locator("section.step:not([hidden]) [data-do=listen]")


def hear(page: Page) -> None:
    """Tap once to be told of earphones, and once more."""
    button(page).click()
    expect(page.locator("section.step:not([hidden]) listen-button [data-state=earphones]")).to_be_visible()
    button(page).click()
    expect(page.locator("section.step:not([hidden]) listen-button")).to_have_attribute("data-state", "working")


def words_said(page: Page) -> list[list[object]]:
    return [one for one in page.evaluate("window.said") if one != "cancel"]


def first_said(page: Page) -> list[object]:
    """Wait for the first sentence; the button says that it works a moment before."""
    wait_until(page, "window.said.some((one) => one !== 'cancel')")
    return words_said(page)[0]


def test_a_voice_that_comes_late_says_the_step_sentence_by_sentence(server: LocalServer, phone: BrowserContext) -> None:
    give_voices(phone, "de-DE", "pl-PL")
    page = phone.pages[0]
    page.goto(f"{server.url}/pl/2/")
    hear(page)

    assert first_said(page)[1:] == ["pl-PL", 1]
    expect(page.locator(".said")).to_have_count(1)
    first = page.locator(".said").inner_text()
    assert words_said(page)[0][0] == first
    wait_until(page, f"document.querySelector('.said')?.innerText !== {json.dumps(first)}")
    next_step(page)
    expect(page.locator(".said")).to_have_count(0)
    assert page.evaluate("window.said.at(-1)") == "cancel"


def test_a_phone_without_a_voice_of_this_language_shows_no_button(server: LocalServer, phone: BrowserContext) -> None:
    give_voices(phone, "en-US", "de-DE")
    page = phone.pages[0]
    page.goto(f"{server.url}/ar/2/")
    page.wait_for_timeout(1200)

    expect(page.locator("listen-button")).to_have_count(0)
    expect(page.locator("section.step:not([hidden])")).to_be_visible()


def test_a_phone_that_only_pretends_is_found_out(server: LocalServer, phone: BrowserContext) -> None:
    give_voices(phone, "ar-EG", milliseconds=5)
    page = phone.pages[0]
    page.goto(f"{server.url}/ar/2/#s03")
    button(page).click()
    button(page).click()

    expect(page.locator("section.step:not([hidden]) listen-button [data-state=absent]")).to_be_visible()


def test_the_number_of_a_helpline_is_said_digit_by_digit(server: LocalServer, phone: BrowserContext) -> None:
    give_voices(phone, "en-GB", milliseconds=1200)
    page = phone.pages[0]
    page.goto(f"{server.url}/en/h/")
    listening = page.locator(".emergency [data-do=listen]")
    listening.click()
    listening.click()

    wait_until(page, "window.said.some(([text]) => text.includes('one one two'))")
    assert not [text for text, *_ in words_said(page) if "112" in text]


def test_the_speed_is_remembered_and_the_earphones_said_once(server: LocalServer, phone: BrowserContext) -> None:
    give_voices(phone, "en-GB")
    page = phone.pages[0]
    page.goto(f"{server.url}/en/2/")
    hear(page)
    page.locator("section.step:not([hidden]) [data-do=speed]").click()
    expect(page.locator("section.step:not([hidden]) [data-part=speed]")).to_have_text("1.2")
    page.locator(".footer a").first.click()
    page.wait_for_url(f"{server.url}/en/")
    page.goto(f"{server.url}/en/3/")
    expect(page.locator("section.step:not([hidden]) [data-part=speed]")).to_have_text("1.2")
    button(page).click()

    expect(page.locator("section.step:not([hidden]) listen-button")).to_have_attribute("data-state", "working")
    assert first_said(page)[2] == 1.2


def test_leaving_is_silent(server: LocalServer, phone: BrowserContext) -> None:
    give_voices(phone, "en-GB")
    page = phone.pages[0]
    page.goto(f"{server.url}/en/2/")
    page.evaluate(
        "document.addEventListener('page:leaving', () => setTimeout(() => (sessionStorage.said = said.at(-1)), 0))"
    )
    hear(page)
    page.locator("a[data-leave]").click()

    wait_until(page, "location.pathname.endsWith('/n/')")
    assert page.evaluate("sessionStorage.said") == "cancel"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_is_what_stands_on_the_page(
    server: LocalServer, phone: BrowserContext, said: dict[str, dict[str, Script]], language: str
) -> None:
    give_voices(phone, language)
    page = phone.pages[0]
    manifest = phone.request.get(f"{server.url}/release.json").json()
    wrong = []
    paths = [row["path"] for row in manifest["languages"][language]["pages"] if row["path"].endswith("/")]
    for path in paths:
        page.goto(f"{server.url}{path}")
        unit = page.evaluate("document.documentElement.dataset.unit")
        if not unit:
            continue
        page.locator("listen-button").first.wait_for(state="attached")
        for step, found in page.evaluate(_reader()).items():
            expected = [line.text for line in said[language][f"{unit}.{step}"].sentences]
            if [_plain(text) for text in found] != [_plain(text) for text in expected]:
                wrong.append((f"{unit}.{step}", found, expected))
    assert wrong == []


def _reader() -> str:
    """Make of the page's own way of reading, as its source has it, a function that reads every step."""
    source = (ROOT / "pwa" / "src" / "listen" / "script.ts").read_text("utf-8")
    lines, sentence = (re.search(rf"const {name} = (.*?);\n", source, re.DOTALL) for name in ("LINES", "SENTENCE"))
    assert lines
    assert sentence
    return f"""() => Object.fromEntries([...document.querySelectorAll("section.step[id]")].map((step) => {{
      const words = ({{textContent}}) => textContent.replace(/\\s+/g, " ").trim().match({sentence[1]}) ?? [];
      return [step.id, [...step.querySelectorAll({lines[1]})].flatMap(words)];
    }}))"""


def _plain(text: str) -> str:
    """Say of the end of a rating the same however it is written: "0 = calm" and "0: calm"."""
    return text.replace(" = ", ": ")


def test_a_recording_comes_before_the_voice_and_is_marked_as_a_computers(
    server: LocalServer, phone: BrowserContext
) -> None:
    give_voices(phone, "en-GB")
    page = phone.pages[0]
    page.goto(f"{server.url}/en/1/#s03")
    expect(page.locator("section#s03 listen-button [data-part=computer]")).to_be_visible()
    page.evaluate("document.addEventListener('listen-button:started', ({detail}) => (window.by = detail.by))")
    hear(page)

    wait_until(page, "document.querySelector('.said') !== null")
    assert page.evaluate("window.by") == "recording"
    assert words_said(page) == []
    second = page.locator(".said").inner_text()
    wait_until(page, f"document.querySelector('.said')?.innerText !== {json.dumps(second)}")


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[LocalServer]:
    """Serve a copy in which the words of one step have changed since they were recorded."""
    settings = Settings.from_env()
    for name in ("content", "locales"):
        shutil.copytree(settings.source_dir / name, tmp_path / name)
    (tmp_path / "pwa").symlink_to(settings.pwa_dir)
    path = tmp_path / "content" / "sessions" / "grounding.toml"
    path.write_text(path.read_text("utf-8").replace("We call this a storm.", "This is a storm."), "utf-8")
    folders = {"PAUZA_SOURCE_DIR": str(tmp_path), "PAUZA_CACHE_DIR": str(tmp_path / "cache")}
    running = LocalServer({**folders, "PAUZA_LANGUAGES": "en"}).start()
    yield running
    running.stop()


def test_a_recording_of_other_words_is_not_offered(changed: LocalServer, phone: BrowserContext) -> None:
    page = phone.pages[0]
    page.goto(f"{changed.url}/en/1/#s04")
    expect(page.locator("#s04 listen-button")).to_have_count(1)

    expect(page.locator("#s03 listen-button")).to_have_count(0)
    assert page.locator("#s03").get_attribute("data-clip") is None


def test_every_english_step_of_the_first_two_sessions_is_recorded(said: dict[str, dict[str, Script]]) -> None:
    settings = Settings.from_env()
    have = offered(narration_folder(settings.locales_dir, "en"), said["en"])
    units = ("opening", "grounding", "one-thing", "feet-on-the-floor", "slow-breath")
    lacking = [name for name in said["en"] if name.split(".")[0] in units and name not in have]
    assert lacking == []


@pytest.fixture
def own_server() -> Iterator[LocalServer]:
    """Serve for one test, which takes the server away."""
    running = LocalServer().start()
    yield running
    running.stop()


# Plays a file from its middle, as a finger on a slider does, and tells where it was then.
_SEEK = """async (url) => {
  const audio = new Audio(url);
  await new Promise((resolve, reject) => { audio.onloadedmetadata = resolve; audio.onerror = reject; audio.load(); });
  audio.currentTime = audio.duration / 2;
  await new Promise((resolve) => (audio.onseeked = resolve));
  return [audio.duration, audio.currentTime];
}"""
_PART = """async (url) => {
  const answer = await fetch(url, {headers: {range: "bytes=100-149"}});
  const whole = new Uint8Array(await (await fetch(url)).arrayBuffer());
  const part = new Uint8Array(await answer.arrayBuffer());
  const same = part.every((byte, place) => byte === whole[100 + place]);
  return [answer.status, answer.headers.get("content-range"), part.length, same, whole.length];
}"""


def test_kept_recordings_are_heard_and_sought_in_without_internet(
    own_server: LocalServer, phone: BrowserContext
) -> None:
    page = phone.pages[0]
    page.goto(f"{own_server.url}/en/o/")
    row = page.locator('language-packs [data-pack="en/voice/1"]')
    assert re.search(r"[0-9] (KB|MB|kB)", row.inner_text().replace("\u00a0", " "))
    row.locator("[data-do=keep]").click()
    expect(row.locator("[data-do=remove]")).to_be_visible(timeout=60_000)
    own_server.stop()
    page.goto(f"{own_server.url}/en/1/#s03")
    url = f"{page.locator('#s03').get_attribute('data-clip')}.ogg"

    status, told, length, same, whole = page.evaluate(_PART, url)
    assert (status, told, length, same) == (206, f"bytes 100-149/{whole}", 50, True)
    duration, place = page.evaluate(_SEEK, url)
    assert abs(place - duration / 2) < 0.1
    hear(page)
    wait_until(page, "document.querySelector('.said') !== null")
    expect(page.locator("section.step:not([hidden]) listen-button [data-state=net]")).to_be_hidden()


def test_a_recording_that_cannot_be_had_is_said_in_words(own_server: LocalServer, phone: BrowserContext) -> None:
    page = phone.pages[0]
    page.goto(f"{own_server.url}/en/1/#s03")
    expect(page.locator("#s03 listen-button")).to_be_visible()
    own_server.stop()
    button(page).click()
    button(page).click()

    expect(page.locator("#s03 listen-button [data-state=net]")).to_be_visible()
