"""How long compiling takes, cold and after one changed catalogue, and starting the server."""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from datetime import date
from pathlib import Path

from api.app import ready_release
from api.release.compile import compile_release
from api.release.sources import load_sources
from api.settings import Settings
from tests.bench.table import Row

ROOT = Path(__file__).resolve().parents[2]


def building_rows(settings: Settings) -> list[Row]:
    """Return compile and start-up times."""
    today = date.today()  # noqa: DTZ011 - as the server does
    started = time.perf_counter()
    sources = load_sources(settings, today)
    loaded = time.perf_counter() - started
    compile_release(sources, today)
    cold = time.perf_counter() - started
    languages = len(sources.offered)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        Row("load and check all sources", f"{loaded:.2f} s", ""),
        Row("compile, cold, per language", f"{cold / languages:.2f} s", "≤ 2 s", met=cold / languages <= 2),
        *_changed_rows(settings),
        Row("peak memory while compiling", f"{peak:.0f} MB", ""),
        *_start_rows(settings),
    ]


def _changed_rows(settings: Settings) -> list[Row]:
    """Change a word of one catalogue and time what `pauza serve` does then, with its older compile on the disk.

    The first change makes a language that a machine wrote one that a person had a hand in: all others tell that on
    their page of languages. The second changes nothing but words.
    """
    with tempfile.TemporaryDirectory() as scratch:
        source, cache = Path(scratch) / "source", Path(scratch) / "cache"
        for name in ("content", "locales"):
            shutil.copytree(settings.source_dir / name, source / name)
        (source / "pwa").symlink_to(settings.pwa_dir)
        copied = replace(settings, source_dir=source, cache_dir=cache)
        ready_release(copied)
        path = source / "locales" / "pl" / "LC_MESSAGES" / "grounding.po"
        first, second = _change(path, copied), _change(path, copied)
    return [
        Row("compile after one changed catalogue", f"{second:.2f} s", "≤ 1 s", met=second <= 1),
        Row("the same where all languages tell of it", f"{first:.2f} s", ""),
    ]


def _change(path: Path, settings: Settings) -> float:
    before, word, after = path.read_text("utf-8").rpartition('msgstr "')
    path.write_text(f"{before}{word}Tak: {after}", "utf-8")
    started = time.perf_counter()
    ready_release(settings)
    return time.perf_counter() - started


def _start_rows(settings: Settings) -> list[Row]:
    bare = _time([sys.executable, "-c", "pass"])
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch) / "cache"
        shutil.copytree(settings.cache_dir / "releases", cache / "releases")
        seconds, memory = _start_once(cache)
    return [
        Row(
            "start to /healthz, built before",
            f"{seconds:.2f} s",
            "≤ 2 s",
            met=seconds <= 2,
            baseline=f"Python {bare:.2f} s",
        ),
        Row("memory of the serving process", f"{memory:.0f} MB", "≤ 150 MB + 1 MB a language", met=memory <= 153),
    ]


def _start_once(cache: Path) -> tuple[float, float]:
    started = time.perf_counter()
    environment = {"PORT": "0", "PAUZA_CACHE_DIR": str(cache), "PATH": "/usr/bin:/bin"}
    process = subprocess.Popen(
        [sys.executable, "-m", "api", "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        urllib.request.urlopen(f"{address}/healthz").read()
        seconds = time.perf_counter() - started
        status = Path(f"/proc/{process.pid}/status").read_text()
        memory = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
        return seconds, memory / 1024
    finally:
        process.terminate()
        process.wait()


def _time(words: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(words, check=True)
    return time.perf_counter() - started
