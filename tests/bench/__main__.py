"""Run every benchmark: `make bench`.

Arguments name the parts wanted (sizes, building, memory, serving, phone, lighthouse).
"""

import sys

from api.app import ready_release
from api.settings import Settings
from tests.bench.building import building_rows
from tests.bench.remembering import memory_rows
from tests.bench.sizes import size_rows
from tests.bench.table import show

PARTS = ("sizes", "building", "memory", "serving", "phone", "lighthouse")


def main(arguments: list[str]) -> int:
    """Print one table for each part; the exit code tells whether a target was missed."""
    settings = Settings.from_env()
    release, _ = ready_release(settings)
    wanted = arguments or list(PARTS)
    missed = 0
    for part in wanted:
        if part == "sizes":
            rows = size_rows(release, settings.locales_dir)
        elif part == "building":
            rows = building_rows(settings)
        elif part == "memory":
            rows = memory_rows(settings)
        elif part == "serving":
            from tests.bench.serving import serving_rows  # noqa: PLC0415 - needs wrk and nginx

            rows = serving_rows(settings)
        elif part == "lighthouse":
            from tests.bench.lighthouse.scores import lighthouse_rows  # noqa: PLC0415 - needs a browser

            rows = lighthouse_rows(settings, release)
        else:
            from tests.bench.phone import phone_rows  # noqa: PLC0415 - needs a browser

            rows = phone_rows(settings)
        show(part, rows)
        missed += sum(row.met is False for row in rows)
    print(f"\n{missed} targets missed" if missed else "\nall targets met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
