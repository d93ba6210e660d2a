"""What makes a translation unsafe to show. Each planted fault is found, and sound texts are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.i18n.damage import damages, dials, latin_digits, source_numbers
from api.i18n.plurals import PluralTable
from tests.factories import ROOT


@pytest.mark.parametrize(
    ("source", "target", "rule"),
    [
        ("Size: {size}", "Rozmiar: {rozmiar}", "placeholder"),
        ("Size: {size}", "Rozmiar", "placeholder"),
        ("Size: {size}", "Rozmiar: {size} {size}", "placeholder"),
        ("Size: {size}", "Rozmiar: {size} }", "placeholder"),
        ("Breathe", "Oddychaj {", "placeholder"),
        ("Breathe for 4 seconds.", "Oddychaj przez 5 sekund.", "number"),
        ("Breathe for 4 seconds.", "تنفّس لمدة ٥ ثوانٍ.", "number"),
        ("Breathe for 4 seconds.", "Oddychaj przez cztery sekundy.", "number-lost"),
        ("Find 5 things.", "Znajdź pięć rzeczy.", "number-lost"),
        ("Find 2 sounds.", "Znajdź dźwięki.", "number-lost"),
        ("Get help.", "Zadzwoń 0 800 123 456.", "long-number"),
        ("Get help.", "اتصل ٠٨٠٠١٢٣.", "long-number"),
        ("Get help.", "Wejdź na pomoc.pl teraz", "address"),
        ("Get help.", "Napisz do jan@example", "address"),
        ("Get help.", "javascript:alert", "address"),
        ("Get help.", "//evil", "address"),
        ("Get help.", "<b>Pomoc</b>", "markup"),
        ("Get help.", "Pomoc &lt;script", "markup"),
        ("Get help.", "Pomoc &#60;", "markup"),
        ("Get help.", "\u202ecoмoп", "bidi"),
        ("Get help.", "\u2067مساعدة", "bidi"),
        ("Get help.", "مساعدة\u2069", "bidi"),
        ("Get help.", "Pomoc\x00", "control-character"),
        ("Get help.", "Pomoc\x1b[2J", "control-character"),
        ("Get help.", "Pomoc\u2028", "control-character"),
        ("Get help.", "Pomoc\U000e0041", "control-character"),
        ("Get help.", "Pomo\ufffd", "control-character"),
    ],
)
def test_a_planted_fault_is_found(source: str, target: str, rule: str) -> None:
    """A translation is hostile input until it passes."""
    assert rule in {damage.rule for damage in damages((source,), (target,))}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Size: {size}", "{size} to rozmiar"),
        ("Breathe for 4 seconds.", "تنفّس لمدة ٤ ثوانٍ."),
        ("It is four in the morning.", "Jest 4 rano."),
        ("5, 4, 3, 2, 1", "5, 4, 3, 2, 1"),
        ("Say: name", "Powiedz: \u2067اسم\u2069"),
        ("Home", "می\u200cخواهم"),
        ("Home", "بيت\u200f"),
        ("A & B", "A & B"),
        ("He said no.", "Powiedział: nie."),
        ("Quiet\nnow", "Cicho\nteraz"),
    ],
)
def test_a_sound_text_is_left_alone(source: str, target: str) -> None:
    assert damages((source,), (target,)) == []


def test_a_plural_form_may_leave_its_number_out() -> None:
    assert damages(("{n} day", "{n} days"), ("jeden dzień", "{n} dni", "{n} dni")) == []


def test_a_plural_form_may_not_lose_another_placeholder() -> None:
    found = damages(("{n} of {all}", "{n} of {all}"), ("{n}", "{n} z {all}"))

    assert [damage.rule for damage in found] == ["placeholder"]


def test_every_damage_says_how_to_mend_it() -> None:
    assert all(";" in damage.remedy for damage in damages(("Get help.",), ("<b>\u202e{ 99 a@b 0800123",)))


def test_a_number_to_dial_may_not_get_lost() -> None:
    """A translation that loses 112 can cost a life."""
    assert [damage.rule for damage in damages(("Call 112 now.",), ("Zadzwoń teraz.",))] == ["number-lost"]
    assert damages(("Call 112 now.",), ("اتصال بالرقم ١١٢ الآن.",)) == []


ARABIC = PluralTable.load(ROOT / "locales" / "plurals.toml").rule("ar").spelled


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Watch for 2 minutes.", "نشاهد لمدة دقيقتين."),
        ("Watch for 2 minutes.", "نشاهد دقيقتَيْن."),
        ("Find 3 things and 2 sounds.", "البحث عن 3 أشياء وصوتين."),
        ("Watch for 1 minute.", "نشاهد لمدة دقيقة واحدة."),
        ("Watch for 1 minute.", "نشاهد لمدة 1 دقيقة."),
        ("1 or 2 lines", "سطر واحد أو سطران"),
        ("2 minutes, 2 times", "دقيقتان، مرّتين"),
    ],
)
def test_a_dual_stands_for_its_digit(source: str, target: str) -> None:
    assert damages((source,), (target,), ARABIC) == []


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Watch for 2 minutes.", "نشاهد لمدة دقيقة واحدة."),
        ("Watch for 1 minute.", "نشاهد لمدة دقيقتين."),
        ("Watch for 2 minutes.", "نشاهد دقائق."),
        ("Watch for 12 minutes.", "نشاهد دقيقتين."),
        ("Watch for 3 minutes.", "نشاهد دقيقتين."),
        ("1 or 2 lines", "سطران"),
        ("Dial 033 448 11 2.", "اتصل 033 448 11 اثنين."),
        ("Dial 112, then 2.", "اتصل بالرقم واحد واحد اثنين."),
    ],
)
def test_a_word_never_stands_for_another_number_or_in_one_to_dial(source: str, target: str) -> None:
    """A wrong count in an exercise harms, a lost digit of a phone number can cost a life."""
    assert "number-lost" in [damage.rule for damage in damages((source,), (target,), ARABIC)]


def test_words_count_only_in_languages_that_have_them() -> None:
    assert [damage.rule for damage in damages(("2 minutes",), ("dwie minuty",))] == ["number-lost"]


@pytest.mark.parametrize(("text", "expected"), [("Call 112.", True), ("033 448 11 86", True), ("Find 2 of 10.", False)])
def test_a_text_with_a_number_to_dial_is_known(text: str, expected: bool) -> None:
    assert dials((text,)) is expected


def test_an_address_of_any_ending_is_found() -> None:
    """An address in a text leads people to whoever put it there."""
    assert [damage.rule for damage in damages(("Go on.",), ("Dalej: evil.example",))] == ["address"]


@pytest.mark.parametrize(
    ("source", "target", "rules"),
    [
        ("Call 112 or 999.", "Zadzwoń 112.", ["number-lost"]),
        ("Call 112 or 999.", "Zadzwoń 999 albo 112.", []),
        ("Call 112.", "Zadzwoń 113.", ["number", "number-lost"]),
        ("Breathe 4 times.", "Oddychaj.", ["number-lost"]),
        ("Since 2026.", "Od dawna.", ["number-lost"]),
    ],
)
def test_every_number_of_the_source_must_be_kept(source: str, target: str, rules: list[str]) -> None:
    """A number is a count in an exercise, or what one dials for help."""
    assert [damage.rule for damage in damages((source,), (target,))] == rules


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Call 0800 0113.", "Zadzwoń 0800-0113."),
        ("Call 0800 0113.", "اتصل ٠٨٠٠ ٠١١٣."),
        ("See example.org.", "Zobacz EXAMPLE.org."),
        ("A <b>bold</b> word.", "Słowo <b>tłuste</b>."),
        ("Tom &amp; Eva", "Eva &amp; Tom"),
        ("Wait half a minute.", "Poczekaj 30 sekund."),
        ("Do it twice.", "Zrób to 2 razy."),
        ("At 7 in the morning.", "O 7 rano."),
    ],
)
def test_what_the_source_has_a_translation_may_have(source: str, target: str) -> None:
    assert damages((source,), (target,)) == []


def test_markup_may_not_be_multiplied() -> None:
    assert [damage.rule for damage in damages(("<b>One</b>",), ("<b>Raz</b> <b>dwa</b>",))] == ["markup"]


def test_a_control_character_of_the_source_may_be_kept() -> None:
    assert damages(("One\ttwo",), ("Raz\tdwa",)) == []


@pytest.mark.parametrize(
    ("form", "balanced"),
    [
        ("\u2067اسم\u2069", True),
        ("\u2066a\u2067b\u2069c\u2069", True),
        ("\u2067اسم", False),
        ("\u2069\u2067", False),
        ("\u2067a\u2069\u2069", False),
        ("\u202aa\u202c", False),
    ],
)
def test_isolates_are_closed_in_their_order(form: str, balanced: bool) -> None:
    """An open direction mark turns what follows it on the page, a phone number too."""
    assert ([damage.rule for damage in damages(("Name",), (form,))] == []) is balanced


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("Find 5 things, then 4.", {"5", "4"}),
        ("Four rounds of twelve.", {"4", "12"}),
        ("Wait {seconds} seconds.", set()),
        ("Someone often tends to ten.", {"10"}),
        ("Half past twenty.", {"30", "20"}),
        ("٤ ثوانٍ", {"4"}),
        ("None.", set()),
    ],
)
def test_the_numbers_of_a_source_are_those_in_digits_and_those_in_words(source: str, numbers: set[str]) -> None:
    assert source_numbers((source,)) == numbers


@pytest.mark.parametrize(
    ("text", "latin"), [("٠١٢٣٤٥٦٧٨٩", "0123456789"), ("۰۹", "09"), ("०९", "09"), ("a1²", "a1²"), ("", "")]
)
def test_digits_of_every_script_are_compared_as_latin_ones(text: str, latin: str) -> None:
    assert latin_digits(text) == latin


def test_the_same_damage_of_two_forms_is_told_once() -> None:
    assert len(damages(("{n} day", "{n} days"), ("<b>", "<b>"))) == 1


def test_a_plural_form_may_not_say_its_number_twice() -> None:
    assert [damage.rule for damage in damages(("{n} day", "{n} days"), ("{n} {n} dni",))] == ["placeholder"]


@given(st.text(), st.text())
def test_any_text_is_judged_without_an_exception(source: str, form: str) -> None:
    """Whatever a file holds, a page is made."""
    assert all(damage.remedy for damage in damages((source,), (form,)))


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Co", "Cs", "Cn", "Cf", "Zl", "Zp"))))
def test_a_text_without_braces_and_odd_signs_is_a_sound_copy_of_itself(text: str) -> None:
    plain = "".join(char for char in text if char not in "{}\ufffd")

    assert damages((plain,), (plain,)) == []
