"""The kept programme without a network: a cold start against the floor, from step to step, and Leave."""

from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Playwright

from tests.bench.first_visit import ratio_row
from tests.bench.handset import Handset, patiently
from tests.bench.netproxy import LineProxy
from tests.bench.table import Row

COLD_RUNS = 11
LEAVE_RUNS = 51
_HIDE_ON_CLICK = "() => { document.body.onclick = () => { document.documentElement.hidden = true; }; }"


def cold_start_row(driver: Playwright, scratch: Path, url: str, floor_port: int) -> Row:
    """Compare browser, worker and page cold, processor six times slower; ours and the floor take turns."""
    proxy = LineProxy(floor_port)
    floor_url = f"http://127.0.0.1:{proxy.port}/"
    try:
        _keep_floor(driver, scratch / "floor-phone", floor_url)
        proxy.go_offline()
        ours, floor = [], []
        for _ in range(COLD_RUNS):
            floor.append(patiently(lambda: _cold(driver, scratch / "floor-phone", floor_url)))
            ours.append(patiently(lambda: _cold(driver, scratch / "phone", url)))
    finally:
        proxy.close()
    what = "readable offline, browser cold, CPU 6×"
    return ratio_row(what, median(ours) / median(floor), ours, floor)


def _keep_floor(driver: Playwright, folder: Path, url: str) -> None:
    phone = Handset(driver, folder)
    phone.page.goto(url)
    phone.page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => navigator.serviceWorker.ready)")
    phone.page.wait_for_function("navigator.serviceWorker.controller")
    phone.close()


def _cold(driver: Playwright, folder: Path, url: str) -> float:
    phone = Handset(driver, folder, 6)
    try:
        phone.forget_http_cache()
        return phone.readable(url)
    finally:
        phone.close()


def step_row(phone: Handset, url: str) -> Row:
    """Walk through an exercise twice and time each tap on Next until the next step was painted."""
    phone.slow_down(6)
    times = []
    for _ in range(2):
        phone.readable(f"{url}#s01")
        phone.page.wait_for_selector("[data-deck=next]")
        phone.page.wait_for_timeout(500)
        shown = ""
        while phone.page.locator("[data-deck=next]").is_visible():
            took, step = phone.tap("[data-deck=next]")
            assert step != shown, f"no step after {shown}"
            shown = step
            times.append(took)
        phone.page.goto("about:blank")
    most = quantiles(times, n=20, method="inclusive")[18]
    figure = f"p95 {most:.0f} ms, median {median(times):.0f} ms"
    baseline = f"{len(times)} taps, slowest {max(times):.0f} ms"
    what = "from tap to the next step painted, offline, CPU 6×"
    return Row(what, figure, "≤ 100 ms", met=most <= 100, baseline=baseline)


def leave_row(phone: Handset, url: str, floor_url: str) -> Row:
    """Leave from within a session again and again, by the pictures that reach the screen.

    Where the neutral page is asked for before the blank frame was presented, the browser holds the last picture, with
    its words, until that page is painted. The floor only hides a page and goes nowhere.
    """
    phone.slow_down(4)
    phone.watch_screen()
    times, blank, floor = [], 0, []
    for number in range(LEAVE_RUNS):
        phone.readable(url)
        phone.page.wait_for_selector("[data-deck=next]")
        took, was_blank = phone.tap_away("a.leave")
        times.append(took)
        blank += was_blank
        phone.page.wait_for_url("**/n/")
        if number % 3 == 0:
            phone.page.goto(floor_url)
            phone.page.evaluate(_HIDE_ON_CLICK)
            floor.append(phone.tap_away("h1")[0])
    worst, worst_floor = (quantiles(values, n=100, method="inclusive")[98] for values in (times, floor))
    figure = f"p99 {worst:.0f} ms, median {median(times):.0f} ms"
    baseline = (
        f"{blank} of {LEAVE_RUNS} by a blank frame; hiding the floor p99 {worst_floor:.0f}, {median(floor):.0f} ms"
    )
    return Row("Leave to blank, offline, CPU 4×", figure, "≤ 100 ms p99", met=worst <= 100, baseline=baseline)
