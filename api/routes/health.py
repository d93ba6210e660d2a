"""What runs here: liveness, version, and the manifest of the release."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse

from api import __version__

router = APIRouter()
# Watchers and caches ask with HEAD.
_READING = ["GET", "HEAD"]


@router.api_route("/healthz", methods=_READING, response_class=PlainTextResponse)
def healthz() -> str:
    """Say that the process answers."""
    return "ok\n"


@router.api_route("/version", methods=_READING)
def version(request: Request) -> dict[str, Any]:
    """Return the program's version and the id of the release it serves."""
    return {"version": __version__, "release": request.app.state.release.id}


@router.api_route("/release.json", methods=_READING)
def release(request: Request) -> JSONResponse:
    """Return every file a phone may keep, with sizes and SHA-256."""
    return JSONResponse(request.app.state.release.manifest, headers={"cache-control": "no-cache"})
