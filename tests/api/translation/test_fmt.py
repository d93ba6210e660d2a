"""One canonical form for PO files, whatever tool they come from."""

import subprocess
from pathlib import Path

import polib
import pytest

from api.errors import CatalogError
from api.i18n.plurals import PluralTable
from api.translation.fmt import canonical, check_canonical, fmt
from api.translation.sync import sync
from tests.factories import PO_HEAD, REGISTRY, ROOT, TODAY, make_message, po_entry, write_locales
from tests.machine import program

LONG = "This is a text that is long enough to be wrapped by every tool, each of them in a manner of its own."


def file_of(folder: Path) -> Path:
    """Write a canonical file with one long translated text."""
    locales = write_locales(folder)
    sync(locales, REGISTRY, {"feet": [make_message("feet.a", LONG), make_message("feet.b", "Short.")]}, today=TODAY)
    path = locales / "pl" / "LC_MESSAGES" / "feet.po"
    po = polib.pofile(str(path))
    po[0].msgstr = LONG.upper()
    po.save()
    fmt([path])
    return path


def test_the_form_is_its_own_form() -> None:
    once = canonical(PO_HEAD + po_entry("feet.a", LONG, LONG.upper()))

    assert canonical(once) == once


@pytest.mark.parametrize("width", [20, 78, 10_000])
def test_wrapping_of_another_tool_makes_no_difference(tmp_path: Path, width: int) -> None:
    path = file_of(tmp_path)
    text = path.read_text()
    po = polib.pofile(str(path), wrapwidth=width)
    po.save()

    fmt([path])

    assert path.read_text() == text


def test_gnu_gettext_makes_no_difference(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    text = path.read_text()
    subprocess.run([program("msgcat", package="gettext"), "--width=40", "-o", path, path], check=True, timeout=60)

    fmt([path])

    assert path.read_text() == text


def test_windows_line_ends_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    text = path.read_text()
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    fmt([path])

    assert path.read_text() == text


def test_headers_of_tools_and_people_are_taken_out() -> None:
    head = PO_HEAD.replace(
        '"Language', '"Last-Translator: Jan <jan@example.org>\\n"\n"X-Generator: Poedit\\n"\n"Language'
    )

    text = canonical("# Jan <jan@example.org>\n" + head + po_entry("a", "b", "c", "# from jan@example.org\n"))

    assert "example.org" not in text
    assert "Poedit" not in text
    assert "PO-Revision-Date: 1970-01-01 00:00+0000" in text


def test_previous_sources_survive() -> None:
    above = '#, fuzzy\n#| msgctxt "a"\n#| msgid "old"\n'

    assert '#| msgid "old"' in canonical(PO_HEAD + po_entry("a", "new", "nowy", above))


def test_line_numbers_and_odd_flags_are_taken_out() -> None:
    text = canonical(PO_HEAD + po_entry("a", "b", "c", "#: f.toml:12 f.toml:80\n#, c-format, max-length:28, fuzzy\n"))

    assert "#: f.toml\n#, fuzzy, max-length:28\n" in text


def test_words_are_in_one_normal_form() -> None:
    assert "ó" in canonical(PO_HEAD + po_entry("a", "b", "o\u0301"))


def test_obsolete_entries_are_taken_out() -> None:
    assert "#~" not in canonical(PO_HEAD + po_entry("a", "b", "c") + '#~ msgid "x"\n#~ msgstr "y"\n')


def test_a_torn_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    torn = path.read_bytes() + b'\nmsgctxt "x\n'
    path.write_bytes(torn)

    with pytest.raises(CatalogError, match="torn-entry"):
        fmt([path])
    assert path.read_bytes() == torn
    assert [finding.rule for finding in check_canonical(tmp_path)] == ["torn-entry"]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    path.write_bytes(path.read_bytes() + "\n# é\n".encode("latin-1"))

    with pytest.raises(CatalogError, match="not-utf8"):
        fmt([path])


def test_forms_that_cannot_be_matched_are_refused() -> None:
    entry = 'msgctxt "a"\nmsgid "{n} day"\nmsgid_plural "{n} days"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    head = PO_HEAD.replace('"Language', '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n"Language')
    rule = PluralTable.load(ROOT / "locales" / "plurals.toml").rule("pl")

    with pytest.raises(CatalogError, match="plural-order"):
        canonical(head + entry, rule)


def test_looking_does_not_write(tmp_path: Path) -> None:
    path = file_of(tmp_path)
    path.write_text(path.read_text() + "\n\n")
    before = path.read_bytes()

    assert fmt([tmp_path], check=True) == [path]
    assert path.read_bytes() == before
    assert [finding.rule for finding in check_canonical(tmp_path)] == ["not-canonical"]


def test_a_language_without_a_plural_rule_keeps_its_own(tmp_path: Path) -> None:
    path = write_locales(tmp_path, qqq_feet=PO_HEAD + po_entry("a", "b", "c")) / "qqq" / "LC_MESSAGES" / "feet.po"
    header = '"Language: pl\\n"\n"Plural-Forms: nplurals=2; plural=(n > 7);\\n"\n'
    path.write_text(path.read_text().replace('"Language: pl\\n"\n', header))

    fmt([path])

    assert "nplurals=2; plural=(n > 7);" in path.read_text()


def test_a_file_that_stands_alone_is_formatted_without_a_table(tmp_path: Path) -> None:
    path = tmp_path / "feet.po"
    path.write_text(PO_HEAD + po_entry("a", "b", "c"))

    assert fmt([path]) == [path]
    assert fmt([path]) == []


def test_a_file_says_which_unit_it_is(tmp_path: Path) -> None:
    named = PO_HEAD.replace('"Language', '"X-Content: hands\\n"\n"Language')

    assert '"X-Content: hands\\n"' in canonical(named, path=tmp_path / "feet.po")
    assert '"X-Content: feet\\n"' in canonical(PO_HEAD, path=tmp_path / "feet.po")


def test_all_files_are_tried_before_the_torn_ones_are_told(tmp_path: Path) -> None:
    sound, torn = PO_HEAD + po_entry("a", "b", "c"), 'msgctxt "x\n'
    locales = write_locales(tmp_path, pl_a=torn, pl_b=sound, pl_c=torn)

    with pytest.raises(CatalogError) as raised:
        fmt([locales])

    assert [finding.path.name for finding in raised.value.findings] == ["a.po", "c.po"]
    assert "POT-Creation-Date" in (locales / "pl" / "LC_MESSAGES" / "b.po").read_text()
