"""Compute the two languages that only tests read: long and accented, and right to left."""

import re
from itertools import cycle, islice

from api.i18n.damage import PLACEHOLDER

_ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķļɱñöþɋŕšţúṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
# Arabic letters by the keys of an Arabic keyboard: really right to left, without any direction mark.
_ARABIC = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,;?",
    "شلؤيثبلاهتنمةىخحضقسفعرصءغئشلؤيثبلاهتنمةىخحضقسفعرصءغئ،؛؟",
)
_PADDING = ("ļöñĝ", "ŵöŕðš", "ţö", "ƒíļļ", "ţĥé", "šþáçé")
_GROWTH = 0.6


def accented(text: str) -> str:
    """Write with accents, about 60 % longer, in brackets that show where a text is cut."""
    if not text:
        return text
    wanted = max(2, round(len(text) * _GROWTH))
    padding = " ".join(islice(cycle(_PADDING), wanted // 3 + 1))[:wanted].strip()
    return f"[{_outside_placeholders(text, _ACCENTED)} {padding}]"


def mirrored(text: str) -> str:
    """Write with Arabic letters; digits and placeholders stay as they are."""
    return _outside_placeholders(text, _ARABIC)


def _outside_placeholders(text: str, table: dict[int, int]) -> str:
    parts = re.split(f"({PLACEHOLDER.pattern})", text)
    return "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(table) for part in parts)


PSEUDO = {"en-XA": accented, "ar-XB": mirrored}
