"""The wire to WebKitWebDriver: its process, a screen for it, and W3C WebDriver's commands as JSON over HTTP."""

import contextlib
import json
import os
import socket
import subprocess
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from tests.machine import program

BROWSER = Path(__file__).with_name("browser.py")
PYTHON = "/usr/bin/python3"
REFERENCE = "element-6066-11e4-a52e-4f735466cecf"


class Wire:
    """One browser with its driver and screen; `close` ends all three."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        display = self._screen()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        driver = program("WebKitWebDriver", package="webkit2gtk-driver")
        environment = {**os.environ, "DISPLAY": f":{display}", "NO_AT_BRIDGE": "1", "GDK_BACKEND": "x11"}
        if zone := options.pop("zone", ""):
            environment["TZ"] = zone
        self._start([driver, f"--port={self.port}", "--host=127.0.0.1"], env=environment)
        chosen = {"binary": PYTHON, "args": [str(BROWSER), json.dumps(options)]}
        asked = {"alwaysMatch": {"webkitgtk:browserOptions": chosen, "timeouts": {"script": 60_000}}}
        self.session = ""
        self.session = self.call("POST", "", {"capabilities": asked}, patience=60)["sessionId"]

    def call(self, method: str, path: str, body: object = None, *, patience: float = 0) -> Any:
        """Send a command and return its value; what the driver refuses is raised as Playwright's error."""
        where = f"/session/{self.session}{path}" if self.session else "/session"
        sent = None if method != "POST" else json.dumps(body or {}).encode()
        line = HTTPConnection("127.0.0.1", self.port, timeout=90)
        with contextlib.closing(line):
            for _ in range(int(patience * 20) or 1):
                with contextlib.suppress(ConnectionRefusedError):
                    line.connect()
                    break
                time.sleep(0.05)
            line.request(method, where, sent, {"Content-Type": "application/json"})
            value = json.load(line.getresponse())["value"]
        if isinstance(value, dict) and "error" in value and "message" in value:
            raise Error(f"{value['error']}: {value['message']}")
        return value

    def close(self) -> None:
        """End the browser as a person does, then driver and screen."""
        with contextlib.suppress(Error, OSError):
            self.call("DELETE", "")
        for process in reversed(self.processes):
            process.terminate()
            process.wait(20)
        self.processes.clear()

    def _screen(self) -> str:
        reading, writing = os.pipe()
        screen = [program("Xvfb", package="xvfb"), "-displayfd", str(writing), "-screen", "0", "1280x1024x24"]
        self._start([*screen, "-nolisten", "tcp"], pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            return told.readline().strip()

    def _start(self, words: list[str], **options: Any) -> None:
        self.processes.append(subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options))
