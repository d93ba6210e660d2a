"""What makes a translation unsafe to show. Each planted fault is found, and sound texts are left alone."""

import pytest

from api.i18n.damage import damages


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
    assert rule in {damage.rule for damage in damages((source,), (target,))}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Size: {size}", "{size} to rozmiar"),
        ("Breathe for 4 seconds.", "تنفّس لمدة ٤ ثوانٍ."),
        ("It is four in the morning.", "Jest 4 rano."),
        ("Find 5 things.", "Znajdź pięć rzeczy."),
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


def test_an_address_of_any_ending_is_found() -> None:
    assert [damage.rule for damage in damages(("Go on.",), ("Dalej: evil.example",))] == ["address"]
