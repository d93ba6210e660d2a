"""PO entries as a translator's tool shows them: id, English, note, class, place."""

from pathlib import Path

import pytest

from api.content.texts import Risk
from api.translation.entries import make_entry, template_entries
from api.translation.extract import InterfaceMessage
from tests.factories import make_message

LOCALES = Path("/srv/pauza/locales")
DAYS = InterfaceMessage("ui.days", "{n} day", "{n} days")


def test_an_entry_carries_the_permanent_id_and_the_english() -> None:
    entry = make_entry(make_message("feet.title", "Feet"), LOCALES, ["Stopy"])

    assert (entry.msgctxt, entry.msgid, entry.msgstr, entry.msgid_plural) == ("feet.title", "Feet", "Stopy", "")


def test_a_counting_entry_has_its_forms_by_number() -> None:
    entry = make_entry(DAYS, LOCALES, ["dzień", "dni", "dni!"])

    assert (entry.msgid, entry.msgid_plural, entry.msgstr) == ("{n} day", "{n} days", "")
    assert entry.msgstr_plural == {0: "dzień", 1: "dni", 2: "dni!"}


@pytest.mark.parametrize(
    ("note", "risk", "comment"),
    [
        ("", Risk.EXERCISE, "class C"),
        ("Rub = move the palms.", Risk.SAFETY, "Rub = move the palms.\nclass D"),
    ],
)
def test_a_translator_reads_the_note_and_how_much_harm_a_slip_could_do(note: str, risk: Risk, comment: str) -> None:
    assert make_entry(make_message(note=note, risk=risk), LOCALES, [""]).comment == comment


@pytest.mark.parametrize(
    ("text", "flags"),
    [("Size: {size}", ["python-brace-format"]), ("No braces.", []), ("A { alone", []), ("{Size}", [])],
)
def test_a_text_with_placeholders_is_marked_for_tools(text: str, flags: list[str]) -> None:
    assert make_entry(make_message(text=text), LOCALES, [""]).flags == flags


def test_a_placeholder_in_the_plural_alone_is_marked_too() -> None:
    assert make_entry(InterfaceMessage("ui.x", "one day", "{n} days"), LOCALES, ["", ""]).flags


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/srv/pauza/content/feet.toml", "content/feet.toml"),
        ("/srv/pauza/pwa/templates/pages/home.html", "pwa/templates/pages/home.html"),
        ("/home/anna/secret/feet.toml", "feet.toml"),
    ],
)
def test_a_place_is_named_from_the_project_and_never_from_the_machine(path: str, place: str) -> None:
    """A folder of a home names a person."""
    entry = make_entry(make_message(path=Path(path)), LOCALES, [""])

    assert entry.occurrences == [(place, "")]


def test_a_template_holds_empty_entries_in_the_order_of_reading() -> None:
    found = template_entries([make_message("a", "A"), DAYS, make_message("b", "B")], LOCALES)

    assert [entry.msgctxt for entry in found] == ["a", "ui.days", "b"]
    assert [(entry.msgstr, entry.msgstr_plural) for entry in found] == [("", {}), ("", {0: "", 1: ""}), ("", {})]
