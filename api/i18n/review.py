"""Read what people said about a translation.

A statement is bound to the hashes of both texts: any edit in any tool voids it, and a revert restores it.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from api.errors import Finding

LADDER = ("machine-draft", "translated", "peer-reviewed", "clinically-reviewed", "back-translated", "narrated")
WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Event:
    """One line of a trail: a rung of the ladder (or `withdrawn`) for one exact pair of texts."""

    id: str
    event: str
    source: str
    target: str
    by: str
    at: str


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
            events.append(Event(*(str(row[key]) for key in ("id", "ev", "src", "tgt", "by", "at"))))
        except (ValueError, KeyError, TypeError):
            message = "this line of the trail cannot be read; remove it and record the review again"
            findings.append(Finding(path, number, "torn-trail", message))
    return events, findings


def state(events: Iterable[Event], source: Sequence[str], target: Sequence[str]) -> str:
    """Tell the highest rung stated for exactly these two texts; `translated` when nobody said anything.

    `withdrawn` counts until a later statement about the same pair.
    """
    pair = (digest(source), digest(target))
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
