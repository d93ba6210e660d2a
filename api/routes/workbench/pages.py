"""The page of the workbench with its script, style and worker: plain files, so that opening it loads nothing else."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, RedirectResponse, Response

from api.assets import CONTENT_TYPES, csp_hash
from api.release.headers import BASE_HEADERS, REVALIDATE, page_policy
from api.release.overlay import coloured

router = APIRouter()
_PAGE = Path("templates") / "workbench" / "page.html"
_FILES = ("workbench.js", "workbench.css", "sw.js")
# The phone beside the words is a page of the app, and such a page has its style inside.
_STYLES = ("critical.css", "critical-deck.css")
_OFF = BASE_HEADERS["permissions-policy"]
_PASSKEYS = _OFF.replace("publickey-credentials-get=()", "publickey-credentials-get=(self)")


@router.get("/translate/")
def page(request: Request) -> Response:
    """Return the one page; where in it somebody is, stands behind the mark of its address."""
    pwa, organisation = request.app.state.pwa_dir, request.app.state.organisation
    styles = (csp_hash(coloured(pwa / "dist" / name, organisation).strip()) for name in _STYLES)
    headers = {"content-security-policy": page_policy(*styles), "permissions-policy": _PASSKEYS}
    return _file(pwa / _PAGE, headers)


@router.get("/translate")
def without_slash() -> Response:
    """Lead to the page."""
    return RedirectResponse("/translate/", 308)


@router.get("/translate/{name}")
def file(name: str, request: Request) -> Response:
    """Return one of the files of the page."""
    if name not in _FILES:
        return Response(status_code=404)
    return _file(request.app.state.pwa_dir / "dist" / "workbench" / name, {})


def _file(path: Path, headers: dict[str, str]) -> Response:
    kind = CONTENT_TYPES[path.suffix]
    return FileResponse(path, media_type=kind, headers={"cache-control": REVALIDATE, **headers})
