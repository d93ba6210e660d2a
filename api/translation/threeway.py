"""`pauza locales merge-driver`: merge two versions of a PO file by ids, as git asks for it.

Line by line two people who translate different texts of one file often collide; by id they never do.
"""

from pathlib import Path

import polib

from api.errors import CatalogError
from api.i18n.parts import entry_source, target_forms
from api.i18n.poreading import PoText, read_po
from api.translation.pofile import PoHeader, render, write_text

# What an entry says: the source it was translated from, its words, and whether they wait for a look.
_Words = tuple[tuple[str, ...], tuple[str, ...], bool]


def merge_files(base: Path, ours: Path, theirs: Path) -> list[str]:
    """Merge into `ours`; return the ids of which both sides changed the words in different ways, which keep ours.

    The order and the sources of `ours` hold; a text that only the other side has comes behind its neighbour there.

    Raises:
        CatalogError: one of the three cannot be read; nothing is written.

    """
    before, mine, others = (_read(path) for path in (base, ours, theirs))
    was, said = (_by_id(text.entries) for text in (before, others))
    disputed = []
    entries = []
    for entry in mine.entries:
        other = said.pop(entry.msgctxt, None)
        if other is None and entry.msgctxt in was and _words(entry) == _words(was[entry.msgctxt]):
            continue  # the other side took it away, and nobody here has changed it since
        chosen = _chosen(entry, other, was.get(entry.msgctxt))
        disputed += [] if chosen else [entry.msgctxt]
        entries.append(chosen or entry)
    _insert_new(entries, others.entries, {key for key in said if key not in was})
    write_text(ours, render(PoHeader.of(mine), entries))
    return disputed


def _chosen(mine: polib.POEntry, other: polib.POEntry | None, before: polib.POEntry | None) -> polib.POEntry | None:
    """Take the side that changed; nothing when both did, each in its own way."""
    if other is None or _words(other) == _words(mine):
        return mine
    known = _words(before) if before else None
    if _words(other) == known or not any(target_forms(other)):
        return mine
    if _words(mine) == known or not any(target_forms(mine)):
        return other
    return None


def _insert_new(entries: list[polib.POEntry], theirs: list[polib.POEntry], new: set[str]) -> None:
    place = 0
    for entry in theirs:
        if entry.msgctxt in new:
            entries.insert(place, entry)
        place = next((at for at, one in enumerate(entries, 1) if one.msgctxt == entry.msgctxt), place)


def _words(entry: polib.POEntry) -> _Words:
    return entry_source(entry), tuple(target_forms(entry)), bool(entry.fuzzy)


def _by_id(entries: list[polib.POEntry]) -> dict[str, polib.POEntry]:
    return {entry.msgctxt: entry for entry in entries}


def _read(path: Path) -> PoText:
    found = read_po(path)
    if found.findings:
        raise CatalogError(found.findings)
    return found
