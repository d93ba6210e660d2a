"""The terms of a language: read whole or refused, and held against its translations."""

from pathlib import Path

import pytest

from api.errors import CatalogError
from api.i18n.locales import Locale
from api.settings import Settings
from api.translation.glossary import GLOSSARY, Term, check_glossary, read_glossary
from tests.factories import make_checkout, translate

POLISH = Locale("pl", "Polski", "Polish", "ltr", "pl", "offered")
TERMS = """[[terms]]
source = "back"
term = "wstecz"
forbidden = ["cofnij", "do tyłu"]
note = "as phones say it"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = make_checkout(tmp_path)
    (made.locales_dir / "pl" / GLOSSARY).write_text(TERMS, "utf-8")
    return made


@pytest.mark.parametrize(
    ("source", "target", "word"),
    [
        ("Go back.", "Cofnij się.", "Cofnij"),
        ("Backwards", "Idź do tyłu!", "do tyłu"),
        ("Go back.", "Wróć.", ""),
        ("Go on.", "Cofnij się.", ""),
        ("Go back.", "Niecofnijsię", ""),
        ("Go back.", "", ""),
    ],
)
def test_a_forbidden_word_counts_only_where_it_stands_for_its_term(source: str, target: str, word: str) -> None:
    assert Term("back", "wstecz", ("cofnij", "do tyłu")).misused(source, target) == word


def test_a_word_of_the_term_that_begins_like_a_forbidden_one_is_well() -> None:
    adviser = Term("adviser", "servicio de asesoría", ("asesor",))

    assert adviser.misused("Call an adviser.", "Llama a un servicio de asesoría.") == ""
    assert adviser.misused("Call an adviser.", "Llama a los asesores.") == "asesores"


def test_a_term_that_forbids_nothing_finds_nothing() -> None:
    assert Term("back", "wstecz").misused("Go back.", "Cofnij się.") == ""


def test_a_translation_with_a_forbidden_word_is_told_with_its_place_and_reason(settings: Settings) -> None:
    path = translate(settings, "ui", "ui.nav.back", "Cofnij")

    (found,) = check_glossary(settings.locales_dir, POLISH)

    assert (found.path, found.rule, found.severity) == (path, "forbidden-term", "warning")
    assert found.line > 1
    assert found.message == "ui.nav.back: “back” is “wstecz” here, not “Cofnij”; as phones say it"


def test_a_translation_with_the_term_is_well(settings: Settings) -> None:
    translate(settings, "ui", "ui.nav.back", "Wstecz")

    assert check_glossary(settings.locales_dir, POLISH) == []


def test_a_language_without_a_glossary_has_no_terms(tmp_path: Path) -> None:
    assert read_glossary(tmp_path / GLOSSARY) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("terms = 3", "table"),
        ("[[terms]]\nsource = 'back'", "are texts"),
        ("[[terms]]\nsource = 'back'\nterm = ' '", "are texts"),
        ("[[terms]]\nsource = 'back'\nterm = 'x'\nwhy = 'y'", "not a field"),
        ("[[terms]]\nsource = 'back'\nterm = 'x'\nforbidden = 'y'", "list of words"),
        ("[[terms]]\nsource = 'back'\nterm = 'x'\nforbidden = ['']", "list of words"),
        ("[[terms]]\nsource = 'back'\nterm = 'x'\nnote = 3", "is a text"),
        ("[[terms", "cannot be read"),
        (b"\xff", "cannot be read"),
    ],
)
def test_a_broken_glossary_is_refused_with_the_reason(tmp_path: Path, text: str | bytes, fault: str) -> None:
    path = tmp_path / GLOSSARY
    path.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(CatalogError, match=fault):
        read_glossary(path)


def test_a_term_that_is_no_table_is_refused(tmp_path: Path) -> None:
    """It would be taken without a word, and do nothing."""
    path = tmp_path / "glossary.toml"
    path.write_text('mind = "myseľ"\n', "utf-8")

    with pytest.raises(CatalogError) as raised:
        read_glossary(path)
    assert "`mind` does nothing here" in raised.value.findings[0].message
