"""What became of each English text and what its author said of every change: `locales/changes.jsonl`, which only grows.

Words made from an English of long ago are judged by all that happened since, not by the last change alone.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

from api.errors import Finding

FILE = "changes.jsonl"
# In place of a digest: the text was not there.
AWAY = ""
# What lies between two states of a text: nothing, or the worst that its author said of a change in between.
Since = Literal["", "cosmetic", "meaning", "safety"]
_ORDER: Sequence[Since] = ("", "cosmetic", "meaning", "safety")


@dataclass(frozen=True)
class Change:
    """One change of an English text: its id, the digests of both states, what it meant, and the day (ISO 8601).

    A text that was taken out, or comes back, has `AWAY` for one of them.
    """

    id: str
    before: str
    now: str
    severity: Since
    at: str

    def as_line(self) -> str:
        """Return the line that the file has for it."""
        row = {"id": self.id, "from": self.before, "to": self.now, "severity": self.severity, "at": self.at}
        return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


class Changes:
    """All changes, by the ids of texts, in their order."""

    def __init__(self, changes: Iterable[Change] = (), findings: Iterable[Finding] = ()) -> None:
        self._by_id: dict[str, list[Change]] = {}
        for change in changes:
            self._by_id.setdefault(change.id, []).append(change)
        self.findings = tuple(findings)

    @classmethod
    def load(cls, locales_dir: Path) -> "Changes":
        """Read the file; a torn line is told and passed over."""
        path = locales_dir / FILE
        changes, findings = [], []
        lines = path.read_text("utf-8", errors="replace").split("\n") if path.is_file() else []
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                changes.append(_read(json.loads(line)))
            except (ValueError, KeyError, TypeError):
                message = "this line of the changes cannot be read; take it from the history of the repository"
                findings.append(Finding(path, number, "torn-changes", message))
        return cls(changes, findings)

    def is_away(self, message_id: str) -> bool:
        """Tell whether a text was taken out and has not come back."""
        rows = self._by_id.get(message_id, [])
        return bool(rows) and rows[-1].now == AWAY

    def since(self, message_id: str, before: str, now: str, declared: Since) -> Since:
        """Tell the worst that happened between two states of a text, given by their digests.

        `declared` is what the author says of the change that is not written down yet. Where the earlier state, or
        what lies between, is not known, the worst is assumed.
        """
        if before == now:
            return ""
        rows = self._by_id.get(message_id, [])
        states = [*(row.before for row in rows), rows[-1].now] if rows else [before]
        if before not in states:
            return "safety"
        first = len(states) - 1 - states[::-1].index(before)
        later = rows[first:]
        # Lines that do not follow each other: somebody merged or mended the file, and what happened is not known.
        if any(row.now != after.before for row, after in pairwise(later)):
            return "safety"
        found = [row.severity for row in later]
        if states[-1] != now:
            found.append("meaning" if declared == "cosmetic" else declared)
        return max(found, key=_ORDER.index, default="safety")


def note(locales_dir: Path, changes: Iterable[Change]) -> None:
    """Append changes."""
    lines = [change.as_line() for change in changes]
    if lines:
        with (locales_dir / FILE).open("a", encoding="utf-8") as stream:
            stream.writelines(lines)


def _read(row: dict[str, str]) -> Change:
    message_id, before, now, severity, at = (str(row[name]) for name in ("id", "from", "to", "severity", "at"))
    if severity not in _ORDER:
        raise ValueError(severity)
    return Change(message_id, before, now, severity, at)  # type: ignore[arg-type]
