"""Before every address of the workbench: no request from somebody else's page, and errors of one form."""

import contextlib
import logging
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from api.error_pages import READING
from api.passwords import TooManyAtOnceError
from api.routes.release import AsgiApp, Receive, Scope, Send
from api.workbench.refusals import RefusedError

_STATUS: Mapping[str, int] = {
    "signed-out": 401,
    "wrong-sign-in": 401,
    "forged": 403,
    "insecure": 403,
    "not-yours": 403,
    "unknown": 404,
    "newer": 409,
    "read-only": 409,
    "taken": 409,
    "too-many": 409,
    "too-large": 413,
    "too-often": 429,
    "busy": 429,
}
_REFUSED = 422
_CODES = {400: "malformed", 404: "unknown", 405: "not-allowed", 413: "too-large", 415: "malformed", 422: "malformed"}
_ITSELF = ("same-origin", "none")


def install(app: FastAPI) -> None:
    """Register the handlers of errors."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(TooManyAtOnceError, _busy)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _failed)


def error(code: str, message: str, status: int, more: Mapping[str, Any] | None = None, wait: int = 0) -> Response:
    """Return an error in the form of the contract."""
    headers = {"retry-after": str(wait)} if wait else None
    return JSONResponse({"error": {"code": code, "message": message}, **(more or {})}, status, headers)


class OwnPagesOnly:
    """Refuse whatever may change something and was not asked for by a page of this very address.

    Browsers say where a request comes from (`Sec-Fetch-Site`, W3C Fetch Metadata); older ones by `Origin`.
    """

    def __init__(self, app: AsgiApp, public_url: str) -> None:
        self._app, self._public_url = app, public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on, or refuse it before its body is read."""
        if scope["type"] == "http" and scope["method"] not in READING and not self._is_own(scope):
            refusal = error("forged", "this did not come from a page of the workbench", _STATUS["forged"])
            await refusal(scope, receive, send)
            return
        # Starlette raises once more what was answered; the server would write its words, which may be anybody's.
        with contextlib.suppress(Exception):
            await self._app(scope, receive, send)

    def _is_own(self, scope: Scope) -> bool:
        told = {name: value.decode("latin-1") for name, value in scope["headers"]}
        site, origin = told.get(b"sec-fetch-site"), told.get(b"origin")
        if site is not None:
            return site in _ITSELF
        return origin is not None and origin in (self._public_url or None, f"{scope['scheme']}://{told.get(b'host')}")


def origin_of(request: Request, public_url: str) -> str:
    """Return the address that people use, as passkeys are bound to it."""
    return public_url or f"{request.scope['scheme']}://{request.headers.get('host', '')}"


def host_of(origin: str) -> str:
    """Return the host of an address, without its port; "" where there is none."""
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""


async def _refused(_request: Request, refusal: Exception) -> Response:
    if not isinstance(refusal, RefusedError):
        raise refusal
    status = _STATUS.get(refusal.code, _REFUSED)
    return error(refusal.code, refusal.message, status, refusal.more, refusal.wait)


async def _busy(_request: Request, _error: Exception) -> Response:
    return error("busy", "many people sign in at this moment; try again soon", _STATUS["busy"], wait=2)


async def _malformed(_request: Request, _error: Exception) -> Response:
    return error("malformed", "the request is not of the form of this address", _REFUSED)


async def _http(_request: Request, refusal: Exception) -> Response:
    status = refusal.status_code if isinstance(refusal, HTTPException) else 500
    code = _CODES.get(status, "refused")
    return error(code, "the request cannot be answered", _STATUS.get(code, _REFUSED if code == "malformed" else status))


async def _failed(request: Request, failure: Exception) -> Response:
    # The route, the kind of failure and its place; never its words, which may be what somebody sent.
    route = getattr(request.scope.get("route"), "path", "?")
    place = traceback.extract_tb(failure.__traceback__)[-1]
    told = (request.method, route, type(failure).__name__, Path(place.filename).name, place.lineno)
    logging.getLogger("pauza").error("workbench %s %s: %s at %s:%s", *told)
    return error("failed", "something went wrong here; nothing of yours is lost", 500)
