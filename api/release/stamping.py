"""Coding a page whose release is still open, and writing the release in afterwards.

Every page names its release, so a new release changes every page. Coding them all in their best form again would take
most of a compile; here the place of the id stands uncoded inside the coded bytes, where another id of the same length
replaces it. A page grows by some 35 bytes. Formats: RFC 1951 §3.2.4, RFC 1952 (gzip), RFC 7932 §9.2 (Brotli).
"""

import gzip
import struct
import zlib

import brotli

from api.release.model import GZIP_LEVEL, Coding, brotli_quality

# A page that leaves its release open has this in its place; a kept one gets it filled in by the worker.
UNSTAMPED = "0" * 12
_OPEN = UNSTAMPED.encode()
# What stands there while Brotli codes the page: bytes that are nowhere else, so that nothing later can refer to them.
_HOLD = bytes(range(1, 9)) + bytes(range(14, 18))
# Brotli chooses how it reads a letter by the two before it; these two after the id stay uncoded and so the same.
_AFTER = 2
_GZIP_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
_GZIP_TAIL = 8


def open_codings(body: bytes) -> dict[Coding, bytes] | None:
    """Return the codings of a body that holds `UNSTAMPED`, each with that place uncoded.

    None where a coding did not leave the place alone; then the stamped body has to be coded as it is.
    """
    opened: dict[Coding, bytes] = {"identity": body, "gzip": _gzip(body), "br": _brotli(body)}
    whole = opened["br"].count(_OPEN) == opened["gzip"].count(_OPEN) == body.count(_OPEN)
    return opened if whole and brotli.decompress(opened["br"]) == gzip.decompress(opened["gzip"]) == body else None


def stamped(opened: dict[Coding, bytes], release_id: str) -> dict[Coding, bytes]:
    """Return the codings with the id written in."""
    changed = {coding: coded.replace(_OPEN, release_id.encode()) for coding, coded in opened.items()}
    if "gzip" in changed:
        changed["gzip"] = changed["gzip"][:-_GZIP_TAIL] + _gzip_tail(changed["identity"])
    return changed


def _gzip(body: bytes) -> bytes:
    coder = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    first, *rest = body.split(_OPEN)
    coded = coder.compress(first)
    # A block of this kind carries its bytes as they are.
    place = b"\x00" + struct.pack("<HH", len(_OPEN), 0xFFFF - len(_OPEN)) + _OPEN
    for text in rest:
        # After a full flush nothing refers to what came before, so the coder need not know of what is put between.
        coded += coder.flush(zlib.Z_FULL_FLUSH) + place + coder.compress(text)
    return _GZIP_HEAD + coded + coder.flush() + _gzip_tail(body)


def _gzip_tail(body: bytes) -> bytes:
    return struct.pack("<II", zlib.crc32(body), len(body) % 2**32)


def _brotli(body: bytes) -> bytes:
    coder = brotli.Compressor(quality=brotli_quality(body))
    first, *rest = body.split(_OPEN)
    coded: bytes = coder.process(first)
    for text in rest:
        coded += coder.flush() + coder.process(_HOLD + text[:_AFTER]) + coder.flush() + coder.process(text[_AFTER:])
    coded += coder.finish()
    return coded.replace(_HOLD, _OPEN)
