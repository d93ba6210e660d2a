"""Words on their way into a page: escaped, filled, honest about where they come from."""

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from api.content.texts import Message, Risk
from api.i18n.catalogs import Catalog
from api.i18n.locales import Locale
from api.i18n.parts import Translation
from api.i18n.plurals import PluralRule
from api.templating import TEMPLATES, Words, make_environment, plain, tidy, trusted
from api.translation.extract import extract_interface

POLISH = Locale(tag="pl", endonym="Polski", english="Polish", direction="ltr", folder="pl", status="offered")
RULE = PluralRule(("one", "few", "many"), "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2")


def words(**translations: Translation) -> Words:
    return Words(
        Catalog(POLISH, RULE, None, {key.replace("_", "."): entry for key, entry in translations.items()}), "pl"
    )


def said(english: str, polish: str, state: str = "translated") -> Translation:
    return Translation((english,), (polish,), state)


def safety(text: str) -> Message:
    return Message("help.s01", text, risk=Risk.SAFETY)


def test_a_hostile_translation_is_shown_and_not_run() -> None:
    """A translator's markup is text."""
    shown = words(ui_x=said("Back", "<script>alert(1)</script>")).t("ui.x", "Back")

    assert shown == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_a_value_keeps_its_direction_to_itself_and_is_escaped() -> None:
    shown = words(ui_x=said("For {name}", "Dla {name}")).t("ui.x", "For {name}", name="<b>")

    assert shown == "Dla <bdi>&lt;b&gt;</bdi>"


def test_a_value_that_is_already_safe_is_not_escaped_twice() -> None:
    shown = words(ui_x=said("For {name}", "Dla {name}")).t("ui.x", "For {name}", name=Markup("a &amp; b"))

    assert shown == "Dla <bdi>a &amp; b</bdi>"


def test_an_untranslated_text_says_that_it_is_english() -> None:
    assert words().t("ui.x", "Back") == '<span lang="en" dir="ltr" class="source-text">Back</span>'


def test_an_attribute_gets_the_words_without_elements() -> None:
    assert plain(words().t("ui.x", "Back & forth")) == "Back & forth"


def test_the_plural_follows_the_language() -> None:
    forms = Translation(("{n} day", "{n} days"), ("{n} dzień", "{n} dni", "{n} dni!"), "translated")
    shown = words(ui_days=forms)

    assert [shown.tn("ui.days", "{n} day", "{n} days", n) for n in (1, 3, 5)] == ["1 dzień", "3 dni", "5 dni!"]


def test_braces_in_authored_text_are_only_braces() -> None:
    assert words(a_title=said("A {b}", "Z {b}")).m(Message("a.title", "A {b}")) == "Z {b}"


@pytest.mark.parametrize(
    ("state", "wanted"),
    [("machine-draft", True), ("translated", True), ("peer-reviewed", True), ("clinically-reviewed", False)],
)
def test_safety_text_that_nobody_approved_needs_its_english_beside_it(state: str, wanted: bool) -> None:
    """A reader in danger can compare."""
    assert words(help_s01=said("Call 112.", "Zadzwoń 112.", state)).needs_source(safety("Call 112.")) is wanted


def test_a_page_knows_whether_english_stands_on_it() -> None:
    page = words(help_s01=said("Call 112.", "Zadzwoń 112."), title=said("Help", "Pomoc"))
    page.m(Message("title", "Help"))
    assert not page.beside

    page.sources([safety("Call 112.")])
    assert page.beside
    page.start_page()
    assert not page.beside


def test_safety_text_in_english_already_needs_nothing_beside_it() -> None:
    assert words().needs_source(safety("Call 112.")) is False


def test_ordinary_text_stands_alone() -> None:
    message = Message("grounding.title", "Roots")

    assert words(grounding_title=said("Roots", "Korzenie")).needs_source(message) is False


def test_the_english_of_an_interface_text_can_stand_beside_it() -> None:
    unproven = words(ui_help_x=said("They are not the police.", "To nie policja."))
    unproven.t("ui.help.x", "They are not the police.")

    assert unproven.english("ui.help.x") == "They are not the police."


@pytest.mark.parametrize(
    ("state", "beside"),
    [("machine-draft", "Call 112."), ("translated", "Call 112."), ("clinically-reviewed", "")],
)
def test_the_english_stands_beside_an_interface_text_until_it_is_approved(state: str, beside: str) -> None:
    """A reader in danger can compare."""
    page = words(ui_safety_x=said("Call 112.", "Zadzwoń 112.", state))
    page.t("ui.safety.x", "Call 112.")

    assert page.english("ui.safety.x") == beside


def test_a_block_gathers_the_english_of_what_nobody_approved() -> None:
    page = words(
        help_s01=said("Call 112.", "Zadzwoń 112."),
        ui_who=said("Advice", "Porada"),
        ui_who_means=said("they listen", "słuchają"),
    )
    page.t("ui.who", "Advice")
    page.t("ui.who.means", "they listen")

    assert page.sources([safety("Call 112.")], ["ui.who", "ui.who.means"]) == ["Call 112.", "Advice: they listen"]


def test_a_block_that_is_approved_gathers_no_english() -> None:
    page = words(
        help_s01=said("Call 112.", "Zadzwoń 112.", "clinically-reviewed"),
        ui_who=said("Advice", "Porada", "clinically-reviewed"),
    )
    page.t("ui.who", "Advice")

    assert page.sources([safety("Call 112.")], ["ui.who"]) == []


def test_a_text_that_is_english_already_has_nothing_beside_it() -> None:
    page = words()
    page.t("ui.x", "Call 112.")

    assert page.english("ui.x") == ""


def test_an_english_page_is_english_and_marks_nothing() -> None:
    page = Words(Catalog(Locale("en", "English", "English", "ltr", "en", "source"), compute=str), "en")

    assert page.t("ui.x", "Back") == "Back"
    assert page.needs_source(safety("Call 112.")) is False


@pytest.mark.parametrize(
    ("polish", "shown"),
    [
        ("Dla {name}", "Dla <bdi>Ewa</bdi>"),
        ("{name}!", "<bdi>Ewa</bdi>!"),
        ("{name} i {name}", "<bdi>Ewa</bdi> i <bdi>Ewa</bdi>"),
        ("& {name}", "&amp; <bdi>Ewa</bdi>"),
    ],
)
def test_a_value_is_put_in_wherever_a_translator_wants_it(polish: str, shown: str) -> None:
    assert words(ui_x=said("For {name}", polish)).t("ui.x", "For {name}", name="Ewa") == shown


def test_a_number_cannot_disturb_its_surroundings() -> None:
    assert words(ui_x=said("Take {n}", "Weź {n}")).t("ui.x", "Take {n}", n=3) == "Weź 3"


@pytest.mark.parametrize(
    ("text", "shown"), [("a", "a"), (Markup("<b>a</b> &amp; b"), "a & b"), ("<b>", "<b>"), (Markup(""), "")]
)
def test_plain_text_has_no_elements_of_ours_and_keeps_what_is_only_text(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_only_text_of_our_own_making_is_trusted() -> None:
    assert f"{trusted('<svg/>')}" == "<svg/>"
    assert make_environment().from_string("{{ a }}{{ b }}").render(a=trusted("<p>"), b="<p>") == "<p>&lt;p&gt;"


def test_a_page_knows_whether_a_machine_wrote_any_of_it() -> None:
    page = words(ui_x=said("Back", "Wstecz", "machine-draft"), ui_y=said("Next", "Dalej"))
    page.t("ui.x", "Back")
    first = page.review
    page.start_page()
    page.t("ui.y", "Next")

    assert (first, page.review) == ("machine", "person")


def test_words_that_are_shown_in_english_are_no_translation() -> None:
    """A translation of a source that has changed is not shown, so its review says nothing."""
    page = words(ui_x=said("Old", "Stare", "machine-draft"))
    page.t("ui.x", "New")

    assert page.review == ""


@pytest.mark.parametrize(("risk", "expected"), [(Risk.STORY, ""), (Risk.EXERCISE, "second-person")])
def test_an_exercise_needs_more_than_a_second_reader(risk: Risk, expected: str) -> None:
    page = words(a_title=said("A", "Z", "peer-reviewed"), ui_x=said("Back", "Wstecz", "peer-reviewed"))
    page.t("ui.x", "Back")
    page.m(Message("a.title", "A", risk=risk))

    assert page.review == expected


def test_a_forgotten_value_stops_the_build() -> None:
    with pytest.raises(UndefinedError):
        make_environment().from_string("{{ missing }}").render()


def test_tidy_drops_indents_and_empty_lines() -> None:
    assert tidy("  <p>\n\n   a </p>\n") == "<p>\na </p>\n"


def test_every_short_word_and_every_placeholder_has_a_note_for_translators() -> None:
    """One word alone says too little; a name in braces says nothing."""
    bare = [
        message.id
        for message in extract_interface(TEMPLATES)
        if not message.note and ("{" in message.text or " " not in message.text)
    ]

    assert bare == []


def test_a_page_knows_how_its_own_words_were_checked() -> None:
    page = words(ui_x=said("Back", "Wstecz", "machine-draft"), ui_y=said("Next", "Dalej"))
    page.t("ui.x", "Back")
    first = page.review
    page.start_page()
    page.t("ui.y", "Next")

    assert (first, page.review) == ("machine", "person")
