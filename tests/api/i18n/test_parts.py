"""A file that did not change is not read again, and what was kept of it comes back as it was."""

import json
from pathlib import Path

import polib
import pytest

from api.i18n import parts
from api.i18n.catalogs import Catalog, load_catalog
from api.i18n.parts import Part, Source, entry_source, source_forms, target_forms
from api.i18n.review import trail_path
from api.translation.extract import InterfaceMessage
from tests.factories import PO_HEAD, POLISH, make_message, po_entry, write_locales

FEET, HAND = make_message("feet.title", "Feet"), make_message("hand.title", "Hand")
DAYS = InterfaceMessage("ui.days", "{n} day", "{n} days")
SOURCES: dict[str, Source] = {"feet.title": ("feet", FEET), "hand.title": ("hand", HAND)}


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """Two files, each with a fault."""
    feet = PO_HEAD + po_entry("feet.title", "Feet", "Stopy") + po_entry("feet.gone", "Gone", "Nie ma")
    return write_locales(tmp_path, pl_feet=feet, pl_hand=PO_HEAD + po_entry("hand.title", "Hand", "<b>Ręka</b>"))


def known_after(load: dict[str, Part], locales: Path) -> dict[str, Part]:
    rows = json.loads(json.dumps({path: part.as_row(locales) for path, part in load.items()}))
    return {path: Part.from_row(row, locales) for path, row in rows.items()}


def read_again(locales: Path, known: dict[str, Part], monkeypatch: pytest.MonkeyPatch) -> tuple[Catalog, list[str]]:
    read = []
    monkeypatch.setattr(parts, "read_po", lambda path, whole=parts.read_po: read.append(path.stem) or whole(path))
    return load_catalog(locales, POLISH, SOURCES, known), read


def test_what_did_not_change_is_not_read_again(locales: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, Part] = {}
    first = load_catalog(locales, POLISH, SOURCES, known)

    again, read = read_again(locales, known_after(known, locales), monkeypatch)

    assert read == []
    assert again == first
    assert [finding.rule for finding in again.findings] == ["unknown-id", "markup"]
    assert again.missing == {"hand.title"}


def test_one_changed_file_is_read_and_told(locales: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, Part] = {}
    load_catalog(locales, POLISH, SOURCES, known)
    path = locales / "pl" / "LC_MESSAGES" / "hand.po"
    path.write_text(PO_HEAD + po_entry("hand.title", "Hand", "Ręka"))

    again, read = read_again(locales, known := known_after(known, locales), monkeypatch)

    assert read == ["hand"]
    assert again.message("hand.title", "Hand").value == "Ręka"
    assert known["pl/LC_MESSAGES/hand.po"].translations["hand.title"].forms == ("Ręka",)


def test_a_word_in_the_trail_is_a_change(locales: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, Part] = {}
    load_catalog(locales, POLISH, SOURCES, known)
    trail = trail_path(locales / "pl", "feet")
    trail.parent.mkdir()
    trail.write_text('{"id": "feet.title", "event": "torn')

    again, read = read_again(locales, known, monkeypatch)

    assert read == ["feet"]
    assert len(again.findings) == 3


def test_a_file_that_is_gone_says_nothing(locales: Path) -> None:
    known: dict[str, Part] = {}
    load_catalog(locales, POLISH, SOURCES, known)
    (locales / "pl" / "LC_MESSAGES" / "feet.po").unlink()

    assert load_catalog(locales, POLISH, SOURCES, known).message("feet.title", "Feet").fallback


@pytest.mark.parametrize(
    ("source", "forms"),
    [
        ("Feet", ("Feet",)),
        (FEET, ("Feet",)),
        (("feet", FEET), ("Feet",)),
        (DAYS, ("{n} day", "{n} days")),
        (("ui", DAYS), ("{n} day", "{n} days")),
    ],
)
def test_a_source_has_one_form_or_two(source: Source, forms: tuple[str, ...]) -> None:
    assert source_forms(source) == forms


def test_the_forms_of_an_entry_come_in_the_order_of_their_numbers() -> None:
    entry = polib.POEntry(msgid="day", msgid_plural="days", msgstr_plural={2: "c", 0: "a", 1: "b"})

    assert target_forms(entry) == ("a", "b", "c")
    assert entry_source(entry) == ("day", "days")


def test_an_entry_without_a_plural_has_one_form() -> None:
    entry = polib.POEntry(msgid="Feet", msgstr="Stopy")

    assert (entry_source(entry), target_forms(entry)) == (("Feet",), ("Stopy",))
