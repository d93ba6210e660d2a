"""Run the gates and print one table. Arguments name the engines wanted (chromium, firefox, webkit).

`PAUZA_GATE_RUNS` (500) is the number of runs in Chromium; the others do a fifth of it.
"""

import os
import random
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest

from api.settings import Settings
from tests.browser.conftest import OFFERED, LocalServer
from tests.browser.engines.engine import NAMES, running
from tests.browser.moments import all_pages
from tests.gates.count import Count, show
from tests.gates.erasing import erase_everywhere
from tests.gates.hostile import MESSAGES, Stage, run_hostile
from tests.gates.leaving import leave_everywhere

RUNS = int(os.environ.get("PAUZA_GATE_RUNS", "500"))
SEED = int(os.environ.get("PAUZA_SEED", random.randrange(10**6)))


def main(arguments: list[str]) -> int:
    """Run each engine after the other; the exit code tells whether a claim failed."""
    print(f"seed {SEED}", flush=True)
    rows: list[tuple[str, Count]] = []
    started = time.monotonic()
    server = LocalServer().start()
    try:
        for name in arguments or NAMES:
            rows += [(name, count) for count in engine_counts(name, server.url)]
    except pytest.skip.Exception as missing:
        print(f"*** {missing}", file=sys.stderr)
    finally:
        server.stop()
    show(rows)
    failed = sum(not count.met for _, count in rows)
    minutes = (time.monotonic() - started) / 60
    print(f"\n{minutes:.0f} minutes; " + (f"{failed} claims failed" if failed else "all claims hold"))
    return 1 if failed or not rows else 0


def engine_counts(name: str, base: str) -> list[Count]:
    """Run both gates in one engine, each on a phone of its own that is used for all runs."""
    slow = name == "chromium"  # no other engine can be slowed down
    runs = RUNS if slow else max(2, RUNS // 5)
    counts: list[Count] = []
    with tempfile.TemporaryDirectory() as folder, running(name) as launch:
        for gate in ("leave", "erase"):
            phone = launch(Path(folder) / gate)
            try:
                paths = pages(phone.request.get(f"{base}/release.json").json())
                if gate == "leave":
                    counts += leave_everywhere(phone, base, paths, runs, slow=slow)
                else:
                    counts += erase_everywhere(phone, base, paths, runs)
            finally:
                phone.close()
            print(f"{name}: {gate} done", flush=True)
        if slow:
            phone = launch(Path(folder) / "words", service_workers="block")
            # The claim is about so many words; a trial run of the gates tries a part of them.
            stage = Stage.of(Settings.from_env(), date.today())  # noqa: DTZ011 - as the server does
            counts.append(run_hostile(phone, stage, MESSAGES * RUNS // 500, SEED))
            phone.close()
    return counts


def pages(manifest: dict) -> list[str]:  # type: ignore[type-arg]
    """Return the addresses of all pages in all languages but the neutral one, in the order of this run's seed."""
    found = [path for language in OFFERED for path in all_pages(manifest, language) if not path.endswith("/n/")]
    random.Random(SEED).shuffle(found)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
