"""The words that passphrases are made of: one list a language, one word a line, sorted.

Whoever writes six of them on paper must be able to type them on any keyboard, so no two may be told apart only by an
accent, a capital or one slip of the finger.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path

from api.errors import Finding

# Four dice: six words then hold 62 bits, as many as EFF's short list gives. More of them would cost every phone bytes.
FEWEST, MOST = 1296, 1400
LENGTHS = range(3, 10)

# The same forms as `phraseFrom` in pwa/src/store/kdf.ts; a test compares the two.
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c-\u200f]")
_SAME = str.maketrans({"ł": "l", "ı": "i", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"})


def load_wordlists(folder: Path) -> dict[str, tuple[str, ...]]:
    """Return language tag → its words."""
    return {path.stem: tuple(path.read_text("utf-8").split()) for path in sorted(folder.glob("*.txt"))}


def check_wordlists(folder: Path) -> list[Finding]:
    """Check every list: enough words, letters only, and none that is easily taken for another."""
    return [finding for path in sorted(folder.glob("*.txt")) for finding in _check(path)]


def front_coded(words: Iterable[str]) -> str:
    """Write a sorted list as one text: before each word stands how many letters it shares with the word before.

    `unfolded` in pwa/src/passphrase.ts reads it. A list is a quarter smaller so, compressed too.
    """
    coded, before = [], ""
    for word in words:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
        shared = min(sum(1 for _ in same), 9)
        coded.append(f"{shared}{word[shared:]}")
        before = word
    return "".join(coded)


def folded(word: str) -> str:
    """Return the one spelling that every way of typing a word comes to."""
    return _MARKS.sub("", unicodedata.normalize("NFKD", word.lower())).translate(_SAME)


def _check(path: Path) -> Iterator[Finding]:
    words = path.read_text("utf-8").splitlines()
    if len(words) < FEWEST:
        yield Finding(path, 1, "few-words", f"{len(words)} words; a list has at least {FEWEST}")
    if len(words) > MOST:
        yield Finding(path, 1, "many-words", f"{len(words)} words; a list has at most {MOST}, as each phone keeps it")
    lines = {word: line for line, word in enumerate(words, 1)}
    for word, line in lines.items():
        if not folded(word).isalpha() or len(folded(word)) not in LENGTHS:
            yield Finding(path, line, "odd-word", f"{word!r}: take one word of 3 to 9 letters")
    if words != sorted(lines):
        yield Finding(path, 1, "word-order", "sort the words, each once: `sort -u` with LC_ALL=C")
    for line, word, other in _alike(lines):
        yield Finding(path, line, "words-alike", f"{word!r} and {other!r} differ by one letter; take one of them out")


def _alike(lines: Mapping[str, int]) -> Iterator[tuple[int, str, str]]:
    """Find words that one left out, added or exchanged letter makes of each other."""
    known: dict[str, list[str]] = defaultdict(list)
    for word, line in lines.items():
        plain = folded(word)
        forms = {plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))}
        for other in sorted({other for form in forms for other in known[form]}):
            if _is_one_slip(plain, folded(other)):
                yield line, word, other
        for form in forms:
            known[form].append(word)


def _is_one_slip(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
