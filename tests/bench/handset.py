"""A phone-sized Chromium with a slowed processor, and what a person would see of it: readable, tapped, blank."""

import contextlib
import json
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from api.doctor import CHROMIUM_NAMES
from tests.browser.engines.chromium import ARGUMENTS
from tests.browser.engines.engine import PHONE

# Tells, through a binding of the browser and not of the page, what a person saw and when, by the browser's own record
# of what was presented: a heading and a paragraph are marked before their first frame, so that their painting is
# recorded; the frame after a click is an event's own. Times are of the wall.
_WATCH = """(() => {
  const wall = (time) => performance.timeOrigin + time;
  const tell = (what, at, more) => globalThis.benchTell && benchTell(JSON.stringify({ what, at: wall(at), ...more }));
  const observe = (options, hear) =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe(options);
  const stands = (element) => {
    const box = element && element.textContent.trim() && element.getBoundingClientRect();
    return !!box && box.width > 0 && box.height > 0 && box.top < innerHeight;
  };
  const painted = {};
  const marked = {};
  const mark = (name, element) => {
    if (marked[name] || !stands(element)) return;
    marked[name] = element;
    element.setAttribute("elementtiming", name);
  };
  const look = () => {
    const main = document.querySelector("main");
    if (main) mark("heading", main.querySelector("h1"));
    if (main) mark("text", [...main.querySelectorAll("p")].find(stands));
    if (!marked.heading || !marked.text) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  observe({ type: "element", buffered: true }, ({ identifier, renderTime }) => {
    painted[identifier] = renderTime;
    const { heading, text } = painted;
    if (heading && text) tell("readable", Math.max(heading, text), { ms: Math.max(heading, text) });
  });
  observe({ type: "event", durationThreshold: 16 }, ({ name, startTime, duration }) => {
    if (name === "click") tell("presented", startTime + duration);
  });
  addEventListener("click", ({ timeStamp }) => {
    tell("clicked", timeStamp);
    requestAnimationFrame(() => {
      const step = document.querySelector("section.step:not([hidden])");
      tell("framed", performance.now(), { step: step ? step.id : "" });
    });
  }, true);
})()"""
_PATIENCE = 15


def chromium() -> str | None:
    """Return the browser's path, or nothing."""
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


class Handset:
    """One phone; opened again in the same folder it is the same phone, restarted."""

    def __init__(self, driver: Playwright, folder: Path, processor: float = 1) -> None:
        self.context: BrowserContext = driver.chromium.launch_persistent_context(
            folder,
            executable_path=chromium(),
            args=ARGUMENTS,
            viewport=PHONE,  # type: ignore[arg-type]
            device_scale_factor=2,
            has_touch=True,
        )
        self.page: Page = self.context.pages[0]
        self._told: list[dict[str, Any]] = []
        self._pictures: list[tuple[float, int]] = []
        self._session = self.context.new_cdp_session(self.page)
        self._session.on("Runtime.bindingCalled", lambda call: self._told.append(json.loads(call["payload"])))
        self._session.send("Runtime.enable")
        self._session.send("Runtime.addBinding", {"name": "benchTell"})
        self._session.send("Page.enable")
        self._session.send("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
        self.slow_down(processor)

    def slow_down(self, times: float) -> None:
        """Slow the page's own thread; the browser's and the worker's cannot be slowed."""
        self._session.send("Emulation.setCPUThrottlingRate", {"rate": times})

    def forget_http_cache(self) -> None:
        """Empty the browser's own cache; what was kept on purpose stays."""
        self._session.send("Network.enable")
        self._session.send("Network.clearBrowserCache")
        self._session.send("Network.disable")

    def readable(self, url: str) -> float:
        """Open an address and return after how many milliseconds its heading and text had been painted."""
        self._told.clear()
        self.page.goto(url, wait_until="commit", timeout=_PATIENCE * 1000)
        return float(self._wait_for("readable")["ms"])

    def tap(self, selector: str) -> tuple[float, str]:
        """Click; return after how many milliseconds the next frame was presented, and the step it showed."""
        self._told.clear()
        self.page.locator(selector).click(no_wait_after=True)
        began, frame = self._wait_for("clicked"), self._wait_for("framed")
        # A click that took less than 16 ms is not recorded by the browser; then the frame's own time has to do.
        self.page.wait_for_timeout(150)
        ended = next((told for told in self._told if told["what"] == "presented"), frame)
        return float(ended["at"] - began["at"]), str(frame["step"])

    def watch_screen(self) -> None:
        """From now on take every picture that is presented; a small one, so that taking it costs little."""
        self._session.on("Page.screencastFrame", self._take_picture)
        size = {"maxWidth": PHONE["width"] // 2, "maxHeight": PHONE["height"] // 2}
        self._session.send("Page.startScreencast", {"format": "jpeg", "quality": 30, **size})

    def _take_picture(self, frame: dict[str, Any]) -> None:
        self._pictures.append((frame["metadata"]["timestamp"] * 1000, len(frame["data"])))
        self._session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    def tap_away(self, selector: str) -> tuple[float, bool]:
        """Click; return after how many milliseconds the words had gone from the screen, and whether to a blank one.

        A picture is told apart by its weight: a focus ring changes it a little, other contents by much.
        """
        self.page.wait_for_timeout(200)
        before = self._pictures[-1][1]
        self._told.clear()
        self._pictures.clear()
        self.page.locator(selector).click(no_wait_after=True)
        began = float(self._wait_for("clicked")["at"])
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            for at, weight in self._pictures:
                if weight < 0.85 * before:
                    return at - began, weight < 0.25 * before
            self.page.wait_for_timeout(20)
        raise TimeoutError(f"the screen never changed at {self.page.url}")

    def close(self) -> None:
        """Switch off."""
        self.context.close()

    def _wait_for(self, *names: str) -> dict[str, Any]:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            for told in self._told:
                if told["what"] in names:
                    return told
            self.page.wait_for_timeout(20)
        raise TimeoutError(f"{' or '.join(names)}: nothing in {_PATIENCE} s at {self.page.url}")


def patiently(measure: Callable[[], float], tries: int = 3) -> float:
    """Measure again where nothing came: Chromium's slowed processor now and then stops a page for good."""
    for _ in range(tries - 1):
        with contextlib.suppress(TimeoutError, PlaywrightTimeout):
            return measure()
    return measure()
