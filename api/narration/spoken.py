"""How digits are said. A voice reads 0800 1234 as millions, so a long number is given to it digit by digit, in words.

`pwa/src/listen/spoken.ts` does the same on the phone; `tests/pwa/fixtures/spoken.json` holds both to it.
"""

import re

# In `ui.listen.digits` of every language: the words for 0 to 9.
DIGITS = "zero one two three four five six seven eight nine"
# A year or an age is said as it is written up to two digits; a space or a hyphen groups the digits of one number.
_NUMBER = re.compile(r"\+?[0-9](?:[ \u00a0\u2011-]?[0-9])*")
_SHORT = 2
_COUNT = 10


def spoken(text: str, digits: str) -> str:
    """Return the text with every number of three digits or more said digit by digit, a short pause at each gap."""
    words = digits.split()
    if len(words) != _COUNT:
        words = list("0123456789")
    return _NUMBER.sub(lambda found: _one_by_one(found[0], words), text)


def _one_by_one(number: str, words: list[str]) -> str:
    if sum(sign.isdigit() for sign in number) <= _SHORT:
        return number
    groups = re.findall(r"[0-9]+", number)
    return ", ".join(" ".join(words[int(digit)] for digit in group) for group in groups)
