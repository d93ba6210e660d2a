"""Choose a language for a person: their own choice first, then what their browser asks for.

RFC 9110 quality values and RFC 4647 lookup. A language is never exchanged for a neighbour:
who reads Ukrainian is not given Russian.
"""

import re
from collections.abc import Sequence

from babel.core import get_global

_RANGE = re.compile(r"^\s*(\*|[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*[qQ]\s*=\s*([01](?:\.\d{0,3})?)\s*)?$")
# Old or collective tags that phones still send, and the tag in use today.
_ALIASES = {"iw": "he", "in": "id", "tl": "fil", "no": "nb", "mo": "ro", "sh": "sr-Latn", "ku": "kmr", "ji": "yi"}
_MAX_HEADER = 1000
# RFC 5646 §4.4.1 asks for 35; a longer one is no language but a try to keep us busy.
_MAX_TAG = 64
_SCRIPT_LETTERS = 4
_COUNTRY_LETTERS = 2


def negotiate(*, chosen: str | None, accept_language: str | None, offered: Sequence[str], default: str) -> str:
    """Return one of `offered`: the choice, else the best of Accept-Language, else `default`."""
    if chosen and (found := lookup(chosen, offered)):
        return found
    wanted, refused = parse_accept_language(accept_language or "")
    left = [tag for tag in offered if not any(_equal(tag, unwanted) for unwanted in refused)]
    for tag in wanted:
        if tag == "*":
            return default if default in left or not left else left[0]
        if found := lookup(tag, left):
            return found
    return default


def parse_accept_language(header: str) -> tuple[list[str], list[str]]:
    """Return the tags wanted, best first, and the tags refused with `q=0`. Malformed parts are passed over."""
    weighed: list[tuple[float, str]] = []
    refused = []
    for part in header[:_MAX_HEADER].split(","):
        match = _RANGE.match(part)
        if match is None:
            continue
        quality = float(match[2]) if match[2] else 1.0
        if quality > 1:
            continue
        if quality == 0:
            refused.append(match[1])
        else:
            weighed.append((quality, match[1]))
    weighed.sort(key=lambda pair: -pair[0])
    return [tag for _, tag in weighed], refused


def lookup(tag: str, offered: Sequence[str]) -> str | None:
    """Find the offered tag for one wanted tag: itself, then shorter and shorter, in the same script."""
    if len(tag) > _MAX_TAG:
        return None
    wanted = _canonical(tag)
    parts = wanted.split("-")
    for end in range(len(parts), 0, -1):
        if end > 1 and len(parts[end - 1]) == 1:
            continue
        shorter = "-".join(parts[:end])
        for candidate in offered:
            if _equal(candidate, shorter) and _script(candidate) == _script(wanted):
                return candidate
    for candidate in offered:
        if _language(candidate) == parts[0].lower() and _script(candidate) == _script(wanted):
            return candidate
    return None


def _canonical(tag: str) -> str:
    parts = [part for part in tag.strip().replace("_", "-").split("-") if part] or [""]
    parts[0] = _ALIASES.get(parts[0].lower(), parts[0].lower())
    return "-".join(parts)


def _language(tag: str) -> str:
    return _canonical(tag).split("-", 1)[0]


def _equal(one: str, other: str) -> bool:
    return _canonical(one).lower() == _canonical(other).lower()


def _script(tag: str) -> str:
    """Tell the script a tag is written in: named in it, or the likely one of CLDR."""
    parts = _canonical(tag).split("-")
    named = next((part.title() for part in parts[1:] if len(part) == _SCRIPT_LETTERS and part.isalpha()), None)
    if named:
        return named
    region = next((part.upper() for part in parts[1:] if len(part) == _COUNTRY_LETTERS or part.isdigit()), None)
    likely = get_global("likely_subtags")
    full = likely.get(f"{parts[0]}_{region}") if region else None
    full = full or likely.get(parts[0]) or ""
    return next((part for part in str(full).split("_") if len(part) == _SCRIPT_LETTERS), "")
