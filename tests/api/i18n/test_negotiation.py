"""Which language a person gets at their first visit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.i18n.negotiation import lookup, negotiate, parse_accept_language

OFFERED = ("en", "pl", "ar")


def chosen_from(header: str | None, offered: tuple[str, ...] = OFFERED, chosen: str | None = None) -> str:
    return negotiate(chosen=chosen, accept_language=header, offered=offered, default="en")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, "en"),
        ("", "en"),
        ("pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        ("ar-EG", "ar"),
        ("fr;q=0.9, ar;q=0.5, pl;q=0.7", "pl"),
        ("de, *;q=0.5", "en"),
        ("en;q=0, *", "pl"),
        ("pl;q=0", "en"),
        ("PL", "pl"),
        ("pl_PL", "en"),
        ("pl;q=2, ar", "ar"),
        ("pl;q=abc, ar", "ar"),
        (";;;,,,q=1,ar;q=0.3", "ar"),
        ("x" * 5000 + ",pl", "en"),
    ],
)
def test_the_browser_is_heard(header: str | None, expected: str) -> None:
    assert chosen_from(header) == expected


def test_the_persons_own_choice_comes_first() -> None:
    assert chosen_from("pl", chosen="ar") == "ar"
    assert chosen_from("pl", chosen="AR-eg") == "ar"


def test_a_choice_that_is_not_offered_is_passed_over() -> None:
    assert chosen_from("pl", chosen="nl") == "pl"
    assert chosen_from("pl", chosen="../../etc") == "pl"


def test_a_tag_longer_than_any_language_is_not_looked_at() -> None:
    """Each part of a tag is tried; a cookie of some kilobytes would keep the server busy for a second."""
    assert chosen_from("pl", chosen="ar" + "-aa" * 3000) == "pl"


def test_ukrainian_is_never_answered_in_russian() -> None:
    """For some readers that is an insult, for some a danger."""
    assert chosen_from("uk", ("en", "ru")) == "en"
    assert chosen_from("uk, ru;q=0.5", ("en", "ru")) == "ru"


@pytest.mark.parametrize(
    ("header", "offered", "expected"),
    [
        ("zh-TW", ("en", "zh-Hans", "zh-Hant"), "zh-Hant"),
        ("zh-CN", ("en", "zh-Hant", "zh-Hans"), "zh-Hans"),
        ("zh-Hant-HK", ("en", "zh-Hans"), "en"),
        ("sr-Latn", ("en", "sr"), "en"),
        ("sr-Latn-RS", ("en", "sr", "sr-Latn"), "sr-Latn"),
        ("pt-BR", ("en", "pt"), "pt"),
        ("pt", ("en", "pt-BR"), "pt-BR"),
        ("iw", ("en", "he"), "he"),
        ("tl", ("en", "fil"), "fil"),
        ("de-x-private", ("en", "de"), "de"),
    ],
)
def test_script_and_old_tags_are_respected(header: str, offered: tuple[str, ...], expected: str) -> None:
    assert chosen_from(header, offered) == expected


@pytest.mark.parametrize(
    ("header", "wanted", "refused"),
    [
        ("", [], []),
        ("pl", ["pl"], []),
        ("pl;q=0.1, ar", ["ar", "pl"], []),
        ("pl;q=0.5, ar;q=0.5", ["pl", "ar"], []),
        ("pl ; q = 0.3 , ar ; Q=0.4", ["ar", "pl"], []),
        ("pl;q=0, ar;q=0.000", [], ["pl", "ar"]),
        ("*;q=0.1, pl;q=0.05", ["*", "pl"], []),
        ("pl;q=1.001, ar;q=1.000", ["ar"], []),
        ("pl;q=0.1234, ar;q=, en;q=-1", [], []),
        ("pl;level=1, toolongtagname", [], []),
    ],
)
def test_a_header_is_read_by_its_weights(header: str, wanted: list[str], refused: list[str]) -> None:
    assert parse_accept_language(header) == (wanted, refused)


def test_a_header_is_read_up_to_a_thousand_characters() -> None:
    """A header as long as a server takes must not keep it busy."""
    assert parse_accept_language("pl," + " " * 1000 + ",ar") == (["pl"], [])


@pytest.mark.parametrize(
    ("tag", "offered", "found"),
    [
        ("pl", OFFERED, "pl"),
        ("pl_PL", OFFERED, "pl"),
        ("PL-pl", OFFERED, "pl"),
        ("", OFFERED, None),
        ("-", OFFERED, None),
        ("x", OFFERED, None),
        ("nl", OFFERED, None),
        ("pl", (), None),
        ("en-GB", ("en-US", "en-GB"), "en-GB"),
        ("en-AU", ("en-US", "en-GB"), "en-US"),
        ("no", ("nb",), "nb"),
        ("in", ("id",), "id"),
        ("mo", ("ro",), "ro"),
        ("ku", ("kmr",), "kmr"),
        ("zh-HK", ("zh-Hans", "zh-Hant"), "zh-Hant"),
        ("zh", ("zh-Hant", "zh-Hans"), "zh-Hans"),
        ("es-419", ("es",), "es"),
        ("sh", ("sr",), None),
    ],
)
def test_one_tag_is_looked_up_in_its_own_script(tag: str, offered: tuple[str, ...], found: str | None) -> None:
    assert lookup(tag, offered) == found


@pytest.mark.parametrize(("length", "found"), [(64, "ar"), (65, None)])
def test_a_tag_of_64_characters_is_the_longest_that_is_looked_at(length: int, found: str | None) -> None:
    assert lookup("ar-" + "x" * (length - 3), OFFERED) == found


def test_a_language_that_was_refused_is_not_given_for_a_star() -> None:
    assert chosen_from("*, en;q=0", ("en", "pl")) == "pl"


def test_who_refuses_everything_still_gets_the_default() -> None:
    assert chosen_from("*, en;q=0, pl;q=0, ar;q=0") == "en"


def test_a_persons_choice_is_heard_even_where_the_browser_refuses_it() -> None:
    assert chosen_from("pl;q=0", chosen="pl") == "pl"


@given(st.text(), st.none() | st.text())
def test_whatever_is_sent_an_offered_language_is_the_answer(header: str, choice: str | None) -> None:
    """Headers and cookies come from outside; none of them may break the front door."""
    assert chosen_from(header, chosen=choice) in OFFERED
