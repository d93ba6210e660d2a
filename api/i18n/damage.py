"""Find what makes a translated text unsafe to show. A translation is hostile input until it passes.

A damaged text is replaced by its source text; it never breaks a page and never misleads.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

PLACEHOLDER = re.compile(r"\{[a-z][a-z0-9_]*\}")
_MARKUP = re.compile(r"[<>]|&#?\w+;")
_ADDRESS = re.compile(
    r"(?:https?|ftp|mailto|tel|sms|javascript|data|file):(?=\S)|//|\bwww\.|\S@\S"
    r"|\b[a-z0-9-]{2,}\.[a-z]{2,}\b",
    re.IGNORECASE,
)
_SEPARATOR = r"[ \u00a0\u2007\u2009\u202f.\-\u2010-\u2015()/]"
_LONG_RUN = re.compile(rf"\d(?:{_SEPARATOR}{{0,2}}\d){{4,}}")
_NUMBER = re.compile(r"\d+")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_UNSEEN = re.compile("[\ufeff\ufffd\U000e0000-\U0010ffff]")
_WORD = re.compile(r"\w+")
# Three digits are what one dials for help; a translation that loses them can cost a life.
_EMERGENCY = re.compile(r"(?<!\d)\d{3}(?!\d)")
_EMBEDDINGS = frozenset("\u202a\u202b\u202c\u202d\u202e")
_OPENERS = frozenset("\u2066\u2067\u2068")
_CLOSER = "\u2069"
NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
} | {"twenty": "20", "thirty": "30", "half": "30", "quarter": "15", "once": "1", "twice": "2", "hundred": "100"}


class Damage(NamedTuple):
    """One reason not to show a text, and how to mend it.

    `part` is what is wrong in the text, or the number that it lacks; "" where it is the text as a whole.
    """

    rule: str
    remedy: str
    part: str = ""


# Digit → the words that may stand for it; `plurals.toml` has those of each language.
Spelled = Mapping[str, Sequence[str]]
DIGITS_ONLY: Spelled = {}


def damages(source: Sequence[str], forms: Sequence[str], spelled: Spelled = DIGITS_ONLY) -> list[Damage]:
    """Compare every form of a translation with its source (one text, or singular and plural)."""
    return list(dict.fromkeys(found for form in forms for found in damages_of(source, form, spelled)))


def damages_of(source: Sequence[str], form: str, spelled: Spelled = DIGITS_ONLY) -> Iterator[Damage]:
    """Yield what is wrong with one form."""
    yield from _hidden(source, form)
    yield from _foreign(source, form)
    yield from _placeholders(source, form)
    yield from _numbers(source, form)
    yield from _lost(source, form, spelled)


def dials(source: Sequence[str]) -> bool:
    """Tell whether a text holds a number that somebody may dial."""
    text = latin_digits(PLACEHOLDER.sub(" ", " ".join(source)))
    return bool(_EMERGENCY.search(text) or _LONG_RUN.search(text))


def latin_digits(text: str) -> str:
    """Write every decimal digit of any script as 0 to 9, to compare numbers across scripts."""
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


def _hidden(source: Sequence[str], form: str) -> Iterator[Damage]:
    """Find characters that cannot be seen, or that turn the direction of what follows."""
    if _EMBEDDINGS.intersection(form) or not _isolates_balanced(form):
        yield Damage("bidi", "direction marks are not balanced; use only isolates, each closed, or none")
    if form.isprintable() and not _UNSEEN.search(form):
        return
    allowed = set("".join(source))
    for char in form:
        category = unicodedata.category(char)
        suspect = category in ("Cc", "Co", "Cs", "Cn", "Zl", "Zp") or _UNSEEN.match(char)
        if suspect and char not in allowed:
            yield Damage(
                "control-character", f"the character U+{ord(char):04X} must not stand here; type the text again", char
            )


def _isolates_balanced(form: str) -> bool:
    depth = 0
    for char in form:
        depth += (char in _OPENERS) - (char == _CLOSER)
        if depth < 0:
            return False
    return depth == 0


def _foreign(source: Sequence[str], form: str) -> Iterator[Damage]:
    """Find markup, addresses and long numbers that the source does not have."""
    original = " ".join(source)
    if extra := Counter(_MARKUP.findall(form)) - Counter(_MARKUP.findall(original)):
        part = next(iter(extra))
        yield Damage("markup", f"{part!r} is markup that the source does not have; take it out", part)
    known = original.lower()
    for match in _ADDRESS.finditer(form):
        if match[0].lower() not in known:
            yield Damage(
                "address",
                f"{match[0]!r} looks like an address; addresses stand in the service directory only",
                match[0],
            )
    known_runs = "|".join(_squeezed(run) for run in _LONG_RUN.findall(latin_digits(original)))
    for run in _LONG_RUN.findall(latin_digits(form)):
        if _squeezed(run) not in known_runs:
            yield Damage(
                "long-number", f"{run!r} looks like a phone number; numbers stand in the service directory only", run
            )


def _squeezed(run: str) -> str:
    return re.sub(r"\D", "", run)


def _placeholders(source: Sequence[str], form: str) -> Iterator[Damage]:
    """Compare `{name}` parts; a plural form may leave out `{n}`, as in "one day"."""
    wanted = Counter(PLACEHOLDER.findall(source[-1]))
    present = Counter(PLACEHOLDER.findall(form))
    if len(source) > 1:
        wanted.pop("{n}", None)
        if present["{n}"] <= 1:
            present.pop("{n}", None)
    if wanted != present:
        names = ", ".join(sorted(wanted)) or "none"
        yield Damage("placeholder", f"placeholders must be exactly: {names}; copy them from the source")
    elif "{" in PLACEHOLDER.sub("", form) or "}" in PLACEHOLDER.sub("", form):
        yield Damage("placeholder", "a brace { or } stands alone; copy the placeholders from the source")


def _numbers(source: Sequence[str], form: str) -> Iterator[Damage]:
    """Find a number that the source does not have, as 5 seconds for 4 seconds."""
    known = source_numbers(source)
    for number in _NUMBER.findall(latin_digits(PLACEHOLDER.sub(" ", form))):
        if number not in known and number.lstrip("0") not in known:
            yield Damage("number", f"the number {number} is not in the source; compare the two texts", number)


def _lost(source: Sequence[str], form: str, spelled: Spelled) -> Iterator[Damage]:
    """Find a number of the source that is not told: as the same digits, or as a word that this language has for it."""
    text = latin_digits(PLACEHOLDER.sub(" ", source[-1]))
    counted = _NUMBER.findall(_LONG_RUN.sub(" ", text))
    told = _NUMBER.findall(latin_digits(PLACEHOLDER.sub(" ", form)))
    for number in dict.fromkeys(_NUMBER.findall(text)):
        words = spelled.get(number, ()) if number in counted else ()
        if number not in told and not _says(form, words):
            named = f", or as a word such as {words[-1]}" if words else ""
            yield Damage("number-lost", f"the number {number} of the source is missing; put it back{named}", number)


def _says(form: str, words: Sequence[str]) -> bool:
    """Tell whether a word stands in a text, also behind a prefix ("and", "for"), with or without vowel marks."""
    bare = "".join(char for char in unicodedata.normalize("NFC", form) if unicodedata.category(char) != "Mn")
    return any(token.endswith(tuple(words)) for token in _WORD.findall(bare))


def source_numbers(source: Sequence[str]) -> frozenset[str]:
    """Collect the numbers of a source text, those written as words too."""
    return _source_numbers(tuple(source))


@lru_cache(maxsize=8192)  # every language asks for the same texts
def _source_numbers(source: tuple[str, ...]) -> frozenset[str]:
    text = PLACEHOLDER.sub(" ", " ".join(source)).lower()
    found = set(_NUMBER.findall(latin_digits(text)))
    return frozenset(found) | {NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", text) if word in NUMBER_WORDS}
