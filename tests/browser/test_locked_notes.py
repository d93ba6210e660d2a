"""The phone lies on the table, and somebody else picks it up."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import LocalServer, OpenPhone
from tests.browser.moments import enter, found_on_disk, pages_to_look_at, set_pin, shown_step, wait_until, write_note
from tests.browser.test_every_screen import RUNS_OUT
from tests.browser.test_no_barrier import RULES, audit

pytestmark = pytest.mark.browser
# Each try waits longer, so the many are in tests/pwa/store/lock.test.ts.
RUNS = min(6, int(os.environ.get("PAUZA_GATE_RUNS", "3")))
PIN = "482913"
SECOND = "719204"
CANARY = "Zanzibar-lullaby-{}-7318"
# Two clocks and the state of the page, as a phone shows them that lay hidden for so many milliseconds.
AWAY = """(ms) => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
    const covered = getComputedStyle(document.documentElement).opacity === '0';
    const [now, run] = [Date.now, performance.now.bind(performance)];
    Date.now = () => now() + ms;
    performance.now = () => run() + ms;
    window.back = () => {
        Object.defineProperty(document, 'visibilityState', { value: 'visible', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
    };
    return covered;
}"""
# Types as soon as there is a field, as somebody does who knows where it comes.
EAGER = """new MutationObserver(() => {
    const field = document.querySelector('unlock-gate input');
    if (!field || field.value) return;
    field.value = '%s';
    field.dispatchEvent(new Event('input', { bubbles: true }));
}).observe(document, { childList: true, subtree: true });"""
# A phone whose storage answers two seconds late.
SLOW_STORAGE = """{
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...names) {
        const request = open.apply(this, names);
        const listen = request.addEventListener.bind(request);
        const late = (heard) => (event) => setTimeout(() => {
            heard.call(request, event);
            setTimeout(() => { window.answered = true; }, 300);
        }, 2000);
        request.addEventListener = (type, heard, ...more) =>
            listen(type, /success|error/.test(type) ? late(heard) : heard, ...more);
        return request;
    };
}"""
FILL = """(canary) => {
    const fields = [...document.querySelectorAll('textarea, input')].filter(
        (field) => ['text', 'textarea', 'search', 'tel'].includes(field.type));
    for (const [at, field] of fields.entries()) {
        field.value = canary.replace('{}', at);
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    return fields.length;
}"""

# A finger is on the link before the field has told the phone anything.
TYPE_AND_GO = """(text) => {
    const field = document.querySelector('section.step:not([hidden]) private-note textarea');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    document.querySelector('.footer a[href="/en/"]').click();
}"""


def notes(page: Page) -> list[str]:
    return page.locator("kept-records textarea").evaluate_all("(all) => all.map((one) => one.value)")


def locked_phone(open_phone: OpenPhone, base: str, text: str = "my own words") -> BrowserContext:
    """Return a phone with a note and a PIN, after a new start of the browser."""
    phone = open_phone()
    write_note(phone.pages[0], base, text)
    set_pin(phone.pages[0], base, PIN)
    phone.close()
    return open_phone()


def test_the_programme_and_help_are_read_as_ever_while_notes_are_locked(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    """A lock must never stand between a person and help."""
    page = locked_phone(open_phone, server.url).pages[0]
    for path in ("/en/", "/en/1/", "/en/h/", "/en/w/", "/en/p/"):
        page.goto(f"{server.url}{path}")
        expect(page.locator("main h1")).to_be_visible()
    page.goto(f"{server.url}/en/k/")
    expect(page.locator("unlock-gate:visible")).to_have_count(1)
    assert notes(page) == []


def test_the_pin_is_asked_for_in_place_and_opens_on_the_same_step(server: LocalServer, open_phone: OpenPhone) -> None:
    page = locked_phone(open_phone, server.url).pages[0]
    page.goto(f"{server.url}/en/2a/#s06")
    step = shown_step(page)
    field = page.locator("section.step:not([hidden]) private-note textarea")
    expect(page.locator("section.step:not([hidden]) unlock-gate")).to_be_visible()
    expect(field).to_be_hidden()

    enter(page, PIN)

    expect(field).to_have_value("my own words")
    assert shown_step(page) == step
    page.goto(f"{server.url}/en/k/")
    expect(page.locator("kept-records textarea")).to_have_value("my own words")


def test_the_options_tell_nothing_of_a_lock_before_the_pin_was_typed(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    """Whoever picks the phone up must not read there that a second PIN deletes everything."""
    page = locked_phone(open_phone, server.url).pages[0]
    page.goto(f"{server.url}/en/o/")
    expect(page.locator("lock-settings unlock-gate")).to_be_visible()
    for hidden in ("lock-settings [data-do=open-second]", "lock-now", "keep-choice"):
        expect(page.locator(hidden)).to_be_hidden()

    enter(page, PIN)

    expect(page.locator("lock-settings [data-do=open-second]")).to_be_visible()
    expect(page.locator("lock-now")).to_be_visible()


def test_a_pin_that_is_typed_while_the_gate_is_still_opening_is_not_lost(
    server: LocalServer, open_phone: OpenPhone
) -> None:
    """On a slow phone the field is there before the page knows what is asked; nobody types a PIN twice for that."""
    phone = locked_phone(open_phone, server.url)
    phone.add_init_script(EAGER % PIN)
    page = phone.pages[0]

    page.goto(f"{server.url}/en/k/")

    expect(page.locator("kept-records textarea")).to_have_value("my own words", timeout=20_000)


def test_a_pin_is_typed_before_a_slow_phone_has_said_what_it_keeps(server: LocalServer, open_phone: OpenPhone) -> None:
    page = open_phone().pages[0]
    page.add_init_script(SLOW_STORAGE)
    page.goto(f"{server.url}/en/o/")
    page.locator("lock-settings [data-do=open-pin]").click()
    panel = page.locator("lock-settings [data-panel=pin]")
    panel.locator("[data-field=typed]").fill(PIN)
    wait_until(page, "window.answered")
    panel.locator("[data-field=again]").fill(PIN)
    panel.locator("button[type=submit]").click()
    expect(page.locator("lock-settings [data-say=done]")).to_be_visible(timeout=30_000)


def test_a_wrong_pin_says_so_waits_a_little_and_loses_nothing(server: LocalServer, open_phone: OpenPhone) -> None:
    """Whatever is typed at the gate, the page stays and the notes stay."""
    page = locked_phone(open_phone, server.url).pages[0]
    page.goto(f"{server.url}/en/k/")
    for run in range(RUNS):
        wait_until(page, "!document.querySelector('unlock-gate input').readOnly", 70)
        enter(page, f"1{run:05}")
        expect(page.locator("unlock-gate [data-state=wrong]")).to_be_visible(timeout=20_000)
        expect(page.locator("h1")).to_be_visible()
    if RUNS >= 3:
        expect(page.locator("unlock-gate [data-part=wait]")).to_be_visible()
        wait_until(page, "!document.querySelector('unlock-gate input').readOnly", 70)

    enter(page, PIN)

    expect(page.locator("kept-records textarea")).to_have_value("my own words", timeout=20_000)


def test_damaged_keys_and_records_give_a_clean_message(server: LocalServer, open_phone: OpenPhone) -> None:
    """Never a blank page: what still opens is shown, what does not is counted."""
    page = locked_phone(open_phone, server.url).pages[0]
    page.goto(f"{server.url}/en/k/")
    enter(page, PIN)
    expect(page.locator("kept-records textarea")).to_have_count(1)
    damage = """(damage) => new Promise((resolve) => {
        const opening = indexedDB.open('pauza');
        opening.onsuccess = () => {
            const work = opening.result.transaction(['keys', 'records'], 'readwrite');
            const half = { iv: new Uint8Array(12), box: new ArrayBuffer(5) };
            if (damage === 'records') work.objectStore('records').put(half, 'x');
            else {
                const keys = work.objectStore('keys');
                keys.get('device').onsuccess = ({ target: { result } }) => {
                    new Uint8Array(result.box)[3] ^= 1;
                    keys.put(result, 'device');
                };
            }
            work.oncomplete = () => { opening.result.close(); resolve(); };
        };
    })"""
    page.evaluate(damage, "records")
    page.reload()
    expect(page.locator("[data-part=damaged-count]")).to_have_text("1")
    expect(page.locator("kept-records textarea")).to_have_value("my own words")
    page.locator("[data-do=clear]").click()
    expect(page.locator("[data-part=damaged]")).to_be_hidden()
    expect(page.locator("kept-records textarea")).to_have_value("my own words")

    page.evaluate(damage, "keys")
    page.evaluate("window.name = ''")
    page.reload()
    enter(page, PIN)
    expect(page.locator("unlock-gate [data-state=damaged]")).to_be_visible(timeout=20_000)
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("away", "locks"), [(30_000, False), (61_000, True)])
def test_a_minute_out_of_sight_locks_and_what_was_typed_is_there_again(
    server: LocalServer, page: Page, away: int, locks: bool
) -> None:
    write_note(page, server.url, "first")
    set_pin(page, server.url, PIN)
    page.goto(f"{server.url}/en/2a/#s06")
    field = page.locator("section.step:not([hidden]) private-note textarea")
    expect(field).to_have_value("first")
    field.fill("first, and just typed")

    assert page.evaluate(AWAY, away), "not covered while hidden"
    page.evaluate("back()")

    wait_until(page, "getComputedStyle(document.documentElement).opacity === '1'")
    if locks:
        expect(page.locator("section.step:not([hidden]) unlock-gate")).to_be_visible()
        assert "just typed" not in page.evaluate(
            "[...document.querySelectorAll('textarea')].map((one) => one.value).join()"
        )
        enter(page, PIN)
    expect(field).to_have_value("first, and just typed", timeout=20_000)


def test_leave_and_the_lock_button_lock_every_tab(server: LocalServer, open_phone: OpenPhone) -> None:
    phone = open_phone()
    first, second = phone.pages[0], phone.new_page()
    write_note(first, server.url, "mine")
    set_pin(first, server.url, PIN)
    for leave in (False, True):
        second.goto(f"{server.url}/en/k/")
        enter(second, PIN)
        expect(second.locator("kept-records textarea")).to_have_value("mine", timeout=20_000)
        secret = second.evaluate("window.name.split('.')[1]")
        wait_until(first, f"window.name.includes('{secret}')")  # it has heard that the notes are open
        first.goto(f"{server.url}/en/k/")
        expect(first.locator("kept-records textarea")).to_have_value("mine")
        first.locator("a.leave" if leave else "lock-now button").click()
        if leave:
            expect(second).to_have_url(f"{server.url}/en/n/")  # the other tab leaves too
            expect(first).to_have_url(f"{server.url}/en/n/")
            second.goto(f"{server.url}/en/k/")
        expect(second.locator("unlock-gate:visible")).to_have_count(1)
        assert notes(second) == []
        first.goto(f"{server.url}/en/k/")
        expect(first.locator("unlock-gate:visible")).to_have_count(1)


def test_the_second_pin_opens_an_empty_app_for_good(server: LocalServer, open_phone: OpenPhone) -> None:
    """On the screen nothing may tell it from an app in which nothing was ever kept."""
    phone = open_phone()
    page = phone.pages[0]
    write_note(page, server.url, "for nobody else")
    set_pin(page, server.url, PIN)
    page.locator("lock-settings [data-do=open-second]").click()
    panel = page.locator("lock-settings form[data-panel=second]")
    for name, typed in (("now", PIN), ("typed", SECOND), ("again", SECOND)):
        panel.locator(f"[data-field={name}]").fill(typed)
    panel.locator("button[type=submit]:not([data-remove])").click()
    expect(page.locator("lock-settings [data-say=done]")).to_be_visible(timeout=30_000)
    phone.close()
    page = open_phone().pages[0]
    page.goto(f"{server.url}/en/k/")

    enter(page, SECOND)

    expect(page.locator("kept-records [data-state=empty]")).to_be_visible(timeout=20_000)
    shown = page.locator("main").inner_text()
    page.goto(f"{server.url}/en/o/")
    expect(page.locator("lock-settings")).to_contain_text("A PIN is set")
    page.goto(f"{server.url}/en/k/")
    page.locator("lock-now button").click()
    enter(page, PIN)
    expect(page.locator("unlock-gate [data-state=wrong]")).to_be_visible(timeout=20_000)
    enter(page, SECOND)
    expect(page.locator("kept-records [data-state=empty]")).to_be_visible(timeout=20_000)
    assert page.locator("main").inner_text() == shown


def test_a_phone_that_keeps_nothing_holds_nothing_and_asks_about_the_rest(server: LocalServer, page: Page) -> None:
    write_note(page, server.url, "from before")
    page.goto(f"{server.url}/en/o/")
    page.locator("keep-choice input[value=nothing]").check()
    expect(page.locator("keep-choice [data-say=ask]")).to_be_visible()
    page.locator("keep-choice [data-do=leave]").click()
    page.goto(f"{server.url}/en/k/")
    expect(page.locator("kept-records textarea")).to_have_value("from before")
    page.goto(f"{server.url}/en/o/")
    page.locator("keep-choice input[value=all]").check()
    page.locator("keep-choice input[value=nothing]").check()
    page.locator("keep-choice [data-do=erase]").click()
    expect(page.locator("keep-choice [data-say=erased]")).to_be_visible()

    page.goto(f"{server.url}/en/2a/#s06")
    page.locator("section.step:not([hidden]) private-note textarea").fill("for this page alone")
    page.locator("section.step:not([hidden]) private-note textarea").blur()
    expect(page.locator("section.step:not([hidden]) private-note [data-state=memory]")).to_be_visible()

    page.goto(f"{server.url}/en/k/")
    expect(page.locator("kept-records [data-state=empty]")).to_be_visible()


@pytest.mark.parametrize("pin", ["", PIN], ids=["no-pin", "pin"])
def test_what_is_typed_just_before_a_tap_on_a_link_is_kept(server: LocalServer, page: Page, pin: str) -> None:
    """An engine drops what a page that goes was writing, so the page waits for it."""
    write_note(page, server.url, "before")
    if pin:
        set_pin(page, server.url, pin)
    for text in ("one", "two", "three"):
        page.goto(f"{server.url}/en/2a/#s06")
        page.reload()
        expect(page.locator("section.step:not([hidden]) private-note textarea")).not_to_have_value("")
        page.evaluate(TYPE_AND_GO, text)
        wait_until(page, "location.pathname === '/en/' && document.readyState === 'complete'")
        page.goto(f"{server.url}/en/k/")
        expect(page.locator("kept-records textarea")).to_have_value(text)


@pytest.mark.parametrize("pin", ["", PIN], ids=["no-pin", "pin"])
def test_what_is_typed_into_any_field_is_nowhere_on_the_disk(
    server: LocalServer, open_phone: OpenPhone, tmp_path: Path, pin: str
) -> None:
    """Whoever copies the browser's folder finds no word of it: while it runs, afterwards, and after erasing."""
    phone = open_phone("canary")
    page = phone.pages[0]
    if pin:
        write_note(page, server.url, "a first note")
        set_pin(page, server.url, pin)
    manifest = page.request.get(f"{server.url}/release.json").json()
    filled = 0
    for path in pages_to_look_at(manifest, "en"):
        if path == "/en/n/":
            continue  # the neutral page locks
        page.goto(f"{server.url}{path}")
        if fields := page.evaluate(FILL, CANARY):
            filled += fields
            page.wait_for_timeout(300)  # a page that is left by its address drops what it was writing
    assert filled > 20
    page.goto(f"{server.url}/en/k/")
    expect(page.locator("kept-records textarea").first).to_have_value(re.compile("lullaby"), timeout=20_000)
    secret = page.evaluate("window.name.split('.')[1] ?? ''")
    assert bool(secret) == bool(pin)
    searched = ["lullaby", *([secret] if pin else [])]
    assert [found_on_disk(tmp_path / "canary", one) for one in searched] == [[]] * len(searched)
    phone.close()
    assert [found_on_disk(tmp_path / "canary", one) for one in searched] == [[]] * len(searched)

    page = open_phone("canary").pages[0]
    page.goto(f"{server.url}/en/o/")
    page.locator("erase-all [data-do=ask]").click()
    page.locator("erase-all [data-do=erase]").first.click()
    expect(page.locator("erase-all p[data-state=done]")).to_be_visible(timeout=20_000)
    page.context.close()
    assert [found_on_disk(tmp_path / "canary", one) for one in searched] == [[]] * len(searched)


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_every_panel_of_lock_and_copies_is_accessible_and_fits(
    server: LocalServer, open_phone: OpenPhone, language: str, scheme: str
) -> None:
    """Axe, and 320 px with twice the text size, with each panel open and with the gate."""
    page = open_phone(color_scheme=scheme, bypass_csp=True, viewport={"width": 320, "height": 640}).pages[0]
    write_note(page, server.url, "mine", language)
    set_pin(page, server.url, PIN, language)
    found = []
    for code, panels in (
        ("o", ("pin", "words", "remove", "second")),
        ("k", ("copy-export", "copy-import", "lock-now")),
    ):
        for panel in panels:
            page.goto(f"{server.url}/{language}/{code}/")
            opener = f"[data-do=open-{panel}]" if code == "o" else f"{panel} button:visible"
            page.locator(opener).first.click()
            page.wait_for_timeout(400)
            found += audit(page, f"{code} {panel}", RULES)
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            found += [f"{code} {panel}: {one}" for one in page.evaluate(RUNS_OUT)]

    assert found == []
