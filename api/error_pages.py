"""Turn every refusal into a page in the reader's language, or into `application/problem+json`.

Never the exception's own words: those may repeat what a person sent.
"""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from api.i18n.negotiation import negotiate

READING = ("GET", "HEAD")


def install(app: FastAPI) -> None:
    """Register the handlers on the application."""
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(Exception, _failed)


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    headers = dict(getattr(error, "headers", None) or {})
    path = f"{request.scope['path']}/"
    # Typed without the slash at the end; only addresses of the release are ever gone to.
    if status == HTTPStatus.NOT_FOUND and path in request.app.state.release.files:
        if request.method in READING:
            return RedirectResponse(path, HTTPStatus.PERMANENT_REDIRECT)
        return answer(request, HTTPStatus.METHOD_NOT_ALLOWED, {"allow": ", ".join(READING)})
    return answer(request, status, headers)


async def _malformed(request: Request, _error: Exception) -> Response:
    return answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, {})


async def _failed(request: Request, _error: Exception) -> Response:
    return answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, {})


def answer(request: Request, status: int, headers: dict[str, str]) -> Response:
    """Return a localised page to whoever reads pages, a problem document (RFC 9457) to the rest."""
    if request.method not in READING or "text/html" not in request.headers.get("accept", ""):
        return JSONResponse(problem(status), status, headers, media_type="application/problem+json")
    file = request.app.state.release.files[f"/{_language(request)}/x/"]
    return Response(file.body, status, {**file.headers, "cache-control": "no-store", **headers})


def problem(status: int) -> dict[str, Any]:
    """Return the problem document (RFC 9457) of a status; it never repeats anything of the request."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status)}


def _language(request: Request) -> str:
    offered = list(request.app.state.release.manifest["languages"])
    first = str(request.scope["path"]).strip("/").split("/", 1)[0]
    if first in offered:
        return first
    return negotiate(
        chosen=request.cookies.get("lang"),
        accept_language=request.headers.get("accept-language"),
        offered=offered,
        default=request.app.state.default_language,
    )
