"""Requests a second on one core, beside nginx with the very same bytes and a bare ASGI application, in one run."""

import contextlib
import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from api.settings import Settings
from tests.bench.floor import BareServer, write_answers
from tests.bench.table import Row
from tests.browser.conftest import LocalServer

PAGE = "/en/1/"
ROUNDS = 5
SECONDS = 2
CONNECTIONS = 32
_NEEDED = {"wrk": "wrk", "nginx": "nginx-light", "taskset": "util-linux"}
_SEARCH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
_KEPT_OPEN = "open_file_cache max=16; open_file_cache_valid 600s;"
_Answers = dict[str, tuple[dict[str, str], bytes]]
# What the connection itself says is not part of the answer that is compared.
_HOP = {"date", "server", "connection", "transfer-encoding", "content-length"}


def serving_rows(settings: Settings) -> list[Row]:
    """Return our rate for a session's page against both baselines, for both codings."""
    if missing := _install_missing():
        order = f"`apt-get install -y --no-install-recommends {' '.join(missing)}`"
        return [
            Row("requests per second of one core", "not measured", "≥ 0.40× nginx", baseline=f"run {order} as root")
        ]
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        return [Row("requests per second of one core", "not measured", "≥ 0.40× nginx", baseline="needs 2 cores")]
    rows = []
    with _servers(settings, cores[0]) as measured:
        for coding in ("gzip", "br"):
            rows += _rows(coding, _rounds(measured, coding, cores[1]))
    return rows


@dataclass(frozen=True)
class _Measured:
    """A server on its core: what it is called, and where it answers in each coding."""

    name: str
    port: int
    paths: dict[str, str]
    process: int

    def seconds(self) -> float:
        """Return the processor time it has used, with the workers it started."""
        family = [self.process, *_children(self.process)]
        return sum(map(_processor_seconds, family))


def _rows(coding: str, rates: dict[str, list[float]]) -> list[Row]:
    ours, nginx, tuned, bare = (median(rates[name]) for name in ("ours", "nginx", "tuned", "bare"))
    what = f"{PAGE}, {coding}: requests per second of one core"
    baseline = f"nginx {nginx:,.0f} (with files kept open {tuned:,.0f}), bare ASGI {bare:,.0f}; medians of {ROUNDS}"
    ratio = ours / nginx
    return [Row(what, f"{ours:,.0f} ({ratio:.2f}× nginx)", "≥ 0.40× nginx", met=ratio >= 0.4, baseline=baseline)]


def _rounds(measured: list[_Measured], coding: str, core: int) -> dict[str, list[float]]:
    rates: dict[str, list[float]] = {server.name: [] for server in measured}
    for number in range(ROUNDS):
        # Whoever begins meets a cooler processor: each begins in turn.
        turn = number % len(measured)
        for server in (*measured[turn:], *measured[:turn]):
            rates[server.name].append(_rate(server, coding, core))
    return rates


def _rate(server: _Measured, coding: str, core: int) -> float:
    """Return requests for each second of the server's processor time.

    Not of the clock's: what else the machine does then costs the comparison nothing, and a server that is faster than
    the generator is not held back by it.
    """
    url = f"http://127.0.0.1:{server.port}{server.paths[coding]}"
    words = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    words += ["-H", f"Accept-Encoding: {coding}", url]
    before = server.seconds()
    shown = subprocess.run(words, check=True, capture_output=True, text=True, timeout=SECONDS + 20).stdout
    assert "Non-2xx" not in shown, shown
    found = re.search(r"(\d+) requests in", shown)
    assert found, shown
    return int(found[1]) / (server.seconds() - before)


def _processor_seconds(process: int) -> float:
    # The name, in brackets, may hold spaces; user and system time are the 12th and 13th field after it.
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _children(process: int) -> list[int]:
    return [int(name) for name in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


@contextlib.contextmanager
def _servers(settings: Settings, core: int) -> Iterator[list[_Measured]]:
    """Start all three on one core; only the one that is asked works."""
    with contextlib.ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        ours = LocalServer({"PAUZA_CACHE_DIR": str(settings.cache_dir)}).start()
        stack.callback(ours.stop)
        assert ours.process is not None
        _pin(ours.process.pid, core)
        answers = {f"/{coding}": _fetch(ours.port, coding) for coding in ("gzip", "br")}
        write_answers(scratch / "bare", answers)
        bare = BareServer(scratch / "bare")
        stack.callback(bare.stop)
        _pin(bare.process.pid, core)
        nginx = stack.enter_context(_nginx(scratch / "nginx", answers, core))
        tuned = stack.enter_context(_nginx(scratch / "tuned", answers, core, _KEPT_OPEN))
        own = {coding: f"/{coding}" for coding in ("gzip", "br")}
        for port in (bare.port, nginx[0], tuned[0]):
            for path, answer in answers.items():
                _same(_fetch(port, path[1:], path), answer)
        yield [
            _Measured("ours", ours.port, {"gzip": PAGE, "br": PAGE}, ours.process.pid),
            _Measured("nginx", nginx[0], own, nginx[1]),
            _Measured("tuned", tuned[0], own, tuned[1]),
            _Measured("bare", bare.port, own, bare.process.pid),
        ]


def _pin(process: int, core: int) -> None:
    for thread in Path(f"/proc/{process}/task").iterdir():
        os.sched_setaffinity(int(thread.name), {core})


def _fetch(port: int, coding: str, path: str = PAGE) -> tuple[dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": coding})
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders() if name.lower() not in _HOP}
        return headers, answer.read()
    finally:
        connection.close()


def _same(found: tuple[dict[str, str], bytes], wanted: tuple[dict[str, str], bytes]) -> None:
    assert found[1] == wanted[1], "a baseline sends other bytes"
    assert set(wanted[0]) <= set(found[0]), f"a baseline leaves out {set(wanted[0]) - set(found[0])}"


@contextlib.contextmanager
def _nginx(folder: Path, answers: _Answers, core: int, files: str = "") -> Iterator[tuple[int, int]]:
    """Run nginx with one worker and no log, otherwise as it comes, with the same headers and bytes."""
    folder.mkdir()
    port = _free_port()
    locations = []
    for path, (headers, body) in answers.items():
        (folder / path[1:]).write_bytes(body)
        locations.append(_location(path, headers, folder))
    configuration = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    text = _CONFIGURATION.format(folder=folder, port=port, locations="\n".join(locations), user=user, files=files)
    configuration.write_text(text)
    # `-e` keeps the log that is opened before the configuration is read out of the system's folder.
    words = ["taskset", "-c", str(core), str(shutil.which("nginx", path=_SEARCH))]
    words += ["-p", str(folder), "-e", "stderr", "-c", str(configuration)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


def _location(path: str, headers: dict[str, str], folder: Path) -> str:
    kind = headers["content-type"]
    # nginx makes its own ETag of the file's time and size; the header is there either way.
    lines = [f'add_header {name} "{value}";' for name, value in headers.items() if name not in ("content-type", "etag")]
    return f'location = {path} {{ default_type "{kind}"; alias {folder}{path}; {" ".join(lines)} }}'


# Started by root, a worker would become somebody who cannot read the scratch folder.
_CONFIGURATION = """daemon off;
{user}
worker_processes 1;
pid {folder}/pid;
error_log stderr crit;
events {{ worker_connections 256; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  keepalive_requests 100000000;
  {files}
  client_body_temp_path {folder}/t1;
  proxy_temp_path {folder}/t2;
  fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4;
  scgi_temp_path {folder}/t5;
  types {{ }}
  server {{
    listen 127.0.0.1:{port};
    {locations}
  }}
}}
"""


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            _fetch(port, "gzip", "/gzip")
            return
        time.sleep(0.05)
    raise RuntimeError(f"nginx did not start (exit code {process.poll()})")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _install_missing() -> list[str]:
    """Install the distribution's wrk and nginx as root; return what is still missing."""
    packages = _missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"· installing {' '.join(packages)} for the comparison", file=sys.stderr, flush=True)
        # The run level keeps Debian from starting nginx as a service of the machine.
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", "-qq", *words], check=False, env=quiet, stdout=subprocess.DEVNULL)
    return _missing()


def _missing() -> list[str]:
    return [package for program, package in _NEEDED.items() if shutil.which(program, path=_SEARCH) is None]
