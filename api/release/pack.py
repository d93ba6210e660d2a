"""Packs: what a phone keeps. A pack is a few bundles, each a JSON list of files with their bytes inside.

Bundles instead of single files, because one solid text compresses a third better than its pages alone
(measured in `docs/performance.md`); several instead of one, so that a cut download loses little.
"""

import base64
import json
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.assets import Asset, short_hash
from api.release.headers import BASE_HEADERS, page_policy
from api.release.model import ServedFile, sha256

_BINARY = ("image/png", "image/x-icon")
# Kept pages leave the release open; the worker writes it in when it answers, so that a release which changes one
# page does not change them all.
UNSTAMPED = "0" * 12
# A cut costs at most the bundle it hits, so a bundle stays about a tenth of what a first language takes. Weighed page
# by page with zlib, which is quick and about three times what brotli makes of the whole bundle.
_BUNDLE_WEIGHT = 28_000


@dataclass(frozen=True)
class PackEntry:
    """One file inside a pack: the address it answers on the phone, and its bytes."""

    url: str
    content_type: str
    body: bytes

    def in_bundle(self) -> dict[str, Any]:
        """Return the entry as a bundle carries it."""
        row: dict[str, Any] = {"url": self.url, "type": self.content_type}
        if self.content_type in _BINARY:
            return {**row, "base64": base64.b64encode(self.body).decode()}
        return {**row, "body": self.body.decode()}

    def in_index(self) -> dict[str, Any]:
        """Return what is needed to verify the entry after it was stored."""
        return {"url": self.url, "sha256": sha256(self.body), "bytes": len(self.body)}


@dataclass(frozen=True)
class Bundle:
    """Some entries of a pack under one immutable address, and the headers that all of them are answered with."""

    name: str
    entries: tuple[PackEntry, ...]
    headers: Mapping[str, str] | None = None
    alone: bool = False

    @property
    def body(self) -> bytes:
        """The bundle's bytes; a file that stands alone is its own."""
        if self.alone:
            return self.entries[0].body
        rows = [entry.in_bundle() for entry in self.entries]
        held = {"headers": self.headers, "entries": rows} if self.headers else {"entries": rows}
        return json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def url(self) -> str:
        """The address, with the hash of the bytes in it."""
        if self.alone:
            return self.entries[0].url
        return f"/a/{self.name}.{short_hash(self.body)}.json"


def language_bundles(tag: str, entries: list[PackEntry]) -> list[Bundle]:
    """Return the entries of a language in bundles of about the same size.

    Few, because one solid text compresses a third better; several, because a cut costs a bundle (`make bench`).
    """
    weights = [len(zlib.compress(entry.body, 1)) for entry in entries]
    count = math.ceil(sum(weights) / _BUNDLE_WEIGHT) or 1
    groups: list[list[PackEntry]] = [[] for _ in range(count)]
    before = 0
    # Neighbours compress best together, so the order stays.
    for weight, entry in zip(weights, entries, strict=True):
        groups[int((before + weight / 2) * count / sum(weights))].append(entry)
        before += weight
    headers = {**BASE_HEADERS, "content-security-policy": page_policy()}
    return [Bundle(f"{tag}-{number}", tuple(group), headers) for number, group in enumerate(groups)]


def shell_bundles(assets: Iterable[Asset]) -> list[Bundle]:
    """Return what all languages share: script and style as they are, icons and pictures bundled.

    Script and style are no bundles, so that the copy which the open page has fetched serves the pack too.
    """
    entries = [(asset.name, PackEntry(asset.url, asset.content_type, asset.body)) for asset in assets]
    whole = [Bundle(name, (entry,), alone=True) for name, entry in entries if "/" not in name]
    drawn = [entry for name, entry in entries if "/" in name]
    size = 10
    groups = [drawn[start : start + size] for start in range(0, len(drawn), size)]
    return [*whole, *(Bundle(f"shell-{number}", tuple(group)) for number, group in enumerate(groups))]


def pack_row(bundles: list[Bundle], files: Mapping[str, ServedFile]) -> dict[str, Any]:
    """Return what the worker reads about one pack; `wire` is the brotli size, shown before a download."""
    return {
        "files": [
            {
                "path": bundle.url,
                "bytes": len(bundle.body),
                "sha256": sha256(bundle.body),
                "wire": files[bundle.url].size("br"),
                "entries": [entry.url for entry in bundle.entries],
                **({"type": bundle.entries[0].content_type} if bundle.alone else {}),
            }
            for bundle in bundles
        ],
        "entries": [entry.in_index() for bundle in bundles for entry in bundle.entries],
    }


def wire_size(bundles: list[Bundle], files: Mapping[str, ServedFile]) -> int:
    """Return the bytes a download of these bundles costs, brotli."""
    return sum(files[bundle.url].size("br") for bundle in bundles)
