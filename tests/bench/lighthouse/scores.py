"""Run Lighthouse, as for a phone, over one page of every kind, in English and in one language written the other way.

`PAUZA_ALL_LANGUAGES=1` takes every language of the menu.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from api.release.model import Release
from api.settings import Settings
from tests.bench.table import Row
from tests.browser.conftest import LANGUAGES, OFFERED, LocalServer
from tests.browser.engines.chromium import ARGUMENTS
from tests.machine import chromium_path
from tools.bootstrap import node_command, npm_command

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices")
TARGET = "100 / 100 / 100, TBT ≤ 20 ms"
MOST_BLOCKING = 20  # ms
# A page of each kind: its code, as in the address. Exercises stand for each other, and so do sessions.
KINDS = {
    "home": "",
    "session": "1",
    "exercise": "1b",
    "help": "h",
    "information": "p",
    "languages": "l",
    "options": "o",
    "kept": "k",
}


class LighthouseError(Exception):
    """Lighthouse gave no report: now and then a browser starts without a trace, and its own advice is to try again."""


def lighthouse_rows(settings: Settings, release: Release) -> list[Row]:
    """Return the scores of each page beside the target; a page below it is measured again, at most three times.

    Lighthouse reckons the performance score from a simulated phone, but on timings of this machine, so other work on it
    can only lower a score.
    """
    program = _installed(settings.cache_dir / "lighthouse")
    server = LocalServer().start()
    try:
        codes = {kind: code for kind, code in KINDS.items() if _path(OFFERED[0], code) in release.files}
        return [_row(program, server.url, language, kind, codes[kind]) for language in LANGUAGES for kind in codes]
    finally:
        server.stop()


def _path(language: str, code: str) -> str:
    return f"/{language}/{code}/" if code else f"/{language}/"


def _row(program: list[str], base: str, language: str, kind: str, code: str) -> Row:
    path = _path(language, code)
    for left in reversed(range(3)):
        try:
            report = _report(program, f"{base}{path}")
        except LighthouseError:
            if not left:
                raise
            continue
        scores = [round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES]
        blocking = report["audits"]["total-blocking-time"]["numericValue"]
        met = min(scores) == 100 and blocking <= MOST_BLOCKING
        if met:
            break
    figure = f"{' / '.join(map(str, scores))}, TBT {blocking:.0f} ms"
    return Row(f"Lighthouse, {kind} ({path})", figure, TARGET, met=met, baseline=_lost(report))


def _lost(report: dict[str, Any]) -> str:
    """Name what cost points, the worst first."""
    weighed = [
        (row["weight"] * (1 - (report["audits"][row["id"]]["score"] or 0)), row["id"])
        for name in CATEGORIES
        for row in report["categories"][name]["auditRefs"]
        if row["weight"] and report["audits"][row["id"]]["scoreDisplayMode"] not in {"notApplicable", "manual"}
    ]
    return ", ".join(name for cost, name in sorted(weighed, reverse=True)[:3] if cost > 0)


def _report(program: list[str], url: str) -> dict[str, Any]:
    flags = " ".join(["--headless=new", *ARGUMENTS])
    words = [*program, url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    done = subprocess.run(
        [*words, f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": chromium_path()},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    if done.returncode:
        raise LighthouseError(f"{url}: {done.stderr.strip().splitlines()[-1:]}")
    return dict(json.loads(done.stdout))


def _installed(folder: Path) -> list[str]:
    """Install the locked packages when the lock has changed; return the words that start the program."""
    lock = (HERE / "package-lock.json").read_bytes()
    kept = folder / "installed.json"
    if not kept.exists() or kept.read_bytes() != lock:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        subprocess.run(
            npm_command("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"), cwd=folder, check=True
        )
        kept.write_bytes(lock)
    return node_command(str(folder / "node_modules" / "lighthouse" / "cli" / "index.js"))
