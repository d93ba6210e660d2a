"""Dates, numbers, lists and names of languages from CLDR, for templates and for the browser.

Digits are Latin everywhere, because server and phones do not agree on native ones.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

import babel
import babel.dates
from babel.lists import format_list as babel_list

from api.i18n.locales import Locale
from api.i18n.plurals import PluralRule

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YEAR = re.compile(r"\s[рг]\.$")
_MEGABYTE = 1_000_000
# Tags of today for which CLDR keeps the name under an older one.
_NAMED_AS = {"prs": "fa-AF", "kmr": "ku"}


def cldr_for_browser(locale: Locale, rule: PluralRule | None = None) -> dict[str, Any]:
    """Give what phones often lack for a language: names of months and days, patterns, list words, plurals."""
    data = _cldr(locale.cldr)
    return {
        "tag": locale.tag,
        "months": {
            "wide": _names(data.months["stand-alone"]["wide"]),
            "abbr": _names(data.months["format"]["abbreviated"]),
        },
        "monthsInDate": _names(data.months["format"]["wide"]),
        "weekdays": {"wide": _names(data.days["format"]["wide"]), "abbr": _names(data.days["format"]["abbreviated"])},
        "date": {
            "full": _pattern(data, "yMMMMEEEEd"),
            "day": _pattern(data, "MMMMEEEEd"),
            "short": _pattern(data, "MMMd"),
        },
        "list": dict(data.list_patterns["standard"]),
        "decimal": data.number_symbols["latn"]["decimal"],
        "firstWeekday": data.first_week_day,
        "plural": plural_table(rule) if rule else _plural_of_cldr(data),
    }


def plural_table(rule: PluralRule) -> dict[str, Any]:
    """Write a plural rule as data: forms of 0–99, and of 100–199 for every larger number by its last two digits."""
    forms = [str(rule.index(n)) for n in range(200)]
    return {"categories": list(rule.categories), "under100": "".join(forms[:100]), "from100": "".join(forms[100:])}


def language_name(tag: str, in_locale: Locale) -> str:
    """Name a language in another one, as "Polish" in English; the tag itself when CLDR has no word."""
    own, english = _cldr(in_locale.cldr), _cldr("en")
    name = _NAMED_AS.get(tag, tag).replace("-", "_")
    if name in own.languages:
        return str(own.languages[name])
    try:
        parsed = babel.Locale.parse(name)
    except (babel.UnknownLocaleError, ValueError):
        return str(english.languages.get(name, tag))
    return parsed.get_display_name(own) or parsed.get_display_name(english) or tag


def language_names(tags: Sequence[str], in_locale: Locale) -> str:
    """Name several languages as a list: "Polish, Arabic and English"."""
    return list_of([language_name(tag, in_locale) for tag in tags], in_locale)


def list_of(words: Sequence[str], locale: Locale) -> str:
    """Join words as this language does."""
    return babel_list(list(words), style="standard", locale=_cldr(locale.cldr))


def day_range(days: str, locale: Locale) -> str:
    """Write `mon-fri` or `sat,sun` with this language's short names: "Mon–Fri"."""
    names = _names(_cldr(locale.cldr).days["format"]["abbreviated"])
    ranges = []
    for part in days.split(","):
        ends = [names[_DAYS.index(day)] for day in part.strip().split("-")]
        ranges.append("–".join(ends))
    return list_of(ranges, locale) if len(ranges) > 1 else ranges[0]


def weekdays(locale: Locale) -> list[str]:
    """Return the names of the seven days, Monday first, as they stand alone in a table."""
    return _names(_cldr(locale.cldr).days["stand-alone"]["wide"])


def calendar_days(locale: Locale) -> list[tuple[str, str]]:
    """Return the days from Monday on: the calendar format's code (`MO`) and this language's short name."""
    names = _names(_cldr(locale.cldr).days["format"]["abbreviated"])
    return [(day[:2].upper(), name) for day, name in zip(_DAYS, names, strict=True)]


def clock_range(opens: str, closes: str) -> str:
    """Write opening hours "09:00–17:00"; a template isolates them from right-to-left text."""
    return f"{opens}–{closes}"


def month_date(day: date, locale: Locale) -> str:
    """Write a date with the name of its month and the year, without the week day.

    The word for "year" behind the number, shortened as some languages have it, would end a sentence with two stops.
    """
    data = _cldr(locale.cldr)
    return _YEAR.sub("", _latin(babel.dates.format_date(day, _pattern(data, "yMMMMd"), locale=data)))


def file_size(size: int, locale: Locale) -> str:
    """Write a size in KB or MB as people read it on their phone, rounded up so that it is never a surprise."""
    if size < _MEGABYTE:
        return f"{-(-size // 1000)} KB"
    tenths = -(-size * 10 // _MEGABYTE)
    decimal = _cldr(locale.cldr).number_symbols["latn"]["decimal"]
    return f"{tenths // 10}{decimal}{tenths % 10} MB"


@cache
def _cldr(name: str) -> babel.Locale:
    return babel.Locale.parse(name)


def _names(table: Any) -> list[str]:
    return [str(table[key]) for key in sorted(table)]


def _pattern(data: babel.Locale, skeleton: str) -> str:
    """Find CLDR's pattern for a skeleton; the full date serves for those that are composed of it."""
    known = data.datetime_skeletons
    if skeleton in known:
        return str(known[skeleton].pattern)
    full = str(data.date_formats["full"].pattern)
    if skeleton == "yMMMMEEEEd":
        return full
    if skeleton == "yMMMMd":
        return str(data.date_formats["long"].pattern)
    shorter = next((str(known[name].pattern) for name in ("MMMMEd", "MMMEd") if name in known), full)
    wide = re.sub(r"(?<![A-Za-z])(?:ccc|E{1,3})(?![A-Za-z])", "EEEE", shorter)
    return re.sub(r"(?<!M)MMM(?!M)", "MMMM", wide)


def _latin(text: str) -> str:
    return text.translate({ord(char): str(n % 10) for n, char in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")})


def _plural_of_cldr(data: babel.Locale) -> dict[str, Any]:
    order = ("zero", "one", "two", "few", "many", "other")
    names = [data.plural_form(n) for n in range(200)]
    categories = [name for name in order if name in names]
    forms = [str(categories.index(name)) for name in names]
    return {"categories": categories, "under100": "".join(forms[:100]), "from100": "".join(forms[100:])}
