"""What each rule finds, what it leaves alone, and the faults that people planted to try translation tools."""

import pytest

from api.translation.findings.looking import findings
from api.translation.findings.model import Text
from api.translation.findings.rules import Rules
from api.translation.glossary import Term
from tests.factories import ROOT

RULES = Rules.load(ROOT / "locales")
PARCEL = Term("distress", "napięcie", ("dystres",))


def text(language: str, source: str, *forms: str, categories: int = 1) -> Text:
    return Text("x.y", language, (source,), forms, categories, [PARCEL] if language == "pl" else ())


def marked(one: Text) -> dict[str, str]:
    """Return rule → the words it marks in the first form."""
    units = one.forms[0].encode("utf-16-le")
    return {found.rule: units[2 * found.start : 2 * found.end].decode("utf-16-le") for found in findings(RULES, one)}


# The faults planted into pl, ar, uk and ro to try the tools of others; what each of ours must say.
PLANTED = [
    ("pl", "Hello, {name}.", "Cześć, {nazwa}.", "placeholder", "Cześć, {nazwa}."),
    ("uk", "Call {phone}.", "Зателефонуйте {telefon}.", "placeholder", "Зателефонуйте {telefon}."),
    ("pl", "Wait a moment.", "Poczekaj chwilę", "ending", "ę"),
    ("pl", "Wait a moment.", "Poczekaj chwilę. ", "edge-space", " "),
    ("pl", "Hold for 4 seconds.", "Wytrzymaj 5 sekund.", "number", "5"),
    ("pl", "Hold for 4 seconds.", "Wytrzymaj 5 sekund.", "number-lost", "Wytrzymaj 5 sekund."),
    ("pl", "Read it on the site.", "Przeczytaj na https://zla.example.", "address", "zla.example"),
    ("ro", "Listen now.", 'Ascultă <pause s="3"/> acum.', "markup", "<"),
    ("ar", "Look at the room.", "انظر انظر إلى الغرفة.", None, ""),
    ("ar", "Look at the room.", "انظــر إلى الغرفة.", "kashida", "ــ"),
    ("ro", "Your note.", "Nota ţa.", "cedilla", "ţ"),
    ("uk", "Look at the sky and rest.", "Подивіться на небо, cпочиньте.", "mixed-scripts", "cпочиньте"),
    ("uk", "You are here.", "Вы здесь тут.", "russian-letter", "ы"),
    ("ru", "You are here.", "Ви тут є.", "ukrainian-letter", "є"),
    ("pl", "Do not press it.", "Naciśnij to.", "negation", "Naciśnij to."),
    ("pl", "Press it.", "Nie naciskaj tego.", "negation", "Nie"),
    ("pl", "Breathe in slowly.", "Powolny wydech.", "swapped", "wydech"),
    ("ar", "Breathe out slowly.", "شهيق بطيء.", "swapped", "شهيق"),
    ("nl", "Your left hand.", "Je rechterhand.", "swapped", "rechterhand"),
    ("es", "You can stop.", "Usted puede parar.", "address-form", "Usted"),
    ("pl", "You are tired.", "Jesteś zmęczony/a.", "two-genders", "y/a"),
    ("pl", "Your distress.", "Twój dystres.", "forbidden-term", "dystres"),
    ("nl", "It is is here.", "Het is is hier.", "doubled-word", "is is"),
    ("pl", "Open Pauza now.", "Otwórz to teraz.", "name-lost", "Otwórz to teraz."),
    ("pl", "You can stop now.", "You can stop now.", "same-as-source", "You can stop now."),
    ("ar", "Wait 4 times.", "انتظر ٤ مرات.", "other-digits", "٤"),
    ("hu", "Two spaces here.", "Két  szóköz itt.", "double-space", "  "),
    ("es", "A mark here.", "Una señal , aquí.", "space-before-mark", " ,"),
    ("pl", "Call us.", "Zadzwoń 0800 123 456.", "long-number", "0800 123 456"),
    ("ar", "Wait here.", "\u202eانتظر هنا.", "bidi", "\u202eانتظر هنا."),
    ("pl", "Wait here.", "Czekaj\u0007 tu.", "control-character", "\u0007"),
    ("pl", "One. Two. Three.", "Raz i dwa.", "sentences", "Raz i dwa."),
    ("pl", "This is a sentence of a good length.", "Ta.", "length", "Ta."),
    ("my", "Look here now.", "\u1031\u103b", "zawgyi", "\u1031\u103b"),
]


@pytest.mark.parametrize(("language", "source", "form", "rule", "part"), PLANTED)
def test_a_planted_fault_is_found_where_it_stands(
    language: str, source: str, form: str, rule: str | None, part: str
) -> None:
    found = marked(text(language, source, form))

    if rule is None:
        assert not {name for name in found if name != "negation"}
    else:
        assert found.get(rule) == part


@pytest.mark.parametrize(
    ("language", "source", "form"),
    [
        ("pl", "Breathe in for {n} seconds.", "Wdech przez {n} sekund."),
        ("ar", "Breathe out. Wait 4 seconds.", "زفير. انتظر 4 ثوانٍ."),
        ("ar", "My 7 days", "أيامي الـ 7"),
        ("tr", "Do it again and again.", "Tekrar tekrar yap."),
        ("tr", "It needs {size}.", "Bunun için {size} gerekir."),
        ("bg", "He said: “Come.”", "Той каза: „Ела.“"),
        ("uk", "You are not alone.", "Ви не самі."),
        ("pl", "The way to Pauza.", "Droga do Pauzy."),
        ("en", "Anything.", ""),
        ("ti", "Anything said:", "ዝኾነ ነገር፦"),
    ],
)
def test_what_is_well_said_is_left_alone(language: str, source: str, form: str) -> None:
    assert marked(text(language, source, form)) == {}


def test_every_plural_form_is_looked_at() -> None:
    days = Text("x.y", "ar", ("{n} day", "{n} days"), ("أ", "ب", "يومان", "{n} أيام", "", ""), 6)

    found = [(one.form, one.rule) for one in findings(RULES, days) if one.rule == "plural-count"]

    assert found == [(4, "plural-count"), (5, "plural-count")]


def test_other_words_for_the_same_english_are_told() -> None:
    here = Text("x.y", "pl", ("Stop",), ("Dość",), others={("Dość",): "x.y", ("Stop",): "a.b"})

    (found,) = [one for one in findings(RULES, here) if one.rule == "inconsistent"]
    assert found.reason == "the same English is “Stop” elsewhere"


def test_a_place_is_told_as_browsers_count() -> None:
    spaces = text("pl", "A. B.", "😀 dwie.  Spacje.")

    found = next(one for one in findings(RULES, spaces) if one.rule == "double-space")

    assert (found.start, found.end) == (8, 10)


def test_every_rule_was_tried() -> None:
    tried = {rule for *_, rule, _ in PLANTED} | {"plural-count", "inconsistent"}

    rest = {rule.id for rule in RULES.rules} - tried
    assert rest == {"bulgarian-letter", "one-gender", "open-closed", "long-sentence"}
