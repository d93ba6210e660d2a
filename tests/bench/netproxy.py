"""A TCP proxy on loopback that is as slow as a telephone line and counts every byte on it.

It delays each direction by half a round trip, shares one rate each way among all connections, makes a new connection
wait for its set-up, and lets the downlink start slowly as TCP does (ten segments, doubled every round trip).
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar

from tests.bench.wire import Exchange, Tally

_SEGMENT = 1460
_FIRST_WINDOW = 10 * _SEGMENT
Result = TypeVar("Result")


@dataclass(frozen=True)
class Line:
    """A line: kbit/s down and up, round trip in seconds; nought means as fast as loopback.

    `setup` is in round trips: one for TCP, one that stands in for TLS 1.3, which plain loopback does not need.
    """

    down: float = 0
    up: float = 0
    round_trip: float = 0
    setup: int = 2


FAST = Line()


class _Link:
    """One direction of the line, shared: says when bytes handed over now have left it."""

    def __init__(self, kbits: float) -> None:
        self._seconds_per_byte = 8 / (kbits * 1000) if kbits else 0.0
        self._free = 0.0

    def leave(self, count: int, earliest: float) -> float:
        self._free = max(self._free, earliest) + count * self._seconds_per_byte
        return self._free


class LineProxy:
    """The proxy, in a thread of its own. `port` is what the phone sees."""

    def __init__(self, upstream: int, line: Line = FAST) -> None:
        self.upstream = upstream
        self.line = line
        self.port = 0
        self.down = 0
        self.up = 0
        self.last_byte = time.monotonic()
        self.exchanges: list[Exchange] = []
        self.downlink = _Link(line.down)
        self.uplink = _Link(line.up)
        self.open: set[asyncio.Transport] = set()
        self._server: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._call(self._listen())

    def go_offline(self) -> None:
        """Cut every connection and refuse new ones."""
        self._call(self._hang_up())

    def go_online(self) -> None:
        """Answer again, on the same port."""
        self._call(self._listen())

    def move_to(self, upstream: int) -> None:
        """Lead to another server; connections kept alive to the one before are cut."""
        self.upstream = upstream
        self.go_offline()
        self.go_online()

    def close(self) -> None:
        """Stop for good."""
        self._call(self._hang_up())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    async def _listen(self) -> None:
        if self._server is None:
            self._server = await self._loop.create_server(lambda: _Phone(self), "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    async def _hang_up(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None
        for transport in list(self.open):
            transport.abort()
        await asyncio.sleep(0)

    def _call(self, work: Coroutine[Any, Any, Result]) -> Result:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)


class _Phone(asyncio.Protocol):
    """The side of a connection that the browser sees."""

    def __init__(self, proxy: LineProxy) -> None:
        self._proxy = proxy
        self._tally = Tally(proxy.exchanges)
        self._loop = asyncio.get_running_loop()
        self._server: asyncio.Transport | None = None
        self._early: list[bytes] = []
        self._down = _Downlink(proxy, self._deliver)
        self._last_up = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._proxy.open.add(transport)
        self._usable = self._loop.time() + self._proxy.line.setup * self._proxy.line.round_trip
        self._dialling = self._loop.create_task(self._dial())

    async def _dial(self) -> None:
        try:
            made = self._loop.create_connection(lambda: _Origin(self), "127.0.0.1", self._proxy.upstream)
            self._server = (await made)[0]
        except OSError:
            self._transport.abort()
            return
        for data in self._early:
            self._server.write(data)

    def data_received(self, data: bytes) -> None:
        proxy = self._proxy
        proxy.up += len(data)
        proxy.last_byte = time.monotonic()
        self._tally.sent(data)
        at = proxy.uplink.leave(len(data), max(self._loop.time(), self._usable)) + proxy.line.round_trip / 2
        # Timers at one moment may fire in any order, so no two are set for the same one.
        self._last_up = max(at, self._last_up + 1e-6)
        self._loop.call_at(self._last_up, self._forward, data)

    def _forward(self, data: bytes) -> None:
        if self._server is None:
            self._early.append(data)
        elif not self._server.is_closing():
            self._server.write(data)

    def _deliver(self, data: bytes) -> None:
        if self._transport.is_closing():
            return
        self._proxy.down += len(data)
        self._proxy.last_byte = time.monotonic()
        self._tally.received(data)
        self._transport.write(data)

    def from_origin(self, data: bytes) -> None:
        self._down.feed(data)

    def origin_closed(self) -> None:
        self._down.when_empty(self._transport.close)

    def connection_lost(self, _error: Exception | None) -> None:
        self._proxy.open.discard(self._transport)
        self._dialling.cancel()
        if self._server is not None:
            self._server.abort()


class _Origin(asyncio.Protocol):
    """The side of a connection that the server sees."""

    def __init__(self, phone: _Phone) -> None:
        self._phone = phone

    def data_received(self, data: bytes) -> None:
        self._phone.from_origin(data)

    def connection_lost(self, _error: Exception | None) -> None:
        self._phone.origin_closed()


class _Downlink:
    """Bytes towards the phone: cut into segments, held back by the window, then by the rate and the distance."""

    def __init__(self, proxy: LineProxy, deliver: Callable[[bytes], None]) -> None:
        self._proxy = proxy
        self._deliver = deliver
        self._loop = asyncio.get_running_loop()
        self._waiting = bytearray()
        self._window = _FIRST_WINDOW
        self._in_flight = 0
        self._last = 0.0
        self._then: Callable[[], None] | None = None

    def feed(self, data: bytes) -> None:
        if not self._proxy.line.round_trip:
            self._deliver(data)
            return
        self._waiting += data
        self._pump()

    def when_empty(self, then: Callable[[], None]) -> None:
        self._then = then
        self._finish()

    def _pump(self) -> None:
        half = self._proxy.line.round_trip / 2
        while self._waiting and self._in_flight < self._window:
            count = min(_SEGMENT, self._window - self._in_flight, len(self._waiting))
            segment = bytes(self._waiting[:count])
            del self._waiting[:count]
            self._in_flight += count
            self._last = max(self._proxy.downlink.leave(count, self._loop.time()) + half, self._last + 1e-6)
            self._loop.call_at(self._last, self._deliver, segment)
            self._loop.call_at(self._last + half, self._acknowledge, count)

    def _acknowledge(self, count: int) -> None:
        self._in_flight -= count
        self._window += count
        self._pump()
        self._finish()

    def _finish(self) -> None:
        if self._then is not None and not self._waiting and not self._in_flight:
            self._then()
