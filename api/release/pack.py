"""Packs: what a phone keeps. A pack is a few bundles, each a JSON list of files with their bytes inside.

Bundles instead of single files, because one solid text compresses a third better than its pages alone
(measured in `docs/performance.md`); several instead of one, so that a cut download loses little.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from api.assets import Asset, short_hash
from api.release.headers import page_policy
from api.release.model import ServedFile, sha256

_BINARY = ("image/png", "image/x-icon")


@dataclass(frozen=True)
class PackEntry:
    """One file inside a pack: the address it answers on the phone, and its bytes."""

    url: str
    content_type: str
    body: bytes

    def in_bundle(self) -> dict[str, Any]:
        """Return the entry as a bundle carries it."""
        row: dict[str, Any] = {"url": self.url, "type": self.content_type}
        if self.content_type.startswith("text/html"):
            row["headers"] = {"content-security-policy": page_policy()}
        if self.content_type in _BINARY:
            return {**row, "base64": base64.b64encode(self.body).decode()}
        return {**row, "body": self.body.decode()}

    def in_index(self) -> dict[str, Any]:
        """Return what is needed to verify the entry after it was stored."""
        return {"url": self.url, "sha256": sha256(self.body), "bytes": len(self.body)}


@dataclass(frozen=True)
class Bundle:
    """Some entries of a pack under one immutable address."""

    name: str
    entries: tuple[PackEntry, ...]

    @property
    def body(self) -> bytes:
        """The bundle's bytes."""
        rows = [entry.in_bundle() for entry in self.entries]
        return json.dumps({"entries": rows}, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def url(self) -> str:
        """The address, with the hash of the bytes in it."""
        return f"/a/{self.name}.{short_hash(self.body)}.json"


def language_bundles(tag: str, pages: Mapping[str, list[PackEntry]]) -> list[Bundle]:
    """Return one bundle for each group of pages."""
    return [Bundle(f"{tag}-{group}", tuple(entries)) for group, entries in pages.items()]


def shell_bundles(assets: Iterable[Asset]) -> list[Bundle]:
    """Return the bundles that all languages share: code and icons first, then pictures by their first letter range."""
    code: list[PackEntry] = []
    pictures: list[PackEntry] = []
    for asset in assets:
        entry = PackEntry(asset.url, asset.content_type, asset.body)
        (pictures if asset.name.startswith("pictures/") else code).append(entry)
    size = 10
    groups = [pictures[start : start + size] for start in range(0, len(pictures), size)]
    return [Bundle("shell-0", tuple(code)), *(Bundle(f"shell-{n}", tuple(group)) for n, group in enumerate(groups, 1))]


def page_group(code: str) -> str:
    """Return which bundle a page belongs to: early sessions, late sessions, or all the rest.

    Three is where a language stays below twice its solid floor and a cut still costs less than a tenth (`make bench`).
    """
    if code[:1] in {"0", "1", "2"}:
        return "early"
    return "late" if code[:1] in {"3", "4", "5"} else "rest"


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
            }
            for bundle in bundles
        ],
        "entries": [entry.in_index() for bundle in bundles for entry in bundle.entries],
    }


def wire_size(bundles: list[Bundle], files: Mapping[str, ServedFile]) -> int:
    """Return the bytes a download of these bundles costs, brotli."""
    return sum(files[bundle.url].size("br") for bundle in bundles)
