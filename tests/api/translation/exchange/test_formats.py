"""What goes out comes back: the same words in every format, whatever stands in them; what is broken is named."""

from pathlib import Path
from types import ModuleType
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.errors import CatalogError
from api.i18n.plurals import PluralTable
from api.translation.exchange import as_csv, as_po, as_xliff
from api.translation.exchange.model import Exchange, Unit, same_language
from tests.factories import ROOT

RULE = PluralTable.load(ROOT / "locales" / "plurals.toml").rule("pl")
FORMATS = [as_po, as_csv, as_xliff]
each_format = pytest.mark.parametrize("kind", FORMATS, ids=["po", "csv", "xliff"])
# All that a person may type; line ends and control characters never stand in our texts.
TEXT = (
    st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1)
    .map(lambda text: normalize("NFC", text).strip())
    .filter(bool)
)
DAYS = Unit("ui.days", ("{n} day", "{n} days"), ("{n} dzień", "{n} dni", "{n} dni"), "a note", "0123456789ab")


def exchange(*units: Unit) -> Exchange:
    return Exchange("pl", RULE.categories, units)


def read(kind: ModuleType, folder: Path, text: str | bytes) -> Exchange:
    path = folder / "pl.file"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    found: Exchange = kind.read(path, RULE)
    return found


def words(found: Exchange) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str]]:
    return [(unit.id, unit.source, unit.forms, unit.known) for unit in found.units]


@each_format
@given(source=TEXT, forms=st.lists(TEXT, min_size=3, max_size=3))
def test_any_words_come_back_as_they_went(
    kind: ModuleType, tmp_path_factory: pytest.TempPathFactory, source: str, forms: list[str]
) -> None:
    sent = exchange(
        Unit("a.title", (source,), (forms[0],), "class B", "abcdefabcdef"),
        Unit("a.n", (source, f"{source} s"), tuple(forms)),
        Unit("a.empty", ("Empty",), ("",)),
    )

    found = read(kind, tmp_path_factory.mktemp("exchange"), kind.write(sent, RULE))

    assert found.tag == "pl"
    assert words(found) == words(sent)


@each_format
@pytest.mark.parametrize("text", ["=1+1", "-5", "+48 1", "@me", "'=x", "'quoted'", '"', "a;b,c\td", "<b>&amp;", "]]>"])
def test_what_a_spreadsheet_or_a_parser_could_take_for_its_own_is_text(
    kind: ModuleType, tmp_path: Path, text: str
) -> None:
    sent = exchange(Unit("a.title", (text,), (text,)))

    assert words(read(kind, tmp_path, kind.write(sent, RULE))) == words(sent)


def test_a_spreadsheet_never_sees_a_formula() -> None:
    assert "'=1+1" in as_csv.write(exchange(Unit("a", ("=1+1",), ("=2",))), RULE)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_a_table_that_a_spreadsheet_wrote_in_its_own_way_is_read(tmp_path: Path, separator: str) -> None:
    columns = ["id", "note", "English", "English plural", "pl", "pl one", "pl few", "pl many", "known"]
    row = ["a.title", "", "Feet", "", "Stopy", "", "", "", ""]

    found = read(as_csv, tmp_path, "\r\n".join(separator.join(cells) for cells in (columns, row)))

    assert words(found) == [("a.title", ("Feet",), ("Stopy",), "")]


@pytest.mark.parametrize(
    ("kind", "text", "rule"),
    [
        (as_po, 'msgctxt "a"\nmsgid "x\nmsgstr ""\n', "torn-entry"),
        (as_csv, "id,note\nx,y\n", "columns"),
        (as_csv, 'id,note,English,English plural,pl,pl one,pl few,pl many\n"x', "torn-table"),
        (as_xliff, "<xliff", "torn-xml"),
        (as_xliff, "<a/>", "no-file"),
        (as_xliff, '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "entities"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, kind: ModuleType, text: str, rule: str) -> None:
    with pytest.raises(CatalogError, match=rule):
        read(kind, tmp_path, text)


@each_format
@pytest.mark.parametrize(
    ("body", "rule"),
    [(b"", "empty"), (b" \n", "empty"), ("zażółć".encode("cp1250"), "not-utf8"), (b"x" * 20_000_001, "too-large")],
    ids=["zero bytes", "blank", "another coding", "too large"],
)
def test_what_is_no_text_of_ours_is_refused(kind: ModuleType, tmp_path: Path, body: bytes, rule: str) -> None:
    with pytest.raises(CatalogError, match=rule):
        read(kind, tmp_path, body)


@each_format
def test_a_file_that_is_not_there_is_named(kind: ModuleType, tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="unreadable"):
        kind.read(tmp_path / "none", RULE)


def test_what_a_tool_marks_as_unfinished_is_no_translation(tmp_path: Path) -> None:
    po = as_po.write(exchange(Unit("a.title", ("Feet",), ("Stopy",))), RULE).replace("msgctxt", "#, fuzzy\nmsgctxt")
    xliff = as_xliff.write(exchange(Unit("a.title", ("Feet",), ("Stopy",))), RULE)

    assert read(as_po, tmp_path, po).units[0].forms == ("",)
    unfinished = xliff.replace('state="translated"', 'state="needs-review-translation"')
    assert read(as_xliff, tmp_path, unfinished).units[0].forms == ("",)


def test_plural_forms_of_another_header_come_into_our_order(tmp_path: Path) -> None:
    text = as_po.write(exchange(DAYS), RULE)
    other = text.replace(RULE.header, "nplurals=2; plural=(n != 1);").replace('msgstr[2] "{n} dni"\n', "")

    with pytest.raises(CatalogError, match="plural-order"):
        read(as_po, tmp_path, other)


@pytest.mark.parametrize(("one", "other"), [("pt_BR", "pt-BR"), ("pl", "PL"), ("pt-br", "pt_BR")])
def test_tools_write_one_language_in_several_ways(one: str, other: str) -> None:
    assert same_language(one, other)
    assert not same_language(one, "pt")
