"""Which language a person gets at their first visit."""

import pytest

from api.i18n.negotiation import negotiate

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
