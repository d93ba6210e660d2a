"""The front door: `/` chooses a language once and remembers it."""

from typing import Annotated

from fastapi import APIRouter, Cookie, Header, Request
from fastapi.responses import RedirectResponse

from api.i18n.negotiation import negotiate
from api.routes.release import language_cookie

router = APIRouter()


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def enter(
    request: Request,
    lang: Annotated[str | None, Cookie()] = None,
    accept_language: Annotated[str | None, Header()] = None,
) -> RedirectResponse:
    """Send to the language chosen before, else to the best one the browser asks for."""
    state = request.app.state
    offered = list(state.release.manifest["languages"])
    chosen = negotiate(chosen=lang, accept_language=accept_language, offered=offered, default=state.default_language)
    answer = RedirectResponse(f"/{chosen}/", status_code=302)
    answer.headers["vary"] = "accept-language, cookie"
    answer.headers["cache-control"] = "no-store"
    answer.headers["set-cookie"] = language_cookie(chosen)
    return answer
