"""A phone: one WebKit with its memory, its tabs and its line to the world; the names are Playwright's."""

import contextlib
import json
import os
import re
import shutil
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from tests.browser.engines.webkit.page import Page
from tests.browser.engines.webkit.wire import Wire


class Phone:
    """Stands where a `BrowserContext` of Playwright stands."""

    def __init__(self, memory: Path, settings: dict[str, Any]) -> None:
        self.channel = Path(tempfile.mkdtemp(prefix="webkit-"))
        os.mkfifo(self.channel / "orders")
        self._orders = os.open(self.channel / "orders", os.O_RDWR)
        self._read = 0
        (self.channel / "events").touch()
        self.wire = Wire(
            {
                "memory": str(memory),
                "channel": str(self.channel),
                **settings["viewport"],
                "zone": settings.get("timezone_id", ""),
                "dark": settings.get("color_scheme") == "dark",
                "calm": settings.get("reduced_motion") == "reduce",
                "locale": settings.get("locale", "en-US"),
                "scripts": settings.get("java_script_enabled", True),
                "user_agent": settings.get("user_agent", ""),
            }
        )
        self.request = Requests()
        self.pages = [Page(self, self.wire.call("GET", "/window"), 0)]
        self.current = self.pages[0].handle
        self._tabs = 0
        self._open = True

    def new_page(self) -> Page:
        """Open a further tab."""
        handle = self.wire.call("POST", "/window/new", {"type": "tab"})["handle"]
        self._tabs += 1
        self.pages.append(Page(self, handle, self._tabs))
        return self.pages[-1]

    def set_offline(self, offline: bool) -> None:
        """Cut the line to the world, or mend it; the page is not told, as with a Wi-Fi that leads nowhere."""
        self._order({"offline": offline})

    def add_init_script(self, script: str, page: int | None = None) -> None:
        """Run a script in every document from now on, before its own; or in those of one tab alone."""
        self._order({"script": script, "page": page})

    def clear_cookies(self) -> None:
        """Forget the cookies of the address in view."""
        self.wire.call("DELETE", "/cookie")

    def new_cdp_session(self, _page: Page) -> None:
        """Say that there is none."""
        raise Error("WebKit does not speak Chromium's protocol")

    def close(self) -> None:
        """End the browser; its memory stays."""
        if self._open:
            self._open = False
            self.wire.close()
            os.close(self._orders)
            shutil.rmtree(self.channel, ignore_errors=True)

    def news(self) -> None:
        """Hand what has happened since the last look to whoever listens."""
        with (self.channel / "events").open(encoding="utf-8") as events:
            events.seek(self._read)
            for line in events.read().splitlines():
                event = json.loads(line)
                for page in self.pages:
                    if page.number == event["page"]:
                        page.tell(event)
            self._read = events.tell()

    def happened(self, wanted: str, earlier: int = 0) -> list[str]:
        """Return the addresses of all events of one kind so far, but for the first `earlier` of them."""
        lines = (self.channel / "events").read_text("utf-8").splitlines()
        return [one["url"] for one in map(json.loads, lines) if one["event"] == wanted][earlier:]

    def complaints(self) -> list[str]:
        """Return what the pages have written to the console as an error, thrown errors included."""
        said = (self.channel / "console").read_text("utf-8", "replace").splitlines()
        errors = [line for line in said if re.search(r"\bCONSOLE (\w+ )?ERROR ", line)]
        # This build of WebKit has no installable apps, and its policy does not know their word.
        return [line for line in errors if "directive 'manifest-src'" not in line]

    def _order(self, order: dict[str, Any]) -> None:
        before = len(self.happened("obeyed"))
        os.write(self._orders, json.dumps(order).encode() + b"\n")
        until = time.monotonic() + 10
        while not self.happened("obeyed", before):
            if time.monotonic() > until:
                raise Error(f"the browser did not obey {order}")
            time.sleep(0.02)


class Answer:
    """What a server said."""

    def __init__(self, status: int, body: bytes) -> None:
        self.status = status
        self.ok = 200 <= status < 300
        self._body = body

    def text(self) -> str:
        """Return the body as text."""
        return self._body.decode()

    def json(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self._body)


class Requests:
    """Asks a server past the browser."""

    def get(self, url: str) -> Answer:
        """Return the answer, whatever its status."""
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                return Answer(answer.status, answer.read())
        except urllib.error.HTTPError as refused:
            with contextlib.closing(refused):
                return Answer(refused.code, refused.read())
