"""Dates, names and lists as people of a language write them."""

import json

import pytest

from api.i18n.formats import (
    cldr_for_browser,
    clock_range,
    day_range,
    file_size,
    language_name,
    language_names,
    month_date,
)
from api.i18n.locales import Locale
from tests.factories import ARABIC, ENGLISH, LONG, MIRRORED, POLISH, TODAY


@pytest.mark.parametrize("locale", [ENGLISH, POLISH, ARABIC, LONG, MIRRORED])
def test_the_browser_gets_whole_data_with_latin_digits(locale: Locale) -> None:
    data = cldr_for_browser(locale)

    assert len(data["months"]["wide"]) == len(data["monthsInDate"]) == 12
    assert len(data["weekdays"]["wide"]) == 7
    assert all("y" not in data["date"][name] for name in ("day", "short"))
    assert "MMMM" in data["date"]["full"]
    assert len(data["plural"]["under100"]) == len(data["plural"]["from100"]) == 100
    assert not any(digit in json.dumps(data, ensure_ascii=False) for digit in "٠١٢٣٤٥٦٧٨٩")


def test_a_polish_date_bends_its_month() -> None:
    assert month_date(TODAY, POLISH) == "23 listopada 2026"


def test_an_arabic_date_has_latin_digits() -> None:
    assert "23" in month_date(TODAY, ARABIC)


def test_languages_are_named_in_the_readers_language() -> None:
    assert language_name("pl", ENGLISH) == "Polish"
    assert language_name("ar", POLISH) == "arabski"
    assert language_name("prs", ENGLISH) == "Dari"
    assert language_name("qqq", POLISH) == "qqq"
    assert language_names(["pl", "ar"], POLISH) == "polski i arabski"


def test_opening_days_are_named() -> None:
    assert day_range("mon-fri", ENGLISH) == "Mon–Fri"
    assert day_range("mon-thu,sat", POLISH) == "pon.–czw. i sob."
    assert clock_range("09:00", "17:00") == "09:00–17:00"


def test_a_size_is_never_smaller_than_the_download() -> None:
    assert file_size(1, ENGLISH) == "1 KB"
    assert file_size(1_210_000, POLISH) == "1,3 MB"
    assert file_size(2_000_000, ARABIC) == "2.0 MB"
