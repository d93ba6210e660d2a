"""Read authored TOML tables and remember where every value stands, so that a fault names its line.

A fault never stops the reading: a stand-in value is returned and all faults are told at once.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from api.errors import Finding

_HEADER = re.compile(r"^\s*\[{1,2}\s*([^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?$")
_TOML_LINE = re.compile(r"at line (\d+)")
SLUG = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
ITEM_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
STEP_ID = re.compile(r"s\d{2}[a-z]?")


@dataclass
class SourceFile:
    """One authored file: its lines, and the faults found in it so far."""

    path: Path
    lines: list[str]
    findings: list[Finding] = field(default_factory=list)
    unreadable: bool = False

    def fault(self, line: int, rule: str, message: str) -> None:
        """Note a fault; `message` ends with how to mend it. An unreadable file has only its first."""
        if not self.unreadable:
            self.findings.append(Finding(self.path, line, rule, message))

    def find(self, fragment: str, first: int, last: int) -> int | None:
        """Tell the first line from `first` to `last` that contains `fragment`."""
        return next((n for n in range(first, min(last, len(self.lines)) + 1) if fragment in self.lines[n - 1]), None)

    def find_key(self, key: str, first: int, last: int) -> int | None:
        """Tell the line on which `key` is given a value (or opens a table of its own)."""
        pattern = re.compile(rf"(?:^|[\s{{,])\"?{re.escape(key)}\"?\s*=|^\s*\[{{1,2}}[^\]]*\b{re.escape(key)}\s*\]")
        span = range(first, min(last, len(self.lines)) + 1)
        return next((n for n in span if pattern.search(self.lines[n - 1])), None)


@dataclass
class Table:
    """One table of a file, between two lines. Every getter notes a fault instead of raising."""

    source: SourceFile
    values: dict[str, Any]
    first: int
    last: int
    used: set[str] = field(default_factory=set)

    def line(self, key: str | None = None, text: str | None = None) -> int:
        """Tell where `key` stands, or the entry of it that says `text`."""
        start = self.source.find_key(key, self.first, self.last) if key else self.first
        if text is None:
            return start or self.first
        written = text.split("\n", 1)[0].replace("\\", "\\\\").replace('"', '\\"')
        return self.source.find(written, start or self.first, self.last) or start or self.first

    def fault(self, rule: str, message: str, key: str | None = None) -> None:
        """Note a fault at `key`, or at the head of this table."""
        self.source.fault(self.line(key), rule, message)

    def has(self, key: str) -> bool:
        """Tell whether `key` is written, without marking it as read."""
        return key in self.values

    def take(self, key: str, kind: type, what: str, *, default: Any = None, required: bool = True) -> Any:
        """Take a value of exactly this type; note a missing or wrongly typed one."""
        self.used.add(key)
        if key not in self.values:
            if required:
                self.fault("missing-field", f"`{key}` is missing; add it as {what}")
            return default
        value = self.values[key]
        if type(value) is kind:
            return value
        self.fault("wrong-type", f"`{key}` must be {what}, not {value!r}", key)
        return default

    def text(self, key: str) -> str:
        """Take a text that is not empty."""
        value: str = self.take(key, str, "a text in quotes", default="")
        if key in self.values and isinstance(self.values[key], str) and not value.strip():
            self.fault("empty-text", f"`{key}` is empty; write it or take the line out", key)
        return value.strip()

    def optional_text(self, key: str) -> str | None:
        """Take a text, or None when the key is not written."""
        return self.text(key) if self.has(key) else None

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """Take a whole number from `low` to `high`."""
        what = f"a whole number from {low} to {high}"
        value: int | None = self.take(key, int, what, default=default, required=default is None)
        if value is None:
            return low
        if not low <= value <= high:
            self.fault("out-of-range", f"`{key}` must be {what}, not {value}", key)
        return value

    def flag(self, key: str, default: bool = False) -> bool:
        """Take true or false."""
        value: bool = self.take(key, bool, "true or false", default=default, required=False)
        return value

    def day(self, key: str) -> date:
        """Take a date written 2026-11-23, without quotes."""
        value: date = self.take(key, date, "a date like 2026-11-23 without quotes", default=date(1970, 1, 1))
        return value

    def choice(self, key: str, options: Sequence[str], default: str | None = None) -> str:
        """Take one of the words in `options`."""
        what = "one of " + ", ".join(options)
        value: str = self.take(key, str, what, default=default or options[0], required=default is None)
        if value in options:
            return value
        self.fault("unknown-word", f"`{key}` must be {what}, not {value!r}", key)
        return options[0]

    def name(self, key: str, pattern: re.Pattern[str], what: str) -> str:
        """Take an id that has the shape of `pattern`."""
        value = self.text(key)
        if value and not pattern.fullmatch(value):
            self.fault("bad-id", f"`{key}` = {value!r} must be {what}", key)
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """Take a list of texts."""
        value = self.take(key, list, "a list of texts", default=[], required=False)
        wrong = [entry for entry in value if not isinstance(entry, str)]
        for entry in wrong:
            self.fault("wrong-type", f"`{key}` must hold texts only, not {entry!r}", key)
        return tuple(entry for entry in value if isinstance(entry, str))

    def tables(self, key: str, *, required: bool = False) -> list["Table"]:
        """Take a list of tables, each knowing its own line."""
        value = self.take(key, list, "a list of tables", default=[], required=required)
        return [table for entry in value if (table := self._inner(key, entry)) is not None]

    def entries(self, key: str) -> list["Table | str"]:
        """Take a list that mixes plain texts and tables `{ id = …, text = … }`."""
        value = self.take(key, list, "a list of texts", default=[], required=False)
        found: list[Table | str] = []
        for entry in value:
            inner = entry if isinstance(entry, str) else self._inner(key, entry)
            if inner is not None:
                found.append(inner)
        return found

    def texts_by_id(self, key: str) -> dict[str, str]:
        """Take a small table of texts, as `notes = { "s01.title" = "…" }`."""
        value = self.take(key, dict, "a table of texts", default={}, required=False)
        for name in [name for name, text in value.items() if not isinstance(text, str)]:
            self.fault("wrong-type", f"`{key}.{name}` must be a text in quotes", key)
        return {name: text for name, text in value.items() if isinstance(text, str)}

    def done(self) -> None:
        """Note every key that nobody asked for: a slip of spelling would otherwise be lost in silence."""
        for key in sorted(self.values.keys() - self.used):
            self.fault("unknown-field", f"`{key}` is not a field here; correct its name or take it out", key)

    def _inner(self, key: str, entry: object) -> "Table | None":
        if not isinstance(entry, dict):
            self.fault("wrong-type", f"`{key}` must hold tables like {{ id = …, text = … }}, not {entry!r}", key)
            return None
        start = self.line(key)
        for name in ("id", "text"):
            if isinstance(entry.get(name), str):
                start = self.line(key, entry[name])
        return Table(self.source, entry, start, self.last)


def read_source(path: Path) -> tuple[SourceFile, Table]:
    """Read a file; a missing or malformed one gives an empty table and a fault."""
    source, text = read_text(path)
    try:
        return source, Table(source, tomllib.loads(text), 1, len(source.lines))
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        line = int(found[1]) if found else max(len(source.lines), 1)
        source.fault(line, "malformed-toml", f"the file is not TOML: {error}; mend that line")
    source.unreadable = True
    return source, Table(source, {}, 1, len(source.lines))


def read_text(path: Path) -> tuple[SourceFile, str]:
    """Read the text of a file; a missing one, or one that is not UTF-8, gives an empty text and a fault."""
    source = SourceFile(path, [])
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        source.fault(1, "missing-file", "the file is missing; write it, or take out the name or the file that needs it")
    except UnicodeDecodeError:
        source.fault(1, "not-utf8", "the file is not UTF-8; save it again as UTF-8")
    else:
        source.lines = text.split("\n")
        return source, text
    source.unreadable = True
    return source, ""


def array_tables(top: Table, key: str, header: str = "") -> list[Table]:
    """Take the `[[key]]` tables of a table, each with the lines it spans; `header` is what their heads say."""
    tables = top.tables(key, required=True)
    lines = enumerate(top.source.lines[top.first - 1 : top.last], top.first)
    heads = [n for n, line in lines if (m := _HEADER.match(line)) and m[1] == (header or key)]
    if not heads or len(heads) != len(tables):
        return tables
    ends = [head - 1 for head in heads[1:]] + [top.last]
    return [
        Table(top.source, table.values, *span)
        for table, span in zip(tables, zip(heads, ends, strict=True), strict=True)
    ]
