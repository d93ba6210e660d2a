"""One middleware that puts the security headers on every answer that does not carry its own."""

from api.release.headers import BASE_HEADERS, page_policy
from api.routes.release import AsgiApp, Message, Receive, Scope, Send

_HEADERS = [(name.encode(), value.encode()) for name, value in BASE_HEADERS.items()]
_POLICY = (b"content-security-policy", page_policy().encode())


class SecurityHeaders:
    """Wrap an ASGI application; headers that an answer already has are left alone."""

    def __init__(self, app: AsgiApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one request on and complete the headers of its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                missing = [pair for pair in (*_HEADERS, _POLICY) if pair[0] not in present]
                if b"cache-control" not in present:
                    missing.append((b"cache-control", b"no-store"))
                message["headers"] = [*message["headers"], *missing]
            await send(message)

        await self._app(scope, receive, complete)
