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
    older, newer = (_pack(server, language) for server in releases)
    needed = {path for path in newer if _differs(newer[path], older)}
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
    rest = size - sum(exchange.body for exchange in seen if exchange.path in fetched)
    baseline = f"fetched {_names(fetched)} of {len(newer)} files; changed: {_names(needed)}"
    baseline += f"; page, worker and index {kilobytes(rest)}"
    return Row(what, kilobytes(size), "only what changed", met=fetched == needed, baseline=baseline)


def _pack(server: LocalServer, language: str) -> dict[str, dict[str, str]]:
    """Return the pack's files: path → address of each entry → its text without the release's id."""
    listed = json.loads(_read(server, "/release.json"))
    files = {}
    for row in listed["languages"][language]["pack"]:
        path, text = row["path"], _read(server, row["path"]).replace(listed["release"], "")
        entries = json.loads(text)["entries"] if path.endswith(".json") else [{"url": path}]
        files[path] = {entry["url"]: json.dumps(entry) for entry in entries}
    return files


def _differs(bundle: dict[str, str], older: dict[str, dict[str, str]]) -> bool:
    known = {url: text for entries in older.values() for url, text in entries.items()}
    return any(known.get(url) != text for url, text in bundle.items())


def _read(server: LocalServer, path: str) -> str:
    return str(urllib.request.urlopen(f"{server.url}{path}", timeout=20).read().decode())


def _names(paths: set[str]) -> str:
    return ", ".join(sorted(Path(path).name.split(".")[0] for path in paths)) or "none"


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
