"""The glossary of a language, `locales/<folder>/glossary.toml`: what stands for an English term, and what must not.

Only forbidden words are found. That a term is missing cannot be told from a text that says the same with other words.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from api.errors import CatalogError, Finding
from api.i18n.locales import Locale
from api.i18n.parts import entry_source, target_forms
from api.i18n.poreading import read_po

GLOSSARY = "glossary.toml"
_FIELDS = {"source", "term", "forbidden", "note"}


@dataclass(frozen=True)
class Term:
    """One English term: how it is said, what must never be said for it, and why, for whoever translates."""

    source: str
    term: str
    forbidden: tuple[str, ...] = ()
    note: str = ""

    @cached_property
    def _in_source(self) -> re.Pattern[str]:
        return re.compile(rf"\b{re.escape(self.source)}", re.IGNORECASE)

    @cached_property
    def _forbidden(self) -> re.Pattern[str]:
        # From the beginning of a word on: most of our languages change its end.
        words = "|".join(map(re.escape, self.forbidden))
        return re.compile(rf"(?<!\w)(?:{words})\w*", re.IGNORECASE)

    def may_be_misused(self, text: str) -> bool:
        """Tell quickly whether a forbidden word may stand anywhere in a file, given its text as `_small` writes it."""
        return any(_small(word) in text for word in self.forbidden)

    def misused(self, source: str, target: str) -> str:
        """Return the forbidden words that stand for the term in a translation, or nothing."""
        found = self.found(source, target)
        return target[slice(*found)] if found else ""

    def found(self, source: str, target: str) -> tuple[int, int] | None:
        """Return where forbidden words stand for the term in a translation, as start and end in characters."""
        if not self.forbidden or not self._in_source.search(source):
            return None
        # “asesor” is forbidden, but the term itself may be “asesoría”.
        allowed = self.term.lower()
        found = (one.span() for one in self._forbidden.finditer(target) if one[0].lower() not in allowed)
        return next(found, None)


def read_glossary(path: Path) -> list[Term]:
    """Read the terms of a language; without a file there are none.

    Raises:
        CatalogError: the file cannot be read, or a term lacks a field or has an unknown one.

    """
    if not path.is_file():
        return []
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError([Finding(path, 1, "unreadable", f"the glossary cannot be read: {error}")]) from error
    rows = found.pop("terms", [])
    findings = [
        Finding(
            path, 1, "glossary", f"`{name}` does nothing here; write each term as a table [[terms]] with its source"
        )
        for name in found
    ]
    findings += [Finding(path, 1, "glossary", f"term {number}: {fault}") for number, fault in _faults(rows)]
    if findings:
        raise CatalogError(findings)
    return [Term(row["source"], row["term"], tuple(row.get("forbidden", ())), row.get("note", "")) for row in rows]


def check_glossary(locales_dir: Path, locale: Locale) -> list[Finding]:
    """Find translations that say a term with words which the glossary forbids.

    Raises:
        CatalogError: the glossary cannot be used.

    """
    folder = locales_dir / locale.folder
    terms = read_glossary(folder / GLOSSARY)
    if not terms:
        return []
    findings = []
    for path in sorted((folder / "LC_MESSAGES").glob("*.po")):
        # Reading a file into its entries takes most of the time, and few hold a forbidden word.
        text = _small(path.read_text("utf-8", errors="replace").replace('"\n"', ""))
        suspects = [term for term in terms if term.may_be_misused(text)]
        for entry in read_po(path).entries if suspects else ():
            source, target = " ".join(entry_source(entry)), " ".join(target_forms(entry))
            for term in suspects:
                if word := term.misused(source, target):
                    told = f"{entry.msgctxt}: “{term.source}” is “{term.term}” here, not “{word}”; {term.note}"
                    findings.append(Finding(path, entry.linenum or 1, "forbidden-term", told.rstrip("; "), "warning"))
    return findings


def _small(text: str) -> str:
    # Turkish İ becomes two characters, where a pattern takes it for an i.
    return text.lower().replace("i\u0307", "i")


def _faults(rows: Any) -> Iterator[tuple[int, str]]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield 0, "write each term as a table [[terms]]"
        return
    for number, row in enumerate(rows, 1):
        if not all(isinstance(row.get(name), str) and row[name].strip() for name in ("source", "term")):
            yield number, "`source` and `term` are texts"
        if unknown := sorted(row.keys() - _FIELDS):
            yield number, f"{', '.join(unknown)} is not a field; there are {', '.join(sorted(_FIELDS))}"
        words = row.get("forbidden", [])
        if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
            yield number, "`forbidden` is a list of words"
        if not isinstance(row.get("note", ""), str):
            yield number, "`note` is a text"
