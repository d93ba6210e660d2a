"""The floor of every comparison: one HTML with the same text and a small style, no script but a minimal worker.

`python -m tests.bench.floor FOLDER` serves what stands in a folder from memory: a bare ASGI application under uvicorn.
"""

import html
import json
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import brotli
import uvicorn

from tests.bench.words import words_of

ROOT = Path(__file__).resolve().parents[2]
_STYLE = (
    "body{max-width:40rem;margin:auto;padding:1rem;background:#fff;color:#1a1a1a}"
    "body{font:1.125rem/1.6 system-ui,sans-serif}"
    "h1{font-size:1.75rem;line-height:1.25}p{margin:0 0 1em}"
    "@media (prefers-color-scheme:dark){body{background:#121212;color:#f0f0f0}}"
)
# The least that opens a page without a network: no versions, no check, no update.
_WORKER = """addEventListener("install", (event) => {
  event.waitUntil(caches.open("f").then((cache) => cache.add("/")).then(() => skipWaiting()));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  event.respondWith(caches.match(event.request).then((found) => found || fetch(event.request)));
});
"""
_HTML = "text/html; charset=utf-8"


def floor_page(page: str) -> str:
    """Return a page with the words of another and nothing else."""
    first, *rest = words_of(page)
    paragraphs = "\n".join(f"<p>{html.escape(text)}</p>" for text in rest)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Floor</title>'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">'
        f"<style>{_STYLE}</style></head>\n<body><main><h1>{html.escape(first)}</h1>\n{paragraphs}\n</main></body></html>"
    )


def write_answers(folder: Path, answers: dict[str, tuple[dict[str, str], bytes]]) -> None:
    """Write the answers that `python -m tests.bench.floor` serves: a path's headers and its body as it is sent."""
    folder.mkdir(parents=True)
    rows = {}
    for number, (path, (headers, body)) in enumerate(answers.items()):
        (folder / str(number)).write_bytes(body)
        rows[path] = {"headers": headers, "file": str(number)}
    (folder / "answers.json").write_text(json.dumps(rows))


def floor_answers(page: str) -> dict[str, tuple[dict[str, str], bytes]]:
    """Return the floor page and its worker, coded as the product's pages are."""

    def coded(text: str, kind: str) -> tuple[dict[str, str], bytes]:
        headers = {"content-type": kind, "content-encoding": "br", "cache-control": "no-cache"}
        return headers, brotli.compress(text.encode(), quality=11)

    return {"/": coded(floor_page(page), _HTML), "/sw.js": coded(_WORKER, "text/javascript")}


class BareServer:
    """`python -m tests.bench.floor` as a process, until `stop`."""

    def __init__(self, folder: Path, prefix: tuple[str, ...] = ()) -> None:
        words = [*prefix, sys.executable, "-m", "tests.bench.floor", str(folder)]
        self.process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())

    def stop(self) -> None:
        """Stop and wait."""
        self.process.terminate()
        self.process.wait(20)
        assert self.process.stdout is not None
        self.process.stdout.close()


def _application(folder: Path) -> Any:
    rows = json.loads((folder / "answers.json").read_text())
    ready = {}
    for path, row in rows.items():
        body = (folder / row["file"]).read_bytes()
        headers = {**row["headers"], "content-length": str(len(body))}
        start = [(name.encode(), value.encode()) for name, value in headers.items()]
        ready[path] = ({"type": "http.response.start", "status": 200, "headers": start}, body)
    missing = ({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]}, b"")

    async def bare(scope: Any, _receive: Any, send: Any) -> None:
        start, body = ready.get(scope["path"], missing)
        await send(start)
        await send({"type": "http.response.body", "body": body})

    return bare


def _serve(folder: Path) -> None:
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    config = uvicorn.Config(
        _application(folder), access_log=False, server_header=False, log_config=None, lifespan="off"
    )
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
