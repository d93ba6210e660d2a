"""What an update costs a phone that keeps a language: only bundles that differ may be fetched."""

import json
import re
import shutil
import urllib.request
from pathlib import Path

from tests.bench.handset import Handset
from tests.bench.netproxy import LineProxy
from tests.bench.table import Row, kilobytes
from tests.browser.conftest import LocalServer

_EXERCISE = "content/exercises/feet-on-the-floor/exercise.toml"


def update_row(
    what: str, phone: Handset, proxy: LineProxy, releases: tuple[LocalServer, LocalServer], language: str
) -> Row:
    """Let a newer release take the place of the one that is kept, and list what the phone fetches for it."""
    older, newer = (_bundles(server, language) for server in releases)
    proxy.move_to(releases[1].port)
    before = len(proxy.exchanges)
    page = phone.page
    phone.slow_down(1)
    page.goto(f"http://127.0.0.1:{proxy.port}/{language}/")
    known = page.locator("html").get_attribute("data-release")
    page.locator("update-notice [data-do=update]").click(timeout=20_000)
    page.wait_for_selector(f'html[data-offline="ready"]:not([data-release="{known}"])', timeout=30_000)
    page.wait_for_timeout(500)
    seen = proxy.exchanges[before:]
    size = sum(exchange.body for exchange in seen)
    fetched = {exchange.path for exchange in seen if exchange.path in newer and exchange.body}
    differing = newer - older
    names = ", ".join(sorted(Path(path).name.split(".")[0] for path in fetched))
    baseline = f"{len(differing)} of {len(newer)} bundles differ; fetched {names or 'none'}"
    return Row(what, kilobytes(size), "only what changed", met=fetched == differing, baseline=baseline)


def _bundles(server: LocalServer, language: str) -> set[str]:
    listed = json.loads(urllib.request.urlopen(f"{server.url}/release.json", timeout=20).read())
    return {row["path"] for row in listed["languages"][language]["pack"]}


def changed_source(environment: dict[str, str], scratch: Path) -> dict[str, str]:
    """Copy the sources and change one sentence of one exercise."""
    source = scratch / "changed"
    shutil.copytree(environment["PAUZA_SOURCE_DIR"], source)
    exercise = source / _EXERCISE
    text = exercise.read_text("utf-8")
    changed = re.sub(r'^summary = "(.*)"$', r'summary = "\1 Now."', text, count=1, flags=re.MULTILINE)
    assert changed != text, f"{_EXERCISE} has no summary"
    exercise.write_text(changed, "utf-8")
    return {**environment, "PAUZA_SOURCE_DIR": str(source)}
