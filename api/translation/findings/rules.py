"""The rule file, `locales/rules.toml`: which checks there are, how grave each is, and the words they look for."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from api.errors import CatalogError, Finding
from api.i18n.damage import NUMBER_WORDS

FILE = "rules.toml"
Level = Literal["block", "warn", "hint"]
LEVELS: Sequence[Level] = ("block", "warn", "hint")
_OWN = {"id", "level", "kind", "reason", "languages"}
# What Python and JavaScript read differently.
_UNLIKE = re.compile(r"\\[wWdDsSbBpPkN]|\(\?P|\(\?[aiLmsux]")


@dataclass(frozen=True)
class Rule:
    """One check: its permanent id, its level, the kind that looks, and the kind's parameters in `more`."""

    id: str
    level: Level
    kind: str
    reason: str
    languages: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def holds_for(self, language: str) -> bool:
        """Tell whether a language is looked at."""
        return not self.languages or language in self.languages

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression of a rule that has one."""
        return re.compile(self.more["pattern"])


@dataclass(frozen=True)
class Rules:
    """All checks in their order, and lists of words by language and name."""

    rules: tuple[Rule, ...]
    lists: Mapping[str, Mapping[str, Sequence[str]]]

    @classmethod
    def load(cls, locales_dir: Path) -> "Rules":
        """Read the rule file. Raises CatalogError with a finding for each fault in it."""
        path = locales_dir / FILE
        try:
            file = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise CatalogError([Finding(path, 1, "unreadable", f"the rules cannot be read: {error}")]) from error
        rows, lists = file.get("rules", []), file.get("words", {})
        if faults := [*_faults(rows), *_faults_of_lists(lists)]:
            raise CatalogError([Finding(path, 1, "rule", fault) for fault in faults])
        return cls(tuple(_rule(row) for row in rows), lists)

    def words(self, language: str, name: str) -> Sequence[str]:
        """Return a list of words; a regional language has those of its base."""
        own = self.lists.get(language) or self.lists.get(language.partition("-")[0], {})
        return own.get(name, ())

    def as_json(self) -> str:
        """Return what the browser reads (`pwa/src/findings/rules.ts`)."""
        rows = [
            {"id": rule.id, "level": rule.level, "kind": rule.kind, "reason": rule.reason, **rule.more}
            | ({"languages": rule.languages} if rule.languages else {})
            for rule in self.rules
        ]
        return json.dumps({"rules": rows, "words": self.lists, "numbers": NUMBER_WORDS}, ensure_ascii=False)


def _rule(row: Mapping[str, Any]) -> Rule:
    more = {name: value for name, value in row.items() if name not in _OWN}
    return Rule(row["id"], row["level"], row["kind"], row["reason"], tuple(row.get("languages", ())), more)


def _faults(rows: Any) -> Iterator[str]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        yield "write each rule as a table [[rules]]"
        return
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        name = row.get("id") or f"rule {number}"
        if not all(isinstance(row.get(key), str) and row[key] for key in ("id", "level", "kind", "reason")):
            yield f"{name}: `id`, `level`, `kind` and `reason` are texts"
        elif row["level"] not in LEVELS:
            yield f"{name}: level is one of {', '.join(LEVELS)}"
        if name in seen:
            yield f"{name}: this id stands twice"
        seen.add(name)
        yield from _faults_of_pattern(name, row.get("pattern"))


def _faults_of_pattern(name: str, pattern: Any) -> Iterator[str]:
    if pattern is None:
        return
    if not isinstance(pattern, str) or _UNLIKE.search(pattern):
        yield f"{name}: the pattern must be a text that Python and JavaScript read alike"
        return
    try:
        re.compile(pattern)
    except re.error as error:
        yield f"{name}: the pattern cannot be used: {error}"


def _faults_of_lists(lists: Any) -> Iterator[str]:
    if not isinstance(lists, dict):
        yield "write words as a table [words.<language>]"
        return
    for language, own in lists.items():
        for name, entries in own.items() if isinstance(own, dict) else [("", None)]:
            if not isinstance(entries, list) or not all(isinstance(one, str) and one.strip("* ") for one in entries):
                yield f"words.{language}.{name}: a list of words"
