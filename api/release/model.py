"""What a release is: files with ready bytes, and the manifest that lists them."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import brotli

Coding = Literal["identity", "gzip", "br"]
CODINGS: tuple[Coding, ...] = ("identity", "gzip", "br")
# The best that each coding has: a file is made once and fetched by many.
BROTLI_QUALITY, GZIP_LEVEL = 11, 9
# Brotli's second best takes a third of the time. It costs a fiftieth in bytes, but on a long text only a 250th.
_BROTLI_QUICK, _LONG = 10, 200_000
_ALREADY_SMALL = ("audio/mp4", "audio/ogg", "font/woff2", "image/png", "image/x-icon")


@dataclass(frozen=True)
class ServedFile:
    """One address of a release: its headers and its body in each coding (`identity` always present)."""

    path: str
    headers: dict[str, str]
    bodies: dict[Coding, bytes]

    @property
    def body(self) -> bytes:
        """The bytes as authored, without coding."""
        return self.bodies["identity"]

    def size(self, coding: Coding) -> int:
        """Return the bytes on the wire in a coding, or uncoded where coding does not pay."""
        return len(self.bodies.get(coding, self.body))


@dataclass(frozen=True)
class PackList:
    """Where a pack is: the address of its head, those of its bundles, and those of the pages in them."""

    name: str
    head: str
    bundles: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Portion:
    """What one language brings to a release, or what all of them share; the files leave their release open.

    It lasts as long as its `key`, a digest over everything it is made from. At the addresses in `stamped` the id of
    the release is to be written in.
    """

    name: str
    key: str
    files: Mapping[str, ServedFile]
    packs: tuple[PackList, ...] = ()
    stamped: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Release:
    """Everything one version serves to participants. `manifest` is what `/release.json` says.

    `portions` is what it was put together from, as long as that is still to be stored.
    """

    id: str
    files: dict[str, ServedFile]
    manifest: dict[str, Any]
    portions: tuple[Portion, ...] = field(default=(), compare=False, repr=False)


def sha256(body: bytes) -> str:
    """Return the SHA-256 in hexadecimal."""
    return hashlib.sha256(body).hexdigest()


def entity_tag(body: bytes) -> str:
    """Return the strong ETag of the bytes that travel; each coding of a file has its own."""
    return f'"{sha256(body)[:20]}"'


def make_file(path: str, body: bytes, content_type: str, headers: dict[str, str]) -> ServedFile:
    """Return the file with its codings."""
    return ServedFile(path, {"content-type": content_type, **headers}, codings(body, content_type))


def codings(body: bytes, content_type: str, *, spare: bool = False) -> dict[Coding, bytes]:
    """Return the bytes in each coding; one that saves less than a twentieth is left out.

    A `spare` file, which few will ever fetch, and a long one are coded the quicker way.
    """
    bodies: dict[Coding, bytes] = {"identity": body}
    if content_type not in _ALREADY_SMALL:
        smaller: dict[Coding, bytes] = {
            "gzip": gzip.compress(body, GZIP_LEVEL, mtime=0),
            "br": brotli.compress(body, quality=_BROTLI_QUICK if spare else brotli_quality(body)),
        }
        bodies |= {coding: coded for coding, coded in smaller.items() if len(coded) < len(body) * 0.95}
    return bodies


def brotli_quality(body: bytes) -> int:
    """Return the quality that pays for a body of this length."""
    return _BROTLI_QUICK if len(body) > _LONG else BROTLI_QUALITY
