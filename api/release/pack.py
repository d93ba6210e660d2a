"""Packs: what a phone keeps. A pack is a *head*, which lists it, and a few bundles that carry its files.

Bundles instead of single files, because one solid text compresses a third better than its pages alone (measured in
`docs/performance.md`). A bundle is read while it arrives, one file after the other, so a cut loses one file; what is
then still missing is fetched one by one, from the addresses of `Bundle.singles`. The lines that many pages of a
language share stand once in the head of its pack, and the lines that all languages share once in the shell's.
"""

import base64
import json
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from api.assets import Asset, short_hash
from api.release.headers import BASE_HEADERS
from api.release.model import ServedFile, sha256

SHELL = "shell"
_BINARY = ("image/png", "image/x-icon")
_HTML = "text/html"
# How a bundle is written: not as JSON, whose escapes cost a fortieth of its compressed size.
ENDS, BETWEEN, RANGE = "\x1e", "\x1f", "\x1c"
# So many that the part of a bundle which a cut makes the phone fetch twice stays below a tenth of the pack, and so few
# that a text stays below twice its floor (`make bench`).
_BUNDLES = 5
# Hexadecimal digits of SHA-256 that a page is compared by: enough to tell a torn one, and they do not compress.
_SUM = 10
# Already the second page that has a line gains: a bundle does not compress against another.
SHARED_BY = 2

Piece = str | tuple[int, int]


@dataclass(frozen=True)
class PackEntry:
    """One file inside a pack: the address it answers on the phone, and its bytes."""

    url: str
    content_type: str
    body: bytes

    @property
    def is_page(self) -> bool:
        """Whether it is a page of lines, which can be put together from shared ones."""
        return self.content_type.startswith(_HTML)

    def in_bundle(self, lines: "LineTable") -> bytes:
        """Return the entry as a bundle carries it: its type, then its pieces (one of base64 for what is no text)."""
        if self.content_type in _BINARY:
            pieces: list[Piece] = [base64.b64encode(self.body).decode()]
        else:
            pieces = lines.pieces(self.body.decode()) if self.is_page else [self.body.decode()]
        written = [piece if isinstance(piece, str) else _range(*piece) for piece in pieces]
        return (BETWEEN.join([self.content_type, *written]) + ENDS).encode()

    def in_head(self) -> dict[str, Any]:
        """Return what is needed to verify the entry before and after it is stored."""
        return {"url": self.url, "sum": sha256(self.body)[:_SUM]}


class LineTable:
    """Lines that pages share. A page is then a list of its own text and of ranges of this table."""

    def __init__(self, lines: Sequence[str] = ()) -> None:
        self.lines = tuple(lines)
        self._place = {line: number for number, line in enumerate(self.lines)}

    @classmethod
    def of(cls, pages: Sequence[str], shared: "LineTable | None" = None) -> "LineTable":
        """Gather the lines that stand in two pages or more, in the order of the pages.

        A line of the `shared` table is worth a number even where it stands once.
        """
        standing = Counter(line for page in pages for line in dict.fromkeys(page.split("\n")))
        return cls([line for line, count in standing.items() if count >= SHARED_BY or (shared and line in shared)])

    def __contains__(self, line: str) -> bool:
        return line in self._place

    def pieces(self, page: str) -> list[Piece]:
        """Take a page apart into its own lines and ranges `(from, to)` of the table; joined, they give it back."""
        found: list[Piece] = []
        for line in page.split("\n"):
            place = self._place.get(line)
            last = found[-1] if found else None
            if place is None:
                if isinstance(last, str):
                    found[-1] = f"{last}\n{line}"
                else:
                    found.append(line)
            elif isinstance(last, tuple) and last[1] == place:
                found[-1] = (last[0], place + 1)
            else:
                found.append((place, place + 1))
        return found

    def within(self, shared: "LineTable") -> list[str | int]:
        """Return the table as a head carries it: a line that stands in the shell's table is a number there."""
        return list(self.lines) if shared is self else [shared._place.get(line, line) for line in self.lines]  # noqa: SLF001 - of its own class


@dataclass(frozen=True)
class Bundle:
    """Some entries of a pack under one immutable address; `alone` is a file that is no bundle but itself."""

    name: str
    entries: tuple[PackEntry, ...]
    lines: LineTable = field(default_factory=LineTable)
    alone: bool = False

    @cached_property
    def rows(self) -> list[bytes]:
        """Each entry as the bundle carries it."""
        return [entry.in_bundle(self.lines) for entry in self.entries]

    @cached_property
    def body(self) -> bytes:
        """The bundle's bytes; a file that stands alone is its own."""
        return self.entries[0].body if self.alone else b"".join(self.rows)

    @cached_property
    def url(self) -> str:
        """The address, with the hash of the bytes in it."""
        return self.entries[0].url if self.alone else f"/a/{self.name}.{short_hash(self.body)}.txt"

    def singles(self) -> list[tuple[str, bytes]]:
        """Return the address and bytes of each entry by itself, for a phone that has the others already."""
        if self.alone:
            return []
        stem = self.url.removesuffix(".txt")
        return [(f"{stem}.{number}.txt", row) for number, row in enumerate(self.rows)]

    def in_head(self, files: Mapping[str, ServedFile]) -> dict[str, Any]:
        """Return the row of the pack's head; a file that stands alone has a type and no wire size of its own twice.

        `bytes` is the room that the entries take on the phone.
        """
        rows = [entry.in_head() for entry in self.entries]
        room = sum(len(entry.body) for entry in self.entries)
        row = {"path": self.url, "wire": files[self.url].size("br"), "bytes": room}
        if self.alone:
            return {**row, "type": self.entries[0].content_type, "entries": rows}
        wires = [files[url].size("br") for url, _ in self.singles()]
        return {**row, "entries": [{**one, "wire": wire} for one, wire in zip(rows, wires, strict=True)]}


@dataclass(frozen=True)
class Pack:
    """What is kept, updated and removed together.

    `headers` stand in the shell, for all languages: what their pages and manifests are answered with.
    """

    name: str
    bundles: tuple[Bundle, ...]
    lines: LineTable = field(default_factory=LineTable)
    headers: Mapping[str, str] | None = None

    def head(self, shared: LineTable, files: Mapping[str, ServedFile]) -> bytes:
        """Return what the worker reads first; `wire` is the brotli size of a bundle, and of an entry by itself."""
        rows = [bundle.in_head(files) for bundle in self.bundles]
        listed = {"headers": self.headers, "lines": self.lines.within(shared), "files": rows}
        return _json({key: value for key, value in listed.items() if value})

    def wire(self, files: Mapping[str, ServedFile]) -> int:
        """Return the bytes a download of the bundles costs, brotli."""
        return sum(files[bundle.url].size("br") for bundle in self.bundles)


def language_pack(name: str, entries: list[PackEntry], shared: LineTable, alone: Sequence[PackEntry] = ()) -> Pack:
    """Return the pack of a language (`pl`) or an optional one beside it (`pl/2`, which needs that of `pl`).

    `shared` are the lines of the shell; `alone` are files that are worth a request of their own.
    """
    stem = file_name(name)
    lines = LineTable.of([entry.body.decode() for entry in entries if entry.is_page], shared)
    weights = [len(zlib.compress(entry.in_bundle(lines), 1)) for entry in entries]
    count = min(_BUNDLES, len(entries))
    groups: list[list[PackEntry]] = [[] for _ in range(count)]
    before = 0
    # Neighbours compress best together, so the order stays.
    for weight, entry in zip(weights, entries, strict=True):
        groups[int((before + weight / 2) * count / sum(weights))].append(entry)
        before += weight
    bundles = [Bundle(f"{stem}-{number}", tuple(group), lines) for number, group in enumerate(groups) if group]
    whole = [Bundle(entry.url, (entry,), alone=True) for entry in alone]
    return Pack(name, (*bundles, *whole), lines)


def voice_pack(name: str, sounds: Iterable[PackEntry]) -> Pack:
    """Return an optional pack of recordings (`pl/voice/1`): sound is small already, so each file stands alone."""
    return Pack(name, tuple(Bundle(entry.url, (entry,), alone=True) for entry in sounds))


def file_name(name: str) -> str:
    """Return the name of a pack as it stands in addresses of files."""
    return name.replace("/", "-")


def shell_pack(assets: Iterable[Asset], shared: LineTable, policy: str, fetched: Collection[str] = ()) -> Pack:
    """Return what all languages share: scripts in one bundle, icons and pictures in others.

    `policy` is the Content-Security-Policy of their pages. What the page with *Keep* has `fetched` (addresses) is no
    bundle, so that the copy it has serves the pack too.
    """
    entries = [(asset.name, PackEntry(asset.url, asset.content_type, asset.body)) for asset in assets]
    own = [(name, entry) for name, entry in entries if "/" not in name]
    whole = [Bundle(name, (entry,), alone=True) for name, entry in own if entry.url in fetched]
    rest = [entry for _, entry in own if entry.url not in fetched]
    # A cut costs most in the longest file, and least where nothing came before it.
    scripts = tuple(sorted(rest, key=lambda entry: (-len(entry.body), entry.url)))
    drawn = [entry for name, entry in entries if "/" in name]
    size = 10
    groups = [drawn[start : start + size] for start in range(0, len(drawn), size)]
    bundles = [Bundle(f"{SHELL}-{number}", tuple(group)) for number, group in enumerate(groups)]
    headers = {**BASE_HEADERS, "content-security-policy": policy}
    return Pack(SHELL, (*whole, *([Bundle(f"{SHELL}-scripts", scripts)] if scripts else []), *bundles), shared, headers)


def _range(first: int, after: int) -> str:
    """Write a range as its first line, and how many there are where it is more than one: most ranges are one line."""
    return f"{RANGE}{first}" if after == first + 1 else f"{RANGE}{first},{after - first}"


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
