"""Read HTTP/1.1 off a connection, so that each request is known by its path and the bytes of its answer."""

from dataclasses import dataclass

import httptools


@dataclass
class Exchange:
    """One request and what came back for it."""

    path: str
    status: int = 0
    body: int = 0
    done: bool = False


class Tally:
    """The exchanges of one connection, in order; bytes that are no HTTP are left alone."""

    def __init__(self, exchanges: list[Exchange]) -> None:
        self._all = exchanges
        self._open: list[Exchange] = []
        self._requests = httptools.HttpRequestParser(_Asked(self))
        self._answers = httptools.HttpResponseParser(_Answered(self))

    def sent(self, data: bytes) -> None:
        """Read what the phone sent."""
        self._requests.feed_data(data)

    def received(self, data: bytes) -> None:
        """Read what reached the phone."""
        self._answers.feed_data(data)

    def begin(self, path: str) -> None:
        """Note a request; answers come in the same order."""
        exchange = Exchange(path)
        self._all.append(exchange)
        self._open.append(exchange)

    def head(self) -> None:
        """Note the status of the oldest open request."""
        self._open[0].status = self._answers.get_status_code()

    def body(self, data: bytes) -> None:
        """Count coded body bytes."""
        self._open[0].body += len(data)

    def end(self) -> None:
        """Close the oldest open request."""
        self._open.pop(0).done = True


class _Asked:
    def __init__(self, tally: Tally) -> None:
        self.on_url = lambda url: tally.begin(url.decode())


class _Answered:
    def __init__(self, tally: Tally) -> None:
        self.on_headers_complete = tally.head
        self.on_body = tally.body
        self.on_message_complete = tally.end
