"""Plural forms from our own table, in CLDR's order, because the built-in ones of tools differ.

`msgstr[i]` always belongs to the i-th category of the row, so no tool's order can swap two forms.
"""

import gettext
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from api.errors import CatalogError, Finding

ORDER = ("zero", "one", "two", "few", "many", "other")
# Letters only: a digit, a space or a vowel mark would never be found at the end of a bare word.
_A_WORD = re.compile(r"[^\W\d_]{2,}")
_HEADER = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);?")


@dataclass(frozen=True)
class PluralRule:
    """The plural categories of a language and which one a whole number takes.

    `spelled` has the words that may stand for the digits 1 and 2, where a digit would read stiffly.
    """

    categories: tuple[str, ...]
    expression: str
    spelled: Mapping[str, tuple[str, ...]] = field(default_factory=dict, compare=False)

    def index(self, n: int) -> int:
        """Tell which form a number takes."""
        return _compiled(self.expression)(abs(n))

    def category(self, n: int) -> str:
        """Tell the name of the form a number takes."""
        return self.categories[self.index(n)]

    @property
    def header(self) -> str:
        """The value of `Plural-Forms` in a PO file."""
        return f"nplurals={len(self.categories)}; plural=({self.expression});"

    def order_from(self, header: str) -> list[int] | None:
        """Tell which form of another tool's header serves each of our categories.

        Both rules are tried on 0 to 200: the first number of each of our forms names the other's form.
        None when two of our forms would share one: its words would be wrong in one of them.
        """
        found = _HEADER.search(header)
        if found is None:
            return None
        try:
            other = gettext.c2py(found[2])
            taken = {self.index(n): other(n) for n in range(200, -1, -1)}
        except (ValueError, ZeroDivisionError):
            return None
        order = [taken[form] for form in range(len(self.categories))]
        return order if len(set(order)) == len(order) else None


ENGLISH = PluralRule(("one", "other"), "n != 1")


@dataclass(frozen=True)
class PluralTable:
    """The rules of `locales/plurals.toml` by language."""

    rules: dict[str, PluralRule]

    @classmethod
    def load(cls, path: Path) -> "PluralTable":
        """Read the table. Raises CatalogError with every fault."""
        try:
            return cls._parsed(path, path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CatalogError([Finding(path, 1, "unreadable", f"the plural table cannot be read: {error}")]) from error

    @classmethod
    @lru_cache(maxsize=8)  # every file of every language asks for it; other bytes are another table
    def _parsed(cls, path: Path, text: str) -> "PluralTable":
        rows = tomllib.loads(text)
        findings = []
        rules = {}
        for tag, row in rows.items():
            rule, spelled = _read(row if isinstance(row, dict) else {})
            rules[tag] = rule
            categories = rule.categories
            if not spelled:
                findings.append(Finding(path, 1, "plural-words", f"{tag}: `spelled` lists words for 1 and 2 only"))
            if not categories or categories != tuple(name for name in ORDER if name in categories):
                findings.append(
                    Finding(path, 1, "plural-order", f"{tag}: list categories in the order {', '.join(ORDER)}")
                )
            elif not _usable(rules[tag]):
                findings.append(
                    Finding(path, 1, "plural-rule", f"{tag}: `plural` must give 0 to {len(categories) - 1}")
                )
        if findings:
            raise CatalogError(findings)
        return cls(rules)

    def rule(self, tag: str) -> PluralRule:
        """Find the rule of a tag (`pt-BR`), else of its language. Raises KeyError."""
        tag = tag.replace("_", "-")
        if tag in self.rules:
            return self.rules[tag]
        return self.rules[tag.split("-", 1)[0]]


def _read(row: dict[str, Any]) -> tuple[PluralRule, bool]:
    """Read one row as far as it can be read, and tell whether its words for 1 and 2 are lists of words."""
    listed, words = row.get("categories"), row.get("spelled", {})
    categories = tuple(listed) if isinstance(listed, list) else ()
    sound = isinstance(words, dict) and words.keys() <= {"1", "2"} and all(map(_are_words, words.values()))
    spelled = {digit: tuple(each) for digit, each in words.items()} if sound else {}
    return PluralRule(categories, str(row.get("plural", "")), spelled), sound


def _are_words(listed: object) -> bool:
    return isinstance(listed, list) and bool(listed) and all(_A_WORD.fullmatch(str(word)) for word in listed)


_COMPILED: dict[str, Callable[[int], int]] = {}


def _compiled(expression: str) -> Callable[[int], int]:
    if expression not in _COMPILED:
        _COMPILED[expression] = gettext.c2py(expression)
    return _COMPILED[expression]


def _usable(rule: PluralRule) -> bool:
    try:
        return {rule.index(n) for n in range(201)} == set(range(len(rule.categories)))
    except (ValueError, ZeroDivisionError):
        return False
