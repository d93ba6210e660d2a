"""Run the application under uvicorn: say the address when it answers, stop cleanly, log nobody."""

import asyncio
import contextlib
import errno
import logging
import socket
import sys
from collections.abc import Callable
from datetime import date

import uvicorn

from api.errors import ConfigError
from api.routes.release import AsgiApp
from api.settings import Settings

# Often enough to notice a new day soon, also after the machine has slept.
_LOOK_SECONDS = 600.0

EachDay = Callable[[date], None]


def serve_until_stopped(app: AsgiApp, settings: Settings, each_day: EachDay) -> int:
    """Serve until Ctrl-C or SIGTERM; `each_day` is called at the start and whenever a new day has begun.

    Raises:
        ConfigError: the address or the port cannot be used.

    """
    listener = _listen(settings)
    host, port = listener.getsockname()[:2]
    config = uvicorn.Config(
        app,
        access_log=False,
        server_header=False,
        log_config=None,
        lifespan="off",
        ws="none",
        timeout_keep_alive=20,
        timeout_graceful_shutdown=5,
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(message)s")
    server = _Announcing(config, f"http://{f'[{host}]' if ':' in host else host}:{port}", each_day)
    # uvicorn raises the signal again after it has closed everything; it was asked for.
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    return 0


class _Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, address: str, each_day: EachDay) -> None:
        super().__init__(config)
        self._address = address
        self._each_day = each_day

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"Pauza is ready on {self._address}", flush=True)
        self._days = asyncio.create_task(count_days(self._each_day))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._days.cancel()
        await super().shutdown(sockets)


async def count_days(each_day: EachDay, look_seconds: float = _LOOK_SECONDS) -> None:
    """Call `each_day` now and on every new day of this machine; a failing call is logged and never stops serving."""
    last = None
    while True:
        today = date.today()  # noqa: DTZ011 - a service expires at the local midnight of the machine
        if today != last:
            last = today
            try:
                each_day(today)
            except Exception:
                logging.getLogger(__name__).exception("the look at a new day failed")
        await asyncio.sleep(look_seconds)


def _listen(settings: Settings) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise ConfigError("HOST", settings.host, f"an address of this machine ({error.strerror})") from None
    listener = socket.socket(family, kind)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise ConfigError("HOST", settings.host, f"an address of this machine ({error.strerror})") from None
        raise ConfigError("PORT", str(settings.port), f"a free port on {settings.host} ({error.strerror})") from None
    return listener
