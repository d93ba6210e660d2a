"""Read what people said about a translation.

A statement is bound to the hashes of both texts: any edit in any tool voids it, and a revert restores it.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from api.errors import Finding

LADDER = ("machine-draft", "translated", "peer-reviewed", "clinically-reviewed", "back-translated", "narrated")
# How words came about; every rung above says that somebody looked at them.
ORIGINS = LADDER[: LADDER.index("peer-reviewed")]
WITHDRAWN = "withdrawn"
# A note and no rung: what a text says when somebody who has not seen its source puts it back into that language.
READ_BACK = "read-back"
# A note and no rung either: somebody looked at what a check finds in a text, and leaves it, for a reason.
CHECK_IGNORED = "check-ignored"
NOTES = frozenset({READ_BACK, CHECK_IGNORED})
APPROVED = frozenset({"source", "clinically-reviewed", "back-translated", "narrated"})

_UNCHECKED = frozenset({"machine-draft", "translated"})

# What a reader is told of a translation: who made it while nobody checked it, whether that is so for parts only, or who
# checked it. Nothing is told of English and of texts that need no more than they have.
Told = Literal["", "machine", "person", "both", "machine-parts", "person-parts", "second-person", "professional"]


@dataclass(frozen=True)
class Event:
    """One line of a trail: a rung of the ladder, `withdrawn` or `read-back`, for one exact pair of texts.

    `carried` is the source that this was stated for before it changed in its looks only, or "". `rule` and `why` are of
    a check that somebody ignores.
    """

    id: str
    event: str
    source: str
    target: str
    by: str
    at: str
    carried: str = ""
    line: int = field(default=1, compare=False)
    rule: str = ""
    why: str = ""


def digest(forms: Sequence[str]) -> str:
    """Return the first 12 hexadecimal digits of SHA-256 over the NFC text, plural forms included."""
    text = "\0".join(unicodedata.normalize("NFC", form) for form in forms)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def trail_path(folder: Path, domain: str) -> Path:
    """Tell where the trail of one PO file stands."""
    return folder / "trail" / f"{domain}.jsonl"


def read_trail(path: Path) -> tuple[list[Event], list[Finding]]:
    """Read a trail; a torn line is told and passed over, as it can only take an approval away."""
    if not path.is_file():
        return [], []
    events, findings = [], []
    for number, line in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            said = [str(row[key]) for key in ("id", "ev", "src", "tgt", "by", "at")]
            carried, rule, why = (str(row.get(key, "")) for key in ("carried", "rule", "why"))
            events.append(Event(*said, carried, number, rule, why))  # type: ignore[call-arg, arg-type]
        except (ValueError, KeyError, TypeError):
            message = "this line of the trail cannot be read; remove it and record the review again"
            findings.append(Finding(path, number, "torn-trail", message))
    return events, findings


def by_id(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Gather what was stated of each text, in the order of the trail."""
    found: dict[str, list[Event]] = {}
    for event in events:
        found.setdefault(event.id, []).append(event)
    return found


def state(events: Iterable[Event], source: Sequence[str], target: Sequence[str]) -> str:
    """Tell the highest rung stated for exactly these two texts; `translated` when nobody said anything.

    `withdrawn` counts until a later statement about the same pair.
    """
    return state_of_pair(events, (digest(source), digest(target)))


def state_of_pair(events: Iterable[Event], pair: tuple[str, str]) -> str:
    """Tell the same of two texts that are given by their digests."""
    best, withdrawn = "", False
    for event in events:
        if (event.source, event.target) != pair:
            continue
        if event.event == WITHDRAWN:
            best, withdrawn = "", True
        elif event.event in LADDER:
            withdrawn = False
            best = max(best, event.event, key=lambda rung: LADDER.index(rung) if rung else -1)
    return WITHDRAWN if withdrawn else best or "translated"


def told(states: Iterable[str]) -> Told:
    """Tell what a reader must know of a text that is made of words in these states.

    English itself (`source`, `missing`) says nothing; nor does `checked`, a text for which one check is enough.
    """
    shown = set(states) - {"source", "missing"}
    unchecked, checked = shown & _UNCHECKED, shown - _UNCHECKED
    if unchecked:
        return _told_unchecked(unchecked, parts=bool(checked))
    checked.discard("checked")
    if not checked:
        return ""
    return "professional" if checked <= APPROVED else "second-person"


def _told_unchecked(unchecked: set[str], *, parts: bool) -> Told:
    if parts:
        return "machine-parts" if "machine-draft" in unchecked else "person-parts"
    if len(unchecked) > 1:
        return "both"
    return "machine" if "machine-draft" in unchecked else "person"
