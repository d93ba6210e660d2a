"""Which bytes of a file a player asks for: one range of RFC 9110 §14, or the whole file."""

import re
from collections.abc import Iterable

_ONE_RANGE = re.compile(rb"bytes\s*=\s*(\d*)-(\d*)", re.IGNORECASE)
_DIGITS = 18

Headers = Iterable[tuple[bytes, bytes]]


class UnsatisfiableRangeError(Exception):
    """None of the bytes asked for are in the file: to be answered 416."""


def asked_range(headers: Headers, etag: bytes, length: int) -> tuple[int, int] | None:
    """Return the first byte and the one after the last that are asked for; nothing where the whole file is the answer.

    Several ranges, other units, and a range for other bytes (`If-Range`) get the whole file, as a server may answer.

    Raises:
        UnsatisfiableRangeError: the range begins behind the end.

    """
    wanted, condition = b"", etag
    for name, value in headers:
        if name == b"range":
            wanted = value.strip()
        elif name == b"if-range":
            condition = value.strip()
    found = _ONE_RANGE.fullmatch(wanted)
    if found is None or condition != etag or len(wanted) > 2 * _DIGITS:
        return None
    first, last = found.groups()
    if first:
        start, end = int(first), min(int(last), length - 1) + 1 if last else length
        if last and int(last) < start:
            return None
    elif last:
        start, end = max(0, length - int(last)), length
    else:
        return None
    if start >= length or start >= end:
        raise UnsatisfiableRangeError
    return start, end


def content_range(span: tuple[int, int] | None, length: int) -> bytes:
    """Return the header that names the bytes of a partial answer, or with 416 how many there are."""
    told = f"{span[0]}-{span[1] - 1}" if span else "*"
    return f"bytes {told}/{length}".encode()
