"""Judge whether a change of a source text may be called cosmetic."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from api.i18n.damage import source_numbers

_LIKENESS = 0.8
# One of these in or out turns an instruction round, however small the change looks.
_TURNING = re.compile(
    r"not|no|never|nor|cannot|\w+n't|without|stop|in|out|left|right|up|down|before|after|more|less"
    r"|open|close|closed|slow|slowly|fast|deep|hold"
)


def is_cosmetic(before: Sequence[str], now: Sequence[str]) -> bool:
    """Tell whether a change may be called cosmetic: nearly the same words, and none that turns the sense.

    An author's mark can be left behind from an earlier change; this keeps it from hiding a real one.
    """
    if len(before) != len(now) or source_numbers(before) != source_numbers(now):
        return False
    old, new = (_words(" ".join(forms)) for forms in (before, now))
    turned = [sorted(word for word in words if _TURNING.fullmatch(word)) for words in (old, new)]
    return turned[0] == turned[1] and SequenceMatcher(None, old, new, autojunk=False).ratio() >= _LIKENESS


def _words(text: str) -> list[str]:
    return [word for part in text.lower().replace("’", "'").split() if (word := part.strip(".,;:!?…\"'“”()"))]
