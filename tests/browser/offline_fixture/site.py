"""A server on loopback that serves one release at a time, counts what it sends, and fails on demand."""

import contextlib
import re
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.browser.offline_fixture.releases import HTML, POLICY, Release

_SILENCE = 0.15


class Site:
    """The site; `cut_after` bytes of bundles the line breaks, `damage` maps a path to what becomes of its answer."""

    def __init__(self, release: Release) -> None:
        self.release = release
        self.port = 0
        self.asked: list[str] = []
        self.sent = 0
        self.cut_after: int | None = None
        self.damage: dict[str, str] = {}
        self.lines: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None

    @property
    def url(self) -> str:
        """The address without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Site":
        """Serve, on the same port after a stop."""
        site = self

        class Handler(_Handler):
            pass

        Handler.site = site
        self._server = _Server(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop answering, also on lines that are open; a phone sees no network at all."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None
        for line in list(self.lines):
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def reset(self) -> None:
        """Forget counts and heal the line."""
        self.asked, self.sent, self.cut_after, self.damage = [], 0, None, {}

    def bundles_asked(self) -> list[str]:
        """Return the asked addresses that carry packs."""
        return [path for path in self.asked if path.endswith((".json", ".txt"))]

    def allow(self, size: int) -> int:
        """Return how many of these bytes still pass the line."""
        with self._lock:
            passing = size if self.cut_after is None else max(0, min(size, self.cut_after - self.sent))
            self.sent += passing
            return passing


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: phones hang up in these tests."""


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"
    timeout = 5
    wbufsize = 65536  # head and body in one packet: without it every answer waits 40 ms for an acknowledgement

    def setup(self) -> None:
        """Remember the line, so that it can be cut."""
        super().setup()
        self.site.lines.add(self.connection)

    def finish(self) -> None:
        """Forget the line."""
        self.site.lines.discard(self.connection)
        with contextlib.suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        """Answer from the release of now."""
        path = self.path.partition("?")[0]
        self.site.asked.append(path)
        if path == "/":
            self._send(302, HTML, b"", {"Location": "/en/"})
            return
        kind, body = self.site.release.files.get(path, (HTML, b""))
        damage = self.site.damage.get(path, "")
        if damage == "missing" or path not in self.site.release.files:
            self._send(404, HTML, b"<h1>404</h1>")
            return
        if damage == "flip":
            body = body[:-9] + bytes([body[-9] ^ 1]) + body[-8:]
        elif damage == "short":
            body = body[: len(body) // 2]
        elif damage == "html":
            kind, body = HTML, b"<!doctype html><title>Hotel</title>Please log in."
        self._send(200, kind, body)

    def _send(self, status: int, kind: str, body: bytes, headers: dict[str, str] | None = None) -> None:
        immutable = re.match(r"/a/", self.path) and status == 200
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if immutable else "no-cache")
        self.send_header("Content-Security-Policy", POLICY)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        counted = self.path.endswith((".json", ".txt"))
        passing = self.site.allow(len(body)) if counted else len(body)
        self.wfile.write(body[:passing])
        self.wfile.flush()
        if passing < len(body):
            # A line that breaks is silent first: what had arrived was read long before anybody notices.
            time.sleep(_SILENCE)
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""
