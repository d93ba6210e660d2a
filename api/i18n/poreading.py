"""Read PO files tolerantly: a torn file gives what is still whole, and a finding for the rest."""

import re
from dataclasses import dataclass, field
from pathlib import Path

import polib

from api.errors import Finding

# polib takes an unclosed text for a shorter one; every line must be whole before it may read.
_WHOLE_LINE = re.compile(
    r'\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d{1,2}\])\s+)?"(?:[^"\\]|\\.)*"\s*)?'
)
_PARSE_ERRORS = (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError)


@dataclass
class PoText:
    """What could be read of one PO file."""

    path: Path
    entries: list[polib.POEntry] = field(default_factory=list)
    obsolete: list[polib.POEntry] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)
    comment: str = ""
    findings: list[Finding] = field(default_factory=list)


def read_po(path: Path) -> PoText:
    """Read one file. Never raises for what stands in it."""
    raw = path.read_bytes()
    text = raw.decode("utf-8", errors="replace")
    found = parse_po(text, path)
    if "\ufffd" in text and "\ufffd".encode() not in raw:
        line = text[: text.index("\ufffd")].count("\n") + 1
        found.findings.append(Finding(path, line, "not-utf8", "a byte here is not UTF-8; type the text again"))
    return found


def parse_po(text: str, path: Path) -> PoText:
    """Read the text of a file; after a syntax error, read it entry by entry."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    parsed = _parse(text)
    if parsed is None:
        return _salvage(text, path)
    entries = [entry for entry in parsed if not entry.obsolete]
    obsolete = [entry for entry in parsed if entry.obsolete]
    return PoText(path, entries, obsolete, dict(parsed.metadata), str(parsed.header))


def _parse(text: str) -> polib.POFile | None:
    if not all(_WHOLE_LINE.fullmatch(line) for line in text.split("\n")):
        return None
    try:
        # The line end keeps polib from taking a short text for the name of a file.
        return polib.pofile(text + "\n\n")
    except _PARSE_ERRORS:
        return None


def _salvage(text: str, path: Path) -> PoText:
    """Read each block between blank lines by itself."""
    found = PoText(path)
    for match in re.finditer(r"(?:[^\n]+(?:\n|$))+", text):
        line = text[: match.start()].count("\n") + 1
        parsed = _parse(match[0])
        if parsed is None:
            message = "this entry is torn and is not shown; mend it or take it from an older version of the file"
            found.findings.append(Finding(path, line, "torn-entry", message))
            continue
        found.metadata = found.metadata or dict(parsed.metadata)
        for entry in parsed:
            entry.linenum = line
            (found.obsolete if entry.obsolete else found.entries).append(entry)
    return found
