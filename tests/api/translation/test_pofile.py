"""Writing PO files: the same words give the same bytes, and nothing personal stays in them."""

import os
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.i18n.plurals import PluralRule
from api.i18n.poreading import parse_po
from api.translation.pofile import PoHeader, render, reorder_plurals, write_text

RULE = PluralRule(("one", "few", "many"), "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2")
HEADER = PoHeader("feet", "pl", RULE.header)
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)


def rendered(**facts: object) -> str:
    return render(HEADER, [polib.POEntry(**({"msgctxt": "a", "msgid": "b", "msgstr": "c"} | facts))])


def counting(**forms: str) -> polib.POEntry:
    numbered = {int(name[1:]): text for name, text in forms.items()}
    return polib.POEntry(msgctxt="d", msgid="{n} day", msgid_plural="{n} days", msgstr_plural=numbered)


def test_a_header_says_what_is_true_of_every_file() -> None:
    metadata = HEADER.metadata

    assert (metadata["Language"], metadata["X-Content"]) == ("pl", "feet")
    assert metadata["Plural-Forms"] == RULE.header
    assert metadata["Content-Type"] == "text/plain; charset=UTF-8"


def test_a_header_names_no_person_and_no_moment() -> None:
    """A catalogue is public, and its history too."""
    fields = PoHeader("feet", "pl", RULE.header, "by Jan <jan@example.org>")

    text = render(fields, [])

    assert "example.org" not in text
    assert "(address removed)" in text
    assert {fields.metadata[name] for name in ("POT-Creation-Date", "PO-Revision-Date")} == {"1970-01-01 00:00+0000"}


def test_a_template_has_no_language_and_no_plural_rule() -> None:
    metadata = PoHeader("feet").metadata

    assert (metadata["Language"], metadata["Language-Team"].split()[0]) == ("", "none")
    assert "Plural-Forms" not in metadata


def test_a_file_ends_with_one_line_end() -> None:
    assert rendered().endswith('msgstr "c"\n')
    assert not rendered().endswith("\n\n")


def test_entries_stand_in_the_order_they_are_given() -> None:
    names = ["z", "a", "m"]

    text = render(HEADER, [polib.POEntry(msgctxt=name, msgid=name, msgstr="") for name in names])

    assert [entry.msgctxt for entry in parse_po(text, Path("x.po")).entries] == names


@pytest.mark.parametrize(
    ("flags", "line"),
    [
        (["fuzzy"], "#, fuzzy\n"),
        (["max-length:28", "fuzzy", "c-format"], "#, fuzzy, max-length:28\n"),
        (["python-brace-format", "python-brace-format"], "#, python-brace-format\n"),
        (["no-wrap", "range: 0..5"], ""),
    ],
)
def test_only_flags_that_mean_something_here_stay(flags: list[str], line: str) -> None:
    text = rendered(flags=flags)

    assert [found for found in text.splitlines(keepends=True) if found.startswith("#,")] == ([line] if line else [])


@pytest.mark.parametrize(("flags", "kept"), [(["fuzzy"], True), ([], False)])
def test_an_earlier_source_stays_as_long_as_the_mark(flags: list[str], kept: bool) -> None:
    text = rendered(flags=flags, previous_msgid="before", previous_msgctxt="a")

    assert ('#| msgid "before"' in text) is kept


def test_places_have_no_lines_and_stand_once() -> None:
    text = rendered(occurrences=[("f.toml", "12"), ("f.toml", "80"), ("g.toml", "")])

    assert "#: f.toml g.toml\n" in text


def test_comments_lose_empty_lines_and_addresses_and_keep_their_words() -> None:
    text = rendered(tcomment="see jan@example.org  \n\n  about this", comment="A note.  \n\nclass C")

    assert "# see (address removed)\n#   about this\n" in text
    assert "#. A note.\n#. class C\n" in text


@pytest.mark.parametrize(("field", "value"), [("msgstr", "o\u0301"), ("msgstr_plural", {0: "o\u0301"})])
def test_translations_are_composed(field: str, value: object) -> None:
    plural = {"msgid_plural": "bs", "msgstr": ""} if field == "msgstr_plural" else {}

    assert "ó" in rendered(**{**plural, field: value})


@given(texts, texts)
def test_words_come_back_as_they_were_written(source: str, target: str) -> None:
    """Nothing a person wrote may be lost on the way through a file."""
    po = polib.POEntry(msgctxt="a", msgid=source, msgstr=target)

    text = render(HEADER, [po])
    (entry,) = parse_po(text, Path("x.po")).entries

    assert entry.msgid == source
    assert render(HEADER, [entry]) == text


def test_writing_makes_the_folder_and_tells_whether_anything_changed(tmp_path: Path) -> None:
    path = tmp_path / "pl" / "feet.po"

    assert write_text(path, "one\n")
    assert not write_text(path, "one\n")
    assert write_text(path, "two\n")
    assert path.read_text() == "two\n"


def test_a_written_file_can_be_read_by_everybody_and_leaves_no_part_behind(tmp_path: Path) -> None:
    write_text(tmp_path / "feet.po", "one\n")

    assert [place.name for place in tmp_path.iterdir()] == ["feet.po"]
    assert (tmp_path / "feet.po").stat().st_mode & 0o777 == 0o644


def test_a_file_is_replaced_whole_so_that_a_reader_never_sees_half(tmp_path: Path) -> None:
    path = tmp_path / "feet.po"
    write_text(path, "one\n")
    with path.open() as opened:
        write_text(path, "two\n")

        assert opened.read() == "one\n"
        assert os.fstat(opened.fileno()).st_ino != path.stat().st_ino


@pytest.mark.parametrize("header", ["", RULE.header])
def test_our_own_order_is_left_alone(header: str) -> None:
    entry = counting(f0="a", f1="b", f2="c")

    assert reorder_plurals([entry], RULE, header)
    assert entry.msgstr_plural == {0: "a", 1: "b", 2: "c"}


def test_forms_of_another_order_are_moved_and_missing_ones_left_empty() -> None:
    swapped = "nplurals=3; plural=(n==1 ? 2 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 0 : 1);"
    entry, single = counting(f0="few", f2="one"), polib.POEntry(msgctxt="s", msgid="S", msgstr="T")

    assert reorder_plurals([entry, single], RULE, swapped)
    assert entry.msgstr_plural == {0: "one", 1: "few", 2: ""}
    assert single.msgstr == "T"


@pytest.mark.parametrize(
    ("entry", "possible"),
    [
        (counting(f0="a", f1="b"), False),
        (counting(f0="", f1=""), True),
        (polib.POEntry(msgctxt="s", msgid="S", msgstr="T"), True),
    ],
)
def test_an_order_that_cannot_be_matched_matters_only_where_words_would_be_lost(
    entry: polib.POEntry, possible: bool
) -> None:
    assert reorder_plurals([entry], RULE, "nplurals=2; plural=(n != 1);") is possible
