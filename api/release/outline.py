"""What must be known of every language before one can be packed: which lines and which pictures its pages have.

An outline is small, so that a compile after a changed word reads eleven outlines and not eleven languages.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from api.assets import Asset
from api.release.pack import SHARED_BY
from api.release.pages import RenderedPage

_DIGEST_BYTES = 6
# From this length on, in characters, a number that stands for a line is shorter than the line, compressed.
_LONG = 40


class Outline(NamedTuple):
    """The lines of a language's own pack, by their digests, and for each part the assets that its pages name.

    A line is `True` where a number for it would pay: it is long, or stands on two pages or more.
    """

    lines: Mapping[str, bool]
    named: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, pages: Sequence[RenderedPage], assets: Iterable[Asset]) -> "Outline":
        """Draw up the outline of all pages of a language, as they are kept."""
        standing = Counter(line for page in pages for line in dict.fromkeys(_lines(page)))
        lines = {digest(line): len(line) >= _LONG or count >= SHARED_BY for line, count in standing.items()}
        texts = {part: "".join(page.html for page in pages if page.part == part) for part in _parts(pages)}
        own = list(assets)
        named = {part: [asset.name for asset in own if asset.url in text] for part, text in texts.items()}
        return cls(lines, named)

    def as_row(self) -> list[Any]:
        """Return the outline as values of JSON."""
        return [list(self.lines), [int(pays) for pays in self.lines.values()], self.named]

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Outline":
        """Make the outline again that `as_row` was called on."""
        digests, pays, named = row
        return cls(dict(zip(digests, map(bool, pays), strict=True)), named)


def common(outlines: Collection[Outline]) -> list[str]:
    """Return the digests of lines that two languages or more share and that pay in one of them.

    Those are what stands often, and what is long, such as English beside.
    """
    standing = Counter(line for outline in outlines for line in outline.lines)
    pays = {line for outline in outlines for line, one in outline.lines.items() if one}
    every = dict.fromkeys(chain.from_iterable(outline.lines for outline in outlines))
    return [line for line in every if standing[line] > 1 and line in pays]


def texts_of(wanted: Sequence[str], languages: Iterable[Sequence[RenderedPage]]) -> list[str]:
    """Return the lines with these digests; of the languages only as many are asked for as it takes."""
    missing, found = set(wanted), {}
    for pages in languages:
        for line in dict.fromkeys(chain.from_iterable(map(_lines, pages))):
            if (known := digest(line)) in missing:
                found[known] = line
        missing.difference_update(found)
        if not missing:
            break
    return [found[one] for one in wanted]


def owned(outlines: Collection[Outline]) -> dict[str, list[str]]:
    """Return for each optional part the names of the assets that its pages name and no other page does."""
    parts: dict[str, set[str]] = {}
    for outline in outlines:
        for part, names in outline.named.items():
            for name in names:
                parts.setdefault(name, set()).add(part)
    optional = dict.fromkeys(part for outline in outlines for part in outline.named if part)
    return {part: [name for name, naming in parts.items() if naming == {part}] for part in optional}


def digest(line: str) -> str:
    """Return what a line is told by; two that were confused would cost some bytes and nothing else."""
    return hashlib.blake2b(line.encode(), digest_size=_DIGEST_BYTES).hexdigest()


def _lines(page: RenderedPage) -> Iterator[str]:
    if not page.part and page.kind != "manifest":
        yield from page.html.split("\n")


def _parts(pages: Iterable[RenderedPage]) -> list[str]:
    return list(dict.fromkeys(page.part for page in pages))
