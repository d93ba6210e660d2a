"""The door of the workbench: behind it nothing is loaded until somebody asks, so that serving pages stays as small."""

import asyncio
import logging

from api.routes.release import AsgiApp, Receive, Scope, Send
from api.settings import Settings

PREFIX = "/api/v1/translate/"
_CLOSED = b'{"error":{"code":"unavailable","message":"the workbench cannot be opened here"}}'


class WorkbenchGate:
    """Pass requests of the workbench on to it, opened at the first one, and all others to `beyond`."""

    def __init__(self, settings: Settings, beyond: AsgiApp) -> None:
        self._settings, self._beyond = settings, beyond
        self._workbench: AsgiApp | None = None
        self._opening = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on."""
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self._beyond(scope, receive, send)
            return
        async with self._opening:
            if self._workbench is None:
                self._workbench = await asyncio.to_thread(_open, self._settings)
        await (self._workbench or _closed)(scope, receive, send)


def _open(settings: Settings) -> AsgiApp | None:
    # A start that nobody translates at must not pay for these.
    from api.routes.workbench.application import workbench_app  # noqa: PLC0415
    from api.workbench.bench import Bench  # noqa: PLC0415

    try:
        return workbench_app(Bench.open(settings))
    except Exception:
        logging.getLogger("pauza").exception("the workbench cannot be opened")
        return None


async def _closed(_scope: Scope, _receive: Receive, send: Send) -> None:
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(_CLOSED)).encode())]
    await send({"type": "http.response.start", "status": 503, "headers": headers})
    await send({"type": "http.response.body", "body": _CLOSED})
