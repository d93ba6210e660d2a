"""Keeping packs on a phone, real worker and real browser: cuts, wrong bytes, updates, full phones, erasing."""

import os
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.browser.conftest import ENGINE, OpenPhone
from tests.browser.offline_fixture.releases import CODES, PWA, Release, make_release
from tests.browser.offline_fixture.site import Site

pytestmark = pytest.mark.browser

RUNS = int(os.environ.get("PAUZA_GATE_RUNS", "8"))
SEED = int(os.environ.get("PAUZA_SEED", random.randrange(10**6)))

# What the phone holds, read past the worker.
PHONE_STATE = """async () => {
  const names = await caches.keys();
  const pointer = await new Promise((done) => {
    const opening = indexedDB.open("pauza-packs");
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = () => done(null);
    opening.onsuccess = () => {
      const asking = opening.result.transaction("pointer").objectStore("pointer").get("current");
      asking.onsuccess = () => { opening.result.close(); done(asking.result ?? null); };
    };
  });
  const workers = (await navigator.serviceWorker.getRegistrations()).length;
  return {names: names.sort(), pointer, workers};
}"""
# Which releases this one page shows; a picture that is missing has no width.
SHOWN = """() => ({
  page: document.documentElement.dataset.release,
  script: document.documentElement.dataset.script,
  style: getComputedStyle(document.documentElement).getPropertyValue("--release").replaceAll('"', ""),
  pictures: [...document.images].every((image) => image.complete && image.naturalWidth > 0),
})"""
# Every kept entry against the hashes of the index, by the page and not by the worker.
SOUND = """async ([release, langs]) => {
  const cache = await caches.open(`pauza-${release}`);
  const {packs} = await (await cache.match("/a/packs")).json();
  let wrong = 0;
  for (const name of ["shell", ...langs]) {
    const {files} = await (await cache.match(packs[name])).json();
    for (const entry of files.flatMap((file) => file.entries)) {
      const found = await cache.match(entry.url);
      const page = found?.headers.get("content-type").startsWith("text/html");
      const open = page && new TextEncoder().encode((await found.clone().text()).split(release).join("000000000000"));
      const bytes = open || (found && (await found.arrayBuffer()));
      const sum = found && new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      if (!sum || ![...sum].map((b) => b.toString(16).padStart(2, "0")).join("") .startsWith(entry.sum)) wrong += 1;
    }
  }
  return wrong;
}"""
ERASE = """async (what) => {
  const parts = {
    caches: async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))),
    worker: async () => Promise.all((await navigator.serviceWorker.getRegistrations()).map((r) => r.unregister())),
    pointer: () => new Promise((done, fail) => {
      const deleting = indexedDB.deleteDatabase("pauza-packs");
      deleting.onsuccess = done;
      deleting.onerror = fail;
    }),
  };
  for (const name of what) await parts[name]();
}"""


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site(make_release("r1")).start()
    yield running
    running.stop()


@pytest.fixture
def tab(open_phone: OpenPhone) -> Page:
    return open_phone().pages[0]


def card(lang: str = "") -> str:
    return f'language-packs [data-lang="{lang}"]' if lang else "main > keep-offline"


def tap_keep(page: Page, lang: str = "") -> None:
    page.locator(f'{card(lang)} [data-do="keep"]').click()


def wait_state(page: Page, states: str, lang: str = "") -> str:
    wanted = ", ".join(f'{card(lang)}[data-state="{state}"]' for state in states.split())
    found = page.locator(wanted)
    found.wait_for(timeout=15_000)
    return str(found.get_attribute("data-state"))


def keep(page: Page, site: Site, lang: str = "pl") -> None:
    page.goto(f"{site.url}/{lang}/")
    tap_keep(page)
    assert wait_state(page, "ready failed full") == "ready"


def phone(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(PHONE_STATE))


def assert_whole(page: Page, release: str) -> None:
    shown = page.evaluate(SHOWN)
    assert shown == {"page": release, "script": release, "style": release, "pictures": True}


def notice_shown(page: Page) -> bool:
    page.wait_for_timeout(400)
    return page.locator("update-notice").is_visible()


def await_notice(page: Page) -> None:
    """Tell the browser to look for a new worker now; by itself it does so about a second after a page."""
    page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    page.locator("update-notice").wait_for(state="visible")


def eventually(page: Page, question: str) -> None:
    """Ask the page until the answer, which may need time to come, is yes."""
    for _ in range(100):
        if page.evaluate(question):
            return
        page.wait_for_timeout(50)
    raise AssertionError(question)


def start_over(page: Page, site: Site) -> None:
    """Make the phone as new, without the cost of a new browser."""
    site.reset()
    page.goto(f"{site.url}/en/n/")
    page.evaluate(ERASE, ["worker", "caches", "pointer"])


def test_nothing_is_downloaded_before_the_tap_and_everything_is_there_after_it(site: Site, tab: Page) -> None:
    tab.goto(f"{site.url}/pl/")
    assert wait_state(tab, "idle") == "idle"
    assert "/sw.js" not in site.asked
    assert site.bundles_asked() == []
    tap_keep(tab)
    assert wait_state(tab, "ready failed") == "ready"
    assert tab.locator("html").get_attribute("data-offline") == "ready"
    assert sorted(site.bundles_asked()) == sorted(
        [*site.release.packs["shell"], *site.release.packs["pl"], site.release.index]
    )
    assert tab.evaluate(SOUND, ["r1", ["pl"]]) == 0
    assert phone(tab)["names"] == ["pauza-r1"]


def test_a_phone_restarted_without_network_opens_every_page(site: Site, open_phone: OpenPhone) -> None:
    first = open_phone("poco")
    keep(first.pages[0], site)
    first.close()
    site.stop()
    page = open_phone("poco").pages[0]
    for code in CODES:
        page.goto(f"{site.url}/pl/{code}/?source=pwa".replace("//?", "/?"))
        assert_whole(page, "r1")
        assert page.locator("html").get_attribute("data-code") == code
    page.goto(f"{site.url}/")
    assert page.url == f"{site.url}/pl/"
    page.wait_for_selector('html[data-offline="ready"]')
    page.goto(f"{site.url}/en/1a/")
    assert page.locator("h1").inner_text() == "pl x r1"
    page.goto(f"{site.url}/pl/9z/")
    assert page.locator("h1").inner_text() == "pl x r1"


def test_a_download_cut_at_any_byte_goes_on_where_it_stopped(site: Site, tab: Page) -> None:
    print(f"seed {SEED}, {RUNS} cuts")
    chance = random.Random(SEED)
    whole = site.release.wire("shell", "pl")
    worst = 0.0
    for _ in range(RUNS):
        start_over(tab, site)
        tab.goto(f"{site.url}/pl/")
        site.cut_after = chance.randrange(whole)
        tap_keep(tab)
        assert wait_state(tab, "ready failed") == "failed", f"cut at {site.cut_after}"
        assert phone(tab)["pointer"] is None
        site.cut_after = None
        tap_keep(tab)
        assert wait_state(tab, "ready failed") == "ready"
        assert tab.evaluate(SOUND, ["r1", ["pl"]]) == 0
        worst = max(worst, site.sent / whole)
    print(f"worst total: {worst:.3f} of one download")
    assert worst <= 1.1


def test_a_phone_switched_off_in_the_middle_keeps_what_it_had(site: Site, open_phone: OpenPhone) -> None:
    context = open_phone("poco")
    keep(context.pages[0], site)
    site.release = make_release("r2")
    site.cut_after = site.sent + 60_000
    page = context.pages[0]
    page.goto(f"{site.url}/pl/")
    page.locator('update-notice [data-do="update"]').click()
    page.wait_for_timeout(random.Random(SEED).randrange(300))
    context.close()
    site.stop()
    page = open_phone("poco").pages[0]
    for code in CODES:
        page.goto(f"{site.url}/pl/{code}/".replace("//", "/").replace(":/1", "://1"))
        assert_whole(page, "r1")


DAMAGES = [(what, damage) for what in ("bundle", "head", "index") for damage in ("flip", "short", "html", "missing")]


@pytest.mark.parametrize(("what", "damage"), DAMAGES)
def test_wrong_bytes_are_refused_and_the_next_try_is_clean(site: Site, tab: Page, what: str, damage: str) -> None:
    tab.goto(f"{site.url}/pl/")
    head, *bundles = site.release.packs["pl"]
    path = {"index": site.release.index, "head": head, "bundle": bundles[3]}[what]
    site.damage = {path: damage}
    tap_keep(tab)
    assert wait_state(tab, "ready failed") == "failed"
    assert phone(tab)["pointer"] is None
    assert tab.locator("html").get_attribute("data-offline") == "no"
    site.damage = {}
    tap_keep(tab)
    assert wait_state(tab, "ready failed") == "ready"
    assert tab.evaluate(SOUND, ["r1", ["pl"]]) == 0


def test_wrong_bytes_of_another_language_leave_the_kept_one_alone(site: Site, tab: Page) -> None:
    keep(tab, site)
    site.damage = {site.release.packs["en"][5]: "flip"}
    tab.goto(f"{site.url}/pl/o/")
    tap_keep(tab, "en")
    assert wait_state(tab, "ready failed", "en") == "failed"
    assert wait_state(tab, "ready failed", "pl") == "ready"
    site.stop()
    tab.goto(f"{site.url}/pl/2a/")
    assert_whole(tab, "r1")
    assert tab.evaluate("document.documentElement.dataset.release") == "r1"


def test_an_entry_that_went_missing_is_noticed_and_only_its_bundle_is_fetched(site: Site, tab: Page) -> None:
    keep(tab, site)
    tab.evaluate("async () => (await caches.open('pauza-r1')).delete('/pl/2a/')")
    site.asked = []
    tab.goto(f"{site.url}/pl/")
    assert wait_state(tab, "ready failed") == "failed"
    assert tab.locator("html").get_attribute("data-offline") == "no"
    tap_keep(tab)
    assert wait_state(tab, "ready") == "ready"
    assert len(site.bundles_asked()) == 1


def test_a_new_release_waits_for_the_tap_and_never_disturbs_an_exercise(site: Site, tab: Page) -> None:
    keep(tab, site)
    other = tab.context.new_page()
    tab.goto(f"{site.url}/pl/")
    other.goto(f"{site.url}/pl/1a/")
    site.reset()
    site.release = make_release("r2")
    other.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    tab.locator("update-notice").wait_for(state="visible")
    assert not notice_shown(other)
    assert tab.evaluate("async () => (await navigator.serviceWorker.getRegistration()).waiting !== null")
    assert "kB" in tab.locator('update-notice [data-part="size"]').inner_text()
    assert [path for path in site.bundles_asked() if re.search(r"-\d\.", path)] == [], "only lists, to know the size"
    tab.goto(f"{site.url}/pl/2/")
    assert_whole(tab, "r1")
    assert not notice_shown(tab)
    tab.goto(f"{site.url}/pl/o/")
    loads = count_loads(tab), count_loads(other)
    tab.locator('update-notice [data-do="update"]').click()
    tab.wait_for_selector('html[data-release="r2"]')
    tab.wait_for_timeout(500)
    assert_whole(tab, "r2")
    assert [len(loads[0]), len(loads[1])] == [1, 0]
    assert site.sent < site.release.wire("shell", "pl") * 1.02
    unchanged = [path for path in site.bundles_asked() if path in make_release("r1").files]
    assert unchanged == []
    # The other tab still runs the old release, and what it asks for is still here.
    own = other.evaluate("[...document.images].map((image) => image.src)")
    site.stop()
    assert other.evaluate("(urls) => Promise.all(urls.map(async (url) => (await fetch(url)).status))", own) == [
        200,
        200,
    ]
    site.start()
    assert phone(tab)["names"] == ["pauza-r1", "pauza-r2"]
    other.close()
    tab.goto(f"{site.url}/pl/")
    eventually(tab, "async () => (await caches.keys()).length === 1")
    assert phone(tab)["names"] == ["pauza-r2"]


def count_loads(page: Page) -> list[str]:
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    return loads


def test_an_update_cut_at_any_byte_leaves_the_old_release_whole(site: Site, tab: Page) -> None:
    print(f"seed {SEED}, {RUNS // 2} cuts")
    chance = random.Random(SEED)
    old, new = make_release("r1"), make_release("r2")
    # Of the shell's bundle one picture alone has changed, and comes by itself.
    changed = [path for path in new.packs["pl"][1:] if path not in old.files]
    whole = sum(len(new.files[path][1]) for path in changed)
    for _ in range(RUNS // 2):
        start_over(tab, site)
        site.release = old
        keep(tab, site)
        site.reset()
        site.release = new
        tab.goto(f"{site.url}/pl/")
        await_notice(tab)
        site.cut_after = site.sent + chance.randrange(whole)
        tab.locator('update-notice [data-do="update"]').click()
        tab.locator('update-notice [data-state="failed"]').wait_for(state="visible", timeout=15_000)
        assert phone(tab)["pointer"]["release"] == "r1"
        tab.goto(f"{site.url}/pl/{chance.choice(CODES[2:])}/")
        assert_whole(tab, "r1")
        assert tab.evaluate(SOUND, ["r1", ["pl"]]) == 0
        site.cut_after = None
        tab.goto(f"{site.url}/pl/")
        tab.locator('update-notice [data-do="update"]').click()
        tab.wait_for_selector('html[data-release="r2"]')
        assert_whole(tab, "r2")
        lists = [new.index, new.packs["shell"][0], new.packs["pl"][0]]
        assert site.sent <= (whole + sum(len(new.files[path][1]) for path in lists)) * 1.1 + 1000


def test_an_update_stopped_between_flip_and_takeover_is_finished(site: Site, tab: Page) -> None:
    keep(tab, site)
    tab.goto(f"{site.url}/pl/")
    site.release = make_release("r2")
    tab.goto(f"{site.url}/pl/")
    tab.locator("update-notice").wait_for(state="visible")
    # As if the phone went off right after the flip: everything staged, the pointer moved, the worker still waiting.
    tab.evaluate(STAGE_BY_HAND, "r2")
    tab.goto(f"{site.url}/pl/1a/")
    assert_whole(tab, "r2")
    eventually(tab, "async () => !(await navigator.serviceWorker.getRegistration()).waiting")
    tab.goto(f"{site.url}/pl/")
    assert not notice_shown(tab)
    assert_whole(tab, "r2")


STAGE_BY_HAND = r"""async (release) => {
  const cache = await caches.open(`pauza-${release}`);
  const {packs} = await (await cache.match("/a/packs")).json();
  const heads = await Promise.all(["shell", "pl"].map(async (name) => (await fetch(packs[name])).json()));
  for (const [place, {headers, lines, files}] of heads.entries()) {
    await cache.put(packs[["shell", "pl"][place]], await fetch(packs[["shell", "pl"][place]]));
    const shared = (lines ?? []).map((line) => typeof line === "number" ? heads[0].lines[line] : line);
    const ranged = ([from, count = 1]) => shared.slice(from, from + count).join("\n");
    const whole = (piece) => piece[0] === "\x1c" ? ranged(piece.slice(1).split(",").map(Number)) : piece;
    for (const {path, entries, type} of files) {
      const said = await (await fetch(path)).text();
      const parts = type ? [[type, said]] : said.split("\x1e").slice(0, -1).map((row) => row.split("\x1f"));
      for (const [row, [kind, ...pieces]] of parts.entries()) {
        const page = pieces.map(whole).join("\n").split("000000000000").join(release);
        const body = kind === "image/png" ? Uint8Array.from(atob(pieces[0]), (c) => c.charCodeAt(0)) : page;
        await cache.put(entries[row].url, new Response(body, {headers: {...headers, "content-type": kind}}));
      }
    }
  }
  await new Promise((done) => {
    const opening = indexedDB.open("pauza-packs");
    opening.onsuccess = () => {
      const change = opening.result.transaction("pointer", "readwrite");
      change.objectStore("pointer").put({release, packs: ["pl"], verifiedAt: 1}, "current");
      change.oncomplete = () => { opening.result.close(); done(); };
    };
  });
}"""


def test_no_page_ever_shows_two_releases(site: Site, tab: Page) -> None:
    """Random deploys, pages, tabs, taps, stops of the worker and of the network."""
    steps = RUNS * 3
    print(f"seed {SEED}, {steps} steps")
    chance = random.Random(SEED)
    releases = [make_release(f"r{number}") for number in range(1, 5)]
    keep(tab, site)
    tabs = [tab, tab.context.new_page()]
    stop_workers = stopper(tab)
    for page in tabs:
        page.goto(f"{site.url}/pl/1/")
    on = True
    updates = 0
    for step in range(steps):
        page = chance.choice(tabs)
        act = chance.choice(["deploy", "go", "go", "update", "update", "network", "stop worker", "lazy"])
        if act == "deploy":
            site.release = chance.choice(releases)
        elif act == "go":
            page.goto(f"{site.url}/pl/{chance.choice(CODES[1:])}/")
        elif act == "update" and on:
            updates += update(page, site, chance, releases)
        elif act == "network":
            on = not on
            site.start() if on else site.stop()
        elif act == "stop worker":
            stop_workers()
        else:
            urls = page.evaluate("[...document.images].map((image) => image.src)")
            answers = page.evaluate("(urls) => Promise.all(urls.map(async (url) => (await fetch(url)).status))", urls)
            assert answers == [200, 200], f"seed {SEED} step {step}: an asset of a running page is gone"
        for seen in tabs:
            shown = seen.evaluate(SHOWN)
            parts = {shown["page"], shown["script"], shown["style"]}
            assert len(parts) == 1, f"seed {SEED} step {step} {act}: {shown}"
            assert shown["pictures"], f"seed {SEED} step {step} {act}: {shown}"
    print(f"{updates} updates")
    # A walk may have had none; the last one is neither offline nor cut.
    if not on:
        site.start()
    assert update(tab, site, chance, releases, may_cut=False), f"seed {SEED}"
    shown = tab.evaluate(SHOWN)
    assert shown["page"] == shown["script"] == shown["style"]


def stopper(tab: Page) -> Callable[[], object]:
    """Return what stops the workers, as a phone does that needs room; only Chromium can be told to."""
    if ENGINE != "chromium":
        return lambda: None
    developer = tab.context.new_cdp_session(tab)
    developer.send("ServiceWorker.enable")
    return lambda: developer.send("ServiceWorker.stopAllWorkers")


def update(page: Page, site: Site, chance: random.Random, releases: list[Release], *, may_cut: bool = True) -> bool:
    """Deploy something else, tap, and sometimes cut the line in the middle; say whether it became current."""
    before = phone(page)["pointer"]["release"]
    site.release = chance.choice([release for release in releases if release.id != before])
    site.cut_after = chance.choice([None, None, site.sent + chance.randrange(100_000)]) if may_cut else None
    page.goto(f"{site.url}/pl/")
    await_notice(page)
    page.locator('update-notice [data-do="update"]').click()
    page.wait_for_function(
        """(before) => document.documentElement.dataset.release !== before
        || document.querySelector('update-notice[data-state="failed"]')""",
        arg=before,
    )
    page.wait_for_load_state("load")
    page.wait_for_function("[...document.images].every((image) => image.complete)")
    site.cut_after = None
    return bool(phone(page)["pointer"]["release"] != before)


def test_a_server_that_moved_on_before_the_first_keep_is_followed(site: Site, tab: Page) -> None:
    keep(tab, site)
    tab.goto(f"{site.url}/pl/o/")
    tab.locator('language-packs [data-lang="pl"] [data-do="remove"]').click()
    assert wait_state(tab, "idle", "pl") == "idle"
    assert phone(tab)["pointer"] is None
    assert phone(tab)["names"] == []
    site.release = make_release("r2")
    tap_keep(tab, "pl")
    assert wait_state(tab, "ready failed", "pl") == "ready"
    assert phone(tab)["pointer"]["release"] == "r2"


def test_a_full_phone_says_so_and_keeps_what_it_had(site: Site, tab: Page) -> None:
    developer = tab.context.new_cdp_session(tab)
    tab.goto(f"{site.url}/pl/o/")

    def limit(size: int) -> None:
        developer.send("Storage.overrideQuotaForOrigin", {"origin": site.url, "quotaSize": size})

    limit(50_000)
    tap_keep(tab, "pl")
    assert wait_state(tab, "ready failed full", "pl") == "full"
    assert phone(tab)["names"] == []
    limit(50_000_000)
    tap_keep(tab, "pl")
    assert wait_state(tab, "ready failed full", "pl") == "ready"
    limit(200_000)
    tap_keep(tab, "en")
    assert wait_state(tab, "ready failed full", "en") == "full"
    assert tab.evaluate(SOUND, ["r1", ["pl"]]) == 0
    site.stop()
    tab.goto(f"{site.url}/pl/3/")
    assert_whole(tab, "r1")


def test_a_second_language_is_added_switched_on_the_same_step_and_removed(site: Site, tab: Page) -> None:
    keep(tab, site)
    site.reset()
    tab.goto(f"{site.url}/pl/o/")
    tap_keep(tab, "ar")
    assert wait_state(tab, "ready failed", "ar") == "ready"
    assert sorted(site.bundles_asked()) == sorted(site.release.packs["ar"])
    site.stop()
    tab.goto(f"{site.url}/pl/1b/")
    tab.locator("#ar").click()
    assert tab.locator("h1").inner_text() == "ar 1b r1"
    assert_whole(tab, "r1")
    tab.wait_for_selector('html[data-offline="ready"]')
    tab.goto(f"{site.url}/")
    assert tab.url == f"{site.url}/ar/"
    tab.goto(f"{site.url}/ar/o/")
    tab.locator('language-packs [data-lang="pl"] [data-do="remove"]').click()
    assert wait_state(tab, "idle offline", "pl")
    tab.goto(f"{site.url}/pl/1b/")
    assert tab.locator("h1").inner_text() == "ar x r1"
    kept = tab.evaluate(
        "async () => (await (await caches.open('pauza-r1')).keys()).map((r) => new URL(r.url).pathname)"
    )
    assert not [path for path in kept if path.startswith("/pl/")]


def test_two_tabs_that_both_tap_download_once(site: Site, tab: Page) -> None:
    other = tab.context.new_page()
    for page in (tab, other):
        page.goto(f"{site.url}/pl/")
    for page in (tab, other):
        page.evaluate("document.querySelector('main > keep-offline [data-do=keep]').click()")
    for page in (tab, other):
        assert wait_state(page, "ready failed") == "ready"
    assert sorted(site.bundles_asked()) == sorted(set(site.bundles_asked()))


def test_an_optional_part_is_kept_by_itself_and_goes_by_itself(site: Site, open_phone: OpenPhone) -> None:
    """The second step does not cost those who never open it, and is there without network for those who do."""
    context = open_phone("poco")
    tab = context.pages[0]
    keep(tab, site)
    site.stop()
    tab.goto(f"{site.url}/pl/b2/")
    assert tab.locator("h1").inner_text() == "pl b r1"
    site.start().reset()
    tab.goto(f"{site.url}/pl/o/")
    row = tab.locator('language-packs [data-pack="pl/2"]')
    row.locator('[data-do="keep"]').click()
    row.locator('[data-state="ready"]').first.wait_for(state="visible")
    assert sorted(site.bundles_asked()) == sorted(site.release.packs["pl/2"])
    assert tab.evaluate(SOUND, ["r1", ["pl", "pl/2"]]) == 0
    context.close()
    site.stop()
    tab = open_phone("poco").pages[0]
    tab.goto(f"{site.url}/pl/b2/")
    assert_whole(tab, "r1")
    tab.wait_for_selector('html[data-offline="ready"]')
    tab.goto(f"{site.url}/pl/o/")
    tab.locator('language-packs [data-pack="pl/2"] [data-do="remove"]').click()
    eventually(tab, "async () => !(await (await caches.open('pauza-r1')).match('/pl/b2/'))")
    assert tab.evaluate(SOUND, ["r1", ["pl"]]) == 0
    tab.goto(f"{site.url}/pl/b2/")
    assert tab.locator("h1").inner_text() == "pl b r1"


def test_an_optional_part_that_is_cut_goes_on_where_it_stopped(site: Site, tab: Page) -> None:
    chance = random.Random(SEED)
    whole = site.release.wire("pl/2")
    for _ in range(5):
        start_over(tab, site)
        keep(tab, site)
        tab.goto(f"{site.url}/pl/o/")
        site.reset()
        site.cut_after = chance.randrange(whole)
        row = tab.locator('language-packs [data-pack="pl/2"]')
        row.locator('[data-do="keep"]').click()
        tab.locator('language-packs [data-pack="pl/2"][data-state="failed"]').wait_for()
        site.cut_after = None
        row.locator('[data-do="keep"]').click()
        tab.locator('language-packs [data-pack="pl/2"][data-state="ready"]').wait_for()
        assert tab.evaluate(SOUND, ["r1", ["pl", "pl/2"]]) == 0
        assert site.sent <= 1.1 * whole


PARTS = ("worker", "caches", "pointer")
SUBSETS = [[part for place, part in enumerate(PARTS) if number >> place & 1] for number in range(1, 8)]


@pytest.mark.parametrize("lost", SUBSETS, ids="+".join)
def test_whatever_part_the_phone_lost_the_page_says_the_truth_and_keep_works(
    site: Site, tab: Page, lost: list[str]
) -> None:
    keep(tab, site)
    tab.goto(f"{site.url}/en/n/")
    tab.evaluate(ERASE, lost)
    tab.goto(f"{site.url}/pl/")
    whole = lost == ["worker"]
    assert wait_state(tab, "ready idle failed") in ({"ready"} if whole else {"idle", "failed"})
    assert tab.locator("html").get_attribute("data-offline") == ("ready" if whole else "no")
    if not whole:
        tap_keep(tab)
        assert wait_state(tab, "ready failed full") == "ready"
    tab.goto(f"{site.url}/pl/")
    site.stop()
    tab.goto(f"{site.url}/pl/4/")
    assert_whole(tab, "r1")


def test_a_cache_that_is_not_ours_is_never_touched(site: Site, tab: Page) -> None:
    tab.goto(f"{site.url}/pl/")
    tab.evaluate("async () => (await caches.open('other')).put('/x', new Response('1'))")
    keep(tab, site)
    site.release = make_release("r2")
    tab.goto(f"{site.url}/pl/")
    tab.locator('update-notice [data-do="update"]').click()
    tab.wait_for_selector('html[data-release="r2"]')
    tab.goto(f"{site.url}/pl/")
    eventually(tab, "async () => !(await caches.has('pauza-r1'))")
    assert phone(tab)["names"] == ["other", "pauza-r2"]


def test_the_kill_switch_in_the_worker_s_own_comment_clears_a_phone(site: Site, tab: Page) -> None:
    keep(tab, site)
    lines = (PWA / "service-worker" / "index.ts").read_text("utf-8").splitlines()
    switch = "\n".join(line.removeprefix("//") for line in lines if line.startswith("//   "))
    site.release = replace(site.release, files={**site.release.files, "/sw.js": ("text/javascript", switch.encode())})
    tab.goto(f"{site.url}/pl/")
    # Firefox calls the update a failure, because the worker takes itself away while it comes.
    tab.evaluate("async () => { await (await navigator.serviceWorker.getRegistration()).update().catch(() => 0); }")
    eventually(tab, "async () => !(await navigator.serviceWorker.getRegistration())")
    assert phone(tab)["names"] == []
    site.asked = []
    tab.goto(f"{site.url}/pl/1/")
    assert "/pl/1/" in site.asked


def test_browser_errors_are_none(site: Site, open_phone: OpenPhone) -> None:
    """Policy and Trusted Types hold for registering, keeping and updating."""
    context: BrowserContext = open_phone()
    page = context.pages[0]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    keep(page, site)
    site.release = make_release("r2")
    page.goto(f"{site.url}/pl/")
    page.locator('update-notice [data-do="update"]').click()
    page.wait_for_selector('html[data-release="r2"]')
    assert [error for error in errors if "favicon" not in error and "404" not in error] == []
