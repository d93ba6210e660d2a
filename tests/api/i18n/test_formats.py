"""Dates, names and lists as people of a language write them."""

import json

import pytest

from api.i18n.formats import (
    calendar_days,
    cldr_for_browser,
    clock_range,
    day_range,
    file_size,
    language_name,
    language_names,
    list_of,
    month_date,
    plural_table,
    weekdays,
)
from api.i18n.locales import Locale
from api.i18n.plurals import PluralRule
from tests.factories import ARABIC, ENGLISH, LONG, MIRRORED, POLISH, TODAY

NORWEGIAN = Locale("nb", "Norsk", "Norwegian", "ltr", "nb", "offered")
SOMALI = Locale("so", "Soomaali", "Somali", "ltr", "so", "offered")


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
    ukrainian = Locale("uk", "Українська", "Ukrainian", "ltr", "uk", "offered")
    assert month_date(TODAY, ukrainian) == "23 листопада 2026", "a sentence that ends with it has one full stop"


def test_an_arabic_date_has_latin_digits() -> None:
    assert "23" in month_date(TODAY, ARABIC)


@pytest.mark.parametrize(
    ("tag", "locale", "name"),
    [
        ("pl", ENGLISH, "Polish"),
        ("ar", POLISH, "arabski"),
        ("pl", ARABIC, "البولندية"),
        ("prs", ENGLISH, "Dari"),
        ("kmr", ENGLISH, "Kurdish"),
        ("pt-BR", ENGLISH, "Brazilian Portuguese"),
        ("sr-Latn", ENGLISH, "Serbian (Latin)"),
        ("qqq", POLISH, "qqq"),
        ("not a tag", ENGLISH, "not a tag"),
    ],
)
def test_a_language_is_named_in_the_readers_language(tag: str, locale: Locale, name: str) -> None:
    assert language_name(tag, locale) == name


def test_a_language_without_a_word_in_the_readers_language_has_its_english_one() -> None:
    assert language_name("csb", SOMALI) == "Kashubian"
    assert language_name("aa", SOMALI) == "Afar"


@pytest.mark.parametrize(
    ("words", "locale", "text"),
    [
        (["a"], ENGLISH, "a"),
        (["a", "b"], POLISH, "a i b"),
        (["a", "b", "c"], ENGLISH, "a, b, and c"),
        (["a", "b"], ARABIC, "a وb"),
    ],
)
def test_words_are_joined_as_the_language_does(words: list[str], locale: Locale, text: str) -> None:
    assert list_of(words, locale) == text


def test_several_languages_are_a_list() -> None:
    assert language_names(["pl", "ar"], POLISH) == "polski i arabski"


@pytest.mark.parametrize(
    ("days", "locale", "text"),
    [
        ("mon", ENGLISH, "Mon"),
        ("mon-fri", ENGLISH, "Mon–Fri"),
        ("sat,sun", ENGLISH, "Sat and Sun"),
        ("mon-thu,sat", POLISH, "pon.–czw. i sob."),
    ],
)
def test_opening_days_are_named(days: str, locale: Locale, text: str) -> None:
    assert day_range(days, locale) == text


def test_the_week_of_our_files_begins_on_monday_whatever_the_country() -> None:
    """A shifted day sends a person to a closed door."""
    assert day_range("sun", ARABIC) == "الأحد"
    assert day_range("mon", ARABIC) == "الاثنين"


def test_opening_hours_stand_as_they_are_written() -> None:
    assert clock_range("09:00", "17:00") == "09:00–17:00"


@pytest.mark.parametrize(
    ("size", "locale", "text"),
    [
        (0, ENGLISH, "0 KB"),
        (1, ENGLISH, "1 KB"),
        (1000, ENGLISH, "1 KB"),
        (1001, ENGLISH, "2 KB"),
        (999_999, ENGLISH, "1000 KB"),
        (1_000_000, ENGLISH, "1.0 MB"),
        (1_210_000, POLISH, "1,3 MB"),
        (2_000_000, ARABIC, "2.0 MB"),
        (2_000_001, ARABIC, "2.1 MB"),
    ],
)
def test_a_size_is_never_smaller_than_the_download(size: int, locale: Locale, text: str) -> None:
    assert file_size(size, locale) == text


def test_a_pattern_that_a_language_lacks_is_made_of_those_it_has() -> None:
    data = cldr_for_browser(NORWEGIAN)

    assert "EEEE" in data["date"]["day"]
    assert "MMMM" in data["date"]["day"]
    assert "y" not in data["date"]["day"]


def test_a_rule_of_our_own_replaces_the_one_of_cldr() -> None:
    rule = PluralRule(("one", "other"), "n > 1")

    assert cldr_for_browser(POLISH, rule)["plural"] == plural_table(rule)
    assert cldr_for_browser(POLISH)["plural"]["categories"] == ["one", "few", "many"]


def test_the_plural_table_counts_small_numbers_and_large_ones_apart() -> None:
    table = plural_table(PluralRule(("one", "other"), "n != 1"))

    assert table["under100"][:3] == "101"
    assert set(table["from100"]) == {"1"}


def test_the_names_of_the_months_are_in_their_order() -> None:
    months = cldr_for_browser(ENGLISH)["months"]["wide"]

    assert (months[0], months[11]) == ("January", "December")


def test_a_week_begins_on_monday_in_every_language() -> None:
    assert [weekdays(locale)[0] for locale in (ENGLISH, POLISH, ARABIC)] == ["Monday", "poniedziałek", "الاثنين"]
    assert len(weekdays(LONG)) == 7


def test_the_days_of_the_week_begin_on_monday_with_the_codes_of_calendars() -> None:
    assert calendar_days(ENGLISH)[0] == ("MO", "Mon")
    assert [code for code, _ in calendar_days(ARABIC)] == ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    assert calendar_days(ARABIC)[6][1] == "الأحد"
