"""What an update costs a phone that keeps a language: only entries that differ, or bundles that hold one."""

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
    known_sums = {sum_ for entries in older.values() for sum_ in entries}
    changed = {sum_ for entries in newer.values() for sum_ in entries} - known_sums
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
    got = {sum_ for path in fetched for sum_ in newer[path]}
    needed = all(changed & set(newer[path]) for path in fetched)
    baseline = f"fetched {_names(fetched)}; {len(changed)} entries changed"
    baseline += f"; page, worker, index and heads {kilobytes(rest)}"
    return Row(what, kilobytes(size), "only what changed", met=needed and changed <= got, baseline=baseline)


def _pack(server: LocalServer, language: str) -> dict[str, list[str]]:
    """Return what can be fetched for a kept language: address of a bundle or of one entry → sums of its entries."""
    listed = json.loads(_read(server, "/release.json"))
    files = {}
    heads = [row["path"] for row in listed["languages"][language]["pack"] if row["path"].endswith(".json")]
    for file in (file for path in heads for file in json.loads(_read(server, path))["files"]):
        sums = [entry["sum"] for entry in file["entries"]]
        files[file["path"]] = sums
        if "type" not in file:
            stem = file["path"].removesuffix(".txt")
            files |= {f"{stem}.{number}.txt": [sum_] for number, sum_ in enumerate(sums)}
    return files


def _read(server: LocalServer, path: str) -> str:
    return str(urllib.request.urlopen(f"{server.url}{path}", timeout=20).read().decode())


def _names(paths: set[str]) -> str:
    return ", ".join(sorted(Path(path).name for path in paths)) or "none"


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
