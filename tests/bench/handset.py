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

from tests.browser.conftest import ARGUMENTS, CHROMIUM_NAMES, PHONE

# Tells, through a binding of the browser and not of the page, when the heading and a paragraph have been painted, when
# a click began, and when the frame that follows it has been painted. A message sent from a frame's callback arrives
# after its paint. Times are of the wall, because a click may end on another page.
_WATCH = """(() => {
  const now = () => performance.timeOrigin + performance.now();
  const tell = (what, more) => globalThis.benchTell && benchTell(JSON.stringify({ what, at: now(), ...more }));
  const afterPaint = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then();
    port2.postMessage(0);
  };
  const stands = (element) => {
    const box = element && element.textContent.trim() && element.getBoundingClientRect();
    return !!box && box.width > 0 && box.height > 0 && box.top < innerHeight;
  };
  const look = () => {
    const main = document.querySelector("main");
    const there = main && stands(main.querySelector("h1")) && [...main.querySelectorAll("p")].some(stands);
    if (there) afterPaint(() => tell("readable", { ms: performance.now() }));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === "first-contentful-paint") tell("shown", { at: performance.timeOrigin + startTime });
  }).observe({ type: "paint", buffered: true });
  addEventListener("click", (event) => {
    tell("clicked", { at: performance.timeOrigin + event.timeStamp });
    requestAnimationFrame(() => afterPaint(() => {
      const step = document.querySelector("section.step:not([hidden])");
      const blank = document.documentElement.hidden && !document.body.textContent;
      tell("painted", { step: step ? step.id : "", blank });
    }));
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

    def tap(self, selector: str, ends: tuple[str, ...] = ("painted",)) -> tuple[float, dict[str, Any]]:
        """Click; return after how many milliseconds the first of `ends` came, and what it told."""
        self._told.clear()
        self.page.locator(selector).click(no_wait_after=True)
        began = self._wait_for("clicked")
        ended = self._wait_for(*ends)
        return float(ended["at"] - began["at"]), ended

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
