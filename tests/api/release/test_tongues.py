"""What is said of a language is what is true of its words."""

from datetime import date

from api.content.texts import Risk
from api.i18n.catalogs import Catalog
from api.i18n.parts import Translation
from api.release.tongues import Tongue, tongue_of, tongue_views
from tests.factories import ARABIC, ENGLISH, POLISH, make_message

MESSAGES = {
    "feet.title": ("feet", make_message("feet.title", "Feet", risk=Risk.EXERCISE)),
    "ui.back": ("ui", make_message("ui.back", "Back", risk=Risk.INTERFACE)),
}


def polish(**states: str) -> Catalog:
    said = {name.replace("_", "."): Translation(("x",), ("y",), state) for name, state in states.items()}
    return Catalog(POLISH, translations=said, as_of="2026-11-26")


def test_a_part_is_counted_and_its_making_is_told() -> None:
    assert tongue_of(polish(ui_back="machine-draft"), MESSAGES) == Tongue(1, 2, "machine", date(2026, 11, 26))


def test_an_exercise_needs_more_than_the_check_that_is_enough_for_a_button() -> None:
    checked = polish(ui_back="peer-reviewed", feet_title="peer-reviewed")
    professional = polish(ui_back="peer-reviewed", feet_title="clinically-reviewed")

    assert tongue_of(checked, MESSAGES).told == "second-person"
    assert tongue_of(professional, MESSAGES).told == "professional"


def test_of_english_nothing_is_told() -> None:
    assert tongue_of(Catalog(ENGLISH, compute=str), MESSAGES) == Tongue(2, 2)


def test_each_language_is_named_in_itself_in_that_of_the_page_and_in_english() -> None:
    english, polish, arabic = tongue_views((ENGLISH, POLISH, ARABIC), ARABIC, {})

    assert (polish.locale.endonym, polish.name, polish.href) == ("Polski", "البولندية", "/pl/?l")
    assert polish.found == "Polski Polish البولندية pl"
    assert [one.current for one in (english, polish, arabic)] == [False, False, True]


def test_the_day_stands_in_the_language_of_the_page() -> None:
    (view,) = tongue_views((POLISH,), POLISH, {"pl": Tongue(1, 2, "machine", date(2026, 11, 26))})

    assert view.as_of == "26 listopada 2026"
