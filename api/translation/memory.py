"""Translation memory: what a language has said for English like this. It is shown to people and never taken by itself.

"Breathe in" and "breathe out" are nearly alike, so numbers, negations and opposites are compared apart.
"""

import heapq
import json
import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from pathlib import Path

from api.i18n.parts import entry_source, target_forms
from api.i18n.poreading import read_po
from api.translation.retired import read_retired

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")
_NEGATIONS = frozenset({"no", "not", "never", "none", "nothing", "nobody", "without", "cannot", "neither", "nor"})
_OPPOSITES = frozenset(
    (
        *("in", "out", "inside", "outside", "up", "down", "left", "right", "above", "below", "before", "after"),
        *("more", "less", "open", "closed", "close", "start", "stop", "first", "last", "always", "with", "all"),
        *("slow", "fast", "slowly", "quickly", "tense", "release"),
    )
)
# Endings of English words count for little: the beginning finds "notice", "notices" and "noticing" together.
_STEM = 6
# How many entries of the index one look-up reads, the rarest words first, and how many texts it compares closely.
_MOST_READ, _MOST_COMPARED = 20_000, 40
_LOWEST = 0.45


@dataclass(frozen=True)
class Segment:
    """One text that was translated: its id, its English and its words, plural forms included."""

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True)
class Near:
    """A segment and how near its English is, from 0 to 1; `same` tells that numbers, negations and opposites agree."""

    segment: Segment
    score: float
    same: bool


class Memory:
    """An index over segments by the words of their English."""

    def __init__(self, segments: Iterable[Segment]) -> None:
        self._segments = list(segments)
        postings: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._lengths = array("H")
        self._same: dict[str, list[int]] = defaultdict(list)
        for number, segment in enumerate(self._segments):
            stems = set(_stems(segment.source[0]))
            self._same[segment.source[0]].append(number)
            self._lengths.append(min(len(stems), 65_535))
            for stem in stems:
                postings[stem].append(number)
        self._postings = dict(postings)

    def __len__(self) -> int:
        return len(self._segments)

    def near(self, english: str, *, but: str = "", most: int = 8) -> list[Near]:
        """Return the nearest segments, the nearest first, each once; that with the id `but` is left out."""
        wanted = _WORD.findall(english.lower())
        marks = _marks(english)
        found: dict[tuple[tuple[str, ...], tuple[str, ...]], Near] = {}
        # Many short texts share all their words; the very same one must be among those compared.
        for number in (*self._same.get(english, ()), *self._candidates(set(_stems(english)))):
            segment = self._segments[number]
            score = _likeness(wanted, segment.source[0])
            if segment.id != but and score >= _LOWEST:
                one = Near(segment, round(score, 3), _marks(segment.source[0]) == marks)
                found.setdefault((segment.source, segment.target), one)
        return sorted(found.values(), key=lambda one: (-one.score, not one.same, one.segment.id))[:most]

    def _candidates(self, stems: set[str]) -> list[int]:
        """Return the texts that share most words with these, weighed by how rare the words are."""
        known = sorted((self._postings[stem] for stem in stems if stem in self._postings), key=len)
        weights: Counter[int] = Counter()
        read = 0
        for posting in known:
            if read and read + len(posting) > _MOST_READ:
                break
            read += len(posting)
            weight = math.log(1 + len(self._segments) / len(posting))
            for number in posting[-_MOST_READ:]:
                weights[number] += weight  # type: ignore[assignment]
        scored = ((weight / (len(stems) + self._lengths[number]), number) for number, weight in weights.items())
        best = heapq.nsmallest(_MOST_COMPARED, ((-weight, number) for weight, number in scored))
        return [number for _, number in best]


def remembered(folder: Path) -> Iterator[Segment]:
    """Read every translated text of a language's folder: its catalogues first, then what was retired."""
    for path in sorted((folder / "LC_MESSAGES").glob("*.po")):
        for entry in read_po(path).entries:
            words = target_forms(entry)
            if entry.msgctxt and any(words) and not entry.fuzzy:
                yield Segment(entry.msgctxt, entry_source(entry), words)
    for item in read_retired(folder).values():
        yield Segment(item.id, item.source, item.target)


def as_row(near: Near) -> dict[str, object]:
    """Return a finding as values of JSON."""
    segment = near.segment
    rows = {"source": list(segment.source), "target": list(segment.target), "id": segment.id}
    return {**rows, "score": near.score, "numbers": near.same}


def _stems(text: str) -> list[str]:
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


def _likeness(wanted: list[str], other: str) -> float:
    return SequenceMatcher(None, wanted, _WORD.findall(other.lower()), autojunk=False).ratio()


@lru_cache(maxsize=4096)
def _marks(text: str) -> str:
    """Return what must not differ: every number, how often something is denied, and words that have an opposite."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    numbers = sorted(word for word in words if word.isdigit())
    denied = sum(word in _NEGATIONS or word.endswith("n't") for word in words)
    return json.dumps([numbers, denied, sorted(word for word in words if word in _OPPOSITES)])
