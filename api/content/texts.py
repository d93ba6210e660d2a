"""A translatable text of authored content, and how much depends on it."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Risk(StrEnum):
    """How much harm a wrong translation could do; the review gate is set per class.

    A interface, B guides and stories, C exercises and sessions, D safety, rights, privacy.
    """

    INTERFACE = "A"
    STORY = "B"
    EXERCISE = "C"
    SAFETY = "D"


class Severity(StrEnum):
    """What an author says a change of a source text means for its translations."""

    COSMETIC = "cosmetic"
    MEANING = "meaning"
    SAFETY = "safety"


@dataclass(frozen=True)
class Message:
    """One translatable text: its permanent id (the msgctxt) and its English (the msgid)."""

    id: str
    text: str
    note: str = ""
    risk: Risk = Risk.EXERCISE
    severity: Severity = Severity.MEANING
    path: Path = Path()
    line: int = 1
