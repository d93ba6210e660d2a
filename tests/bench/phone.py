"""What a person with a slow phone and a dear line gets: a real Chromium behind a proxy that slows and counts."""

import contextlib
import shutil
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Playwright, sync_playwright

from api.settings import Settings
from tests.bench.first_visit import FirstVisits
from tests.bench.floor import BareServer, floor_answers, write_answers
from tests.bench.handset import Handset, chromium
from tests.bench.kept import cold_start_row, leave_row, step_row
from tests.bench.netproxy import LineProxy
from tests.bench.table import Row, kilobytes
from tests.bench.updates import changed_source, update_row
from tests.bench.wire import Exchange
from tests.browser.conftest import LocalServer

LANGUAGE = "en"
PAGE = f"/{LANGUAGE}/1/"
IDLE_SECONDS = 60


def phone_rows(settings: Settings) -> list[Row]:
    """Return everything that is measured on a phone; about four minutes."""
    if chromium() is None:
        return [Row("phone", "not measured", "", baseline="no Chromium: `apt-get install -y chromium`")]
    with _Bench.started(settings) as bench:
        return bench.rows()


@dataclass
class _Bench:
    """Servers, driver and one phone that keeps the programme and lives through all of it."""

    driver: Playwright
    scratch: Path
    environment: dict[str, str]
    server: LocalServer
    floor: BareServer
    proxy: LineProxy
    phone: Handset = field(init=False)

    @classmethod
    @contextlib.contextmanager
    def started(cls, settings: Settings) -> Iterator["_Bench"]:
        """Start from a copy of the sources, so that nobody's edits change the release on the way."""
        with contextlib.ExitStack() as stack:
            scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
            environment = _frozen(settings, scratch)
            server = LocalServer(environment).start()
            stack.callback(server.stop)
            page = urllib.request.urlopen(f"{server.url}{PAGE}", timeout=20).read().decode()
            write_answers(scratch / "floor", floor_answers(page))
            floor = BareServer(scratch / "floor")
            stack.callback(floor.stop)
            proxy = LineProxy(server.port)
            stack.callback(proxy.close)
            driver = stack.enter_context(sync_playwright())
            bench = cls(driver, scratch, environment, server, floor, proxy)
            bench.switch_on()
            # Not the bound method: the phone is switched off and on, and the last one counts.
            stack.callback(lambda: bench.phone.close())  # noqa: PLW0108
            yield bench

    @property
    def url(self) -> str:
        """The address as the phone sees it."""
        return f"http://127.0.0.1:{self.proxy.port}"

    def switch_on(self, processor: float = 1) -> None:
        """Start the phone, the same one each time."""
        self.phone = Handset(self.driver, self.scratch / "phone", processor)

    def rows(self) -> list[Row]:
        """Measure in an order that lets the idle minute pass while other phones are timed."""
        ours, floor = (self.server.port, PAGE), (self.floor.port, "/")
        rows = [*_tried("a visit, not kept", lambda: [self._unchanged("not kept")]), *_tried("Keep", self._keep)]
        since, before = time.monotonic(), len(self.proxy.exchanges)
        rows += _tried("first visits", lambda: FirstVisits(self.driver, self.scratch).rows(ours, floor))
        rows += _tried("idle", lambda: [self._idle(since, before), self._unchanged("kept")])
        rows += _tried("offline", self._offline)
        self.proxy.go_online()
        return rows + _tried("updates", self._updates)

    def _unchanged(self, how: str) -> Row:
        """Open home and a session twice, with the browser closed between."""
        for path in (f"/{LANGUAGE}/", PAGE):
            self.phone.page.goto(f"{self.url}{path}")
            self._quiet()
        self.phone.close()
        self.switch_on()
        before = len(self.proxy.exchanges)
        for path in (f"/{LANGUAGE}/", PAGE):
            self.phone.page.goto(f"{self.url}{path}")
            self._quiet()
        seen = self.proxy.exchanges[before:]
        size = sum(exchange.body for exchange in seen)
        what = f"a visit with nothing changed, {how}: bodies of home and a session"
        return Row(what, f"{size} B", "≤ 500 B", met=size <= 500, baseline=told(seen))

    def _keep(self) -> list[Row]:
        self.phone.page.goto(f"{self.url}/{LANGUAGE}/")
        self._quiet()
        before, wire = len(self.proxy.exchanges), self.proxy.down
        self.phone.page.locator("keep-offline [data-do=keep]").first.click()
        self.phone.page.wait_for_selector("html[data-offline=ready]", timeout=60_000)
        self._quiet()
        size = self.proxy.down - wire
        requests = len(self.proxy.exchanges) - before
        what = f"Keep, whole programme in one language ({LANGUAGE}): on the wire, headers too"
        met = size <= 250_000
        return [Row(what, kilobytes(size), "≤ 250 KB", met=met, baseline=f"{requests} requests; Starlight 448 KB")]

    def _idle(self, since: float, before: int) -> Row:
        while (left := since + IDLE_SECONDS - time.monotonic()) > 0:
            self.phone.page.wait_for_timeout(left * 1000)
        seen = self.proxy.exchanges[before:]
        what = f"background bytes, {time.monotonic() - since:.0f} s idle after the pack is complete"
        return Row(what, f"{sum(row.body for row in seen)} B", "0", met=not seen, baseline=told(seen))

    def _offline(self) -> list[Row]:
        self.phone.close()
        self.proxy.go_offline()
        rows = [cold_start_row(self.driver, self.scratch, f"{self.url}{PAGE}", self.floor.port)]
        self.switch_on()
        floor = f"http://127.0.0.1:{self.floor.port}/"
        rows += [step_row(self.phone, f"{self.url}/{LANGUAGE}/1b/"), leave_row(self.phone, f"{self.url}{PAGE}", floor)]
        return rows

    def _updates(self) -> list[Row]:
        """First a release that differs in its id alone, then one in which a sentence of one exercise changed."""
        rows = []
        with contextlib.ExitStack() as stack:
            known = self.server
            for what, environment in (
                ("an update of the release id alone", {**self.environment, "PAUZA_DEFAULT_LANGUAGE": "pl"}),
                ("an update of one sentence", changed_source(self.environment, self.scratch)),
            ):
                newer = LocalServer(environment).start()
                stack.callback(newer.stop)
                rows.append(update_row(what, self.phone, self.proxy, (known, newer), LANGUAGE))
                known = newer
        return rows

    def _quiet(self, seconds: float = 1.0) -> None:
        """Wait until no byte has gone by for a while."""
        until = time.monotonic() + 20
        self.proxy.last_byte = time.monotonic()
        while time.monotonic() - self.proxy.last_byte < seconds and time.monotonic() < until:
            self.phone.page.wait_for_timeout(100)


def _tried(what: str, measure: Callable[[], list[Row]]) -> list[Row]:
    """Return the rows, or one that says what went wrong, so that one failure does not cost the others."""
    try:
        return measure()
    except (AssertionError, OSError, PlaywrightError) as error:
        return [Row(what, "not measured", "", met=False, baseline=str(error).partition("\n")[0][:120])]


def told(exchanges: list[Exchange]) -> str:
    """Return requests in a few words, those with bytes first."""
    unchanged = sum(exchange.status == 304 for exchange in exchanges)
    costly = [f"{row.path} {row.status}: {row.body} B" for row in exchanges if row.body]
    return "; ".join([*costly[:4], f"{len(exchanges)} requests, {unchanged} answered 304"])


def _frozen(settings: Settings, scratch: Path) -> dict[str, str]:
    source, cache = scratch / "source", scratch / "cache"
    for part in ("content", "locales", "pwa"):
        shutil.copytree(settings.source_dir / part, source / part, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(settings.cache_dir / "releases", cache / "releases")
    return {"PAUZA_SOURCE_DIR": str(source), "PAUZA_CACHE_DIR": str(cache)}
