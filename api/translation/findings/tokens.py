"""Cut a text into words and sentences, in every script alike, just as `pwa/src/findings/tokens.ts` does."""

import re
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from api.i18n.damage import PLACEHOLDER


class Word(NamedTuple):
    """A word in small letters, and where it stands: from `start` up to `end`, in characters."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """Return the words of a text: letters with their marks, and apostrophes between them; no placeholders."""
    bare = PLACEHOLDER.sub(lambda found: " " * len(found[0]), text)
    return tuple(Word(one[0].lower().replace("’", "'"), one.start(), one.end()) for one in _word().finditer(bare))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends."""
    start = 0
    for end in (*(one.end() for one in _SENTENCE_END.finditer(text)), len(text)):
        if text[start:end].strip():
            yield start, end
        start = end


def phrases(wanted: Sequence[str], said: Sequence[Word]) -> Iterator[Word]:
    """Yield where one of these words or phrases stands; `lev*`, `*less` and `*in*` stand for parts of words."""
    if not wanted:
        return
    line, begins, ends = " ", {}, {}
    for word in said:
        begins[len(line)] = word.start
        line += word.text
        ends[len(line)] = word.end
        line += " "
    for found in _any_of(tuple(wanted)).finditer(line):
        yield Word(found[0], begins[found.start()], ends[found.end()])


# Closing quotes and brackets may stand between the mark and the space.
_SENTENCE_END = re.compile("[.!?…؟۔।॥።。]+[”»’\"')\\]]*(?= |$)")


@cache
def _any_of(wanted: Sequence[str]) -> re.Pattern[str]:
    parts = "|".join(re.escape(phrase).replace(r"\*", "[^ ]*").replace(r"\ ", " ") for phrase in wanted)
    return re.compile(f"(?<= )(?:{parts})(?= )")


@cache
def _word() -> re.Pattern[str]:
    letter = f"[{_letters()}]"
    return re.compile(f"{letter}+(?:['’]{letter}+)*")


def _letters() -> str:
    """Return all letters and marks as a character class; Python's own has no marks, and scripts of India need them."""
    runs = groupby(range(sys.maxunicode + 1), lambda code: unicodedata.category(chr(code))[0] in "LM")
    ranges = (list(codes) for is_letter, codes in runs if is_letter)
    return "".join(f"\\U{codes[0]:08x}-\\U{codes[-1]:08x}" for codes in ranges)
