"""How soon a first visit is readable on a slow line and a slow phone, against the floor page in the same run."""

import itertools
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Playwright

from tests.bench.handset import Handset, patiently
from tests.bench.netproxy import Line, LineProxy
from tests.bench.table import Row

RUNS = 5


@dataclass(frozen=True)
class Profile:
    """A line and a processor, as `docs/performance.md` names them."""

    name: str
    line: Line
    processor: float


PROFILES = (
    Profile("slow 4G", Line(down=1600, up=750, round_trip=0.150), 4),
    Profile("slow 2G", Line(down=400, up=400, round_trip=0.400), 6),
)


@dataclass
class FirstVisits:
    """Fresh phones that each open one address once."""

    driver: Playwright
    scratch: Path
    _numbers = itertools.count()

    def rows(self, ours: tuple[int, str], floor: tuple[int, str]) -> list[Row]:
        """Return one row for each profile; ours and the floor take turns."""
        return [self._row(profile, ours, floor) for profile in PROFILES]

    def _row(self, profile: Profile, ours: tuple[int, str], floor: tuple[int, str]) -> Row:
        our_times, floor_times = [], []
        for _ in range(RUNS):
            floor_times.append(patiently(lambda: self._once(profile, *floor)))
            our_times.append(patiently(lambda: self._once(profile, *ours)))
        ratio = median(our_times) / median(floor_times)
        what = f"readable, first visit, {profile.name} ({ours[1]})"
        return ratio_row(what, ratio, our_times, floor_times)

    def _once(self, profile: Profile, port: int, path: str) -> float:
        proxy = LineProxy(port, profile.line)
        phone = Handset(self.driver, self.scratch / f"first-{next(self._numbers)}", profile.processor)
        try:
            return phone.readable(f"http://127.0.0.1:{proxy.port}{path}")
        finally:
            phone.close()
            proxy.close()


def ratio_row(what: str, ratio: float, ours: list[float], floor: list[float], limit: float = 1.15) -> Row:
    """Return a row that holds a ratio of medians to a limit and shows both medians."""
    figure = f"{ratio:.2f}× ({median(ours):,.0f} ms)"
    baseline = f"floor {median(floor):,.0f} ms; {len(floor)} runs each; quickest {min(ours):,.0f} and {min(floor):,.0f}"
    return Row(what, figure, f"≤ {limit}×", met=ratio <= limit, baseline=baseline)
