"""The two cookies of the workbench: of the sign-in, and of a device that is known. Neither goes to a script."""

from ipaddress import ip_address

from fastapi import Request, Response

from api.routes.workbench.guard import host_of, origin_of
from api.workbench import sign_ins
from api.workbench.refusals import RefusedError
from api.workbench.sign_ins import Tokens

_SIGN_IN, _DEVICE = "sid", "known"
_LOCAL = "localhost"


def token(request: Request) -> str:
    """Return the secret of the sign-in that a request carries, or ""."""
    return request.cookies.get(_name(request, _SIGN_IN), "")


def known(request: Request) -> str:
    """Return the secret of a device that was used before, or ""."""
    return request.cookies.get(_name(request, _DEVICE), "")


def give(request: Request, response: Response, tokens: Tokens) -> None:
    """Put both cookies on an answer."""
    _set(request, response, _SIGN_IN, tokens.sign_in, sign_ins.LONGEST)
    _set(request, response, _DEVICE, tokens.device, sign_ins.KNOWN)


def take_away(request: Request, response: Response) -> None:
    """Make the browser forget the sign-in; the device stays known."""
    _set(request, response, _SIGN_IN, "", 0)


def need_safe(request: Request) -> None:
    """Refuse a password or a cookie that would travel readable for all. Raises RefusedError."""
    if not (_is_secure(request) or _is_this_machine(request)):
        raise RefusedError("insecure", "signing in needs https, or a browser on the server's own machine")


def _set(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        _name(request, name),
        value,
        max_age=seconds,
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )


def _name(request: Request, name: str) -> str:
    # A cookie of this name can only have been set by this very host, over https (RFC 6265bis).
    return f"__Host-{name}" if _is_secure(request) else name


def _is_secure(request: Request) -> bool:
    public: str = request.app.state.bench.settings.public_url
    if request.scope["scheme"] == "https":
        return True
    # Behind a proxy that takes the https off.
    return public.startswith("https://") and request.headers.get("host", "").lower() == public.removeprefix("https://")


def _is_this_machine(request: Request) -> bool:
    host = host_of(origin_of(request, ""))
    try:
        return host == _LOCAL or ip_address(host).is_loopback
    except ValueError:
        return False
