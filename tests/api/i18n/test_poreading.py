"""Reading PO files: whole ones as they are, torn ones entry by entry, and never an exception."""

from pathlib import Path

import pytest

from api.i18n.poreading import PoText, parse_po, read_po
from tests.factories import PO_HEAD, po_entry

FEET = po_entry("feet.title", "Feet", "Stopy")
HANDS = po_entry("hands.title", "Hands", "Dłonie")


def parsed(text: str) -> PoText:
    return parse_po(text, Path("feet.po"))


def shown(found: PoText) -> list[tuple[str, str]]:
    return [(entry.msgctxt, entry.msgstr) for entry in found.entries]


def test_a_whole_file_gives_its_entries_and_header() -> None:
    found = parsed("# Pauza\n" + PO_HEAD + FEET + HANDS)

    assert shown(found) == [("feet.title", "Stopy"), ("hands.title", "Dłonie")]
    assert (found.metadata["Language"], found.comment, found.findings) == ("pl", "Pauza", [])


def test_an_obsolete_entry_is_kept_apart() -> None:
    found = parsed(PO_HEAD + FEET + '#~ msgctxt "old"\n#~ msgid "Old"\n#~ msgstr "Stare"\n')

    assert shown(found) == [("feet.title", "Stopy")]
    assert [entry.msgctxt for entry in found.obsolete] == ["old"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", PO_HEAD])
def test_a_file_without_entries_is_whole(text: str) -> None:
    found = parsed(text)

    assert (found.entries, found.findings) == ([], [])


@pytest.mark.parametrize(
    "text",
    ["\ufeff" + PO_HEAD + FEET, (PO_HEAD + FEET).replace("\n", "\r\n"), (PO_HEAD + FEET).rstrip("\n")],
)
def test_marks_and_line_ends_of_other_systems_are_no_damage(text: str) -> None:
    found = parsed(text)

    assert shown(found) == [("feet.title", "Stopy")]
    assert found.findings == []


def test_a_text_over_several_lines_is_one_text() -> None:
    found = parsed(PO_HEAD + 'msgctxt "a"\nmsgid ""\n"One "\n"two."\nmsgstr ""\n"Raz "\n"dwa."\n')

    assert (found.entries[0].msgid, found.entries[0].msgstr) == ("One two.", "Raz dwa.")


def test_quotes_and_backslashes_inside_a_text_are_its_own() -> None:
    found = parsed(PO_HEAD + po_entry("a", 'Say "no".', 'Powiedz „nie" \\ tak.'))

    assert (found.entries[0].msgid, found.entries[0].msgstr) == ('Say "no".', 'Powiedz „nie" \\ tak.')


@pytest.mark.parametrize(
    "torn",
    [
        'msgctxt "x\nmsgid "y"\n\n',
        'msgctxt "x"\nmsgid "y"\nmsgstr "z\n\n',
        'msgctxt "x"\nmsgid "y"\nmsgstr z\n\n',
        'msgctxt "x"\nmsgid "y"\nmsgstr "z" "w"\n\n',
        'msgctxt "x"\nmsgid "y"\nmsgstr[100] "z"\n\n',
        'msgctxt "x"\nmsgid "y"\nmsgstr "z\\"\n\n',
        "======= theirs\n\n",
        "\x00\x01\n\n",
    ],
)
def test_a_torn_entry_costs_only_itself(torn: str) -> None:
    """An unclosed text could take the words of the next one for its own."""
    found = parsed(PO_HEAD + FEET + torn + HANDS)

    assert shown(found) == [("feet.title", "Stopy"), ("hands.title", "Dłonie")]
    assert [finding.rule for finding in found.findings] == ["torn-entry"]


def test_a_torn_entry_is_told_at_its_line() -> None:
    text = PO_HEAD + FEET + 'msgctxt "torn\n\n' + HANDS

    (finding,) = parsed(text).findings

    assert text.split("\n")[finding.line - 1] == 'msgctxt "torn'


def test_the_entries_of_a_torn_file_keep_their_lines() -> None:
    text = PO_HEAD + 'msgctxt "torn\n\n' + HANDS

    (entry,) = parsed(text).entries

    assert text.split("\n")[entry.linenum - 1] == 'msgctxt "hands.title"'


def test_a_torn_file_keeps_its_header_and_its_obsolete_entries() -> None:
    old = '#~ msgctxt "old"\n#~ msgid "Old"\n#~ msgstr "Stare"\n'

    found = parsed(PO_HEAD + 'msgctxt "torn\n\n' + old)

    assert found.metadata["Language"] == "pl"
    assert [entry.msgctxt for entry in found.obsolete] == ["old"]


@pytest.mark.parametrize(
    "torn",
    [
        'msgstr "no source"\n\n',
        'msgid "a"\nmsgid "b"\nmsgstr "c"\n\n',
        'msgid "a"\nmsgctxt "x"\nmsgstr "c"\n\n',
        'msgid "a"\nmsgstr "b"\nmsgstr[0] "c"\n\n',
    ],
)
def test_sound_lines_in_an_order_that_means_nothing_are_a_torn_entry(torn: str) -> None:
    found = parsed(PO_HEAD + torn + FEET)

    assert shown(found) == [("feet.title", "Stopy")]
    assert [finding.rule for finding in found.findings] == ["torn-entry"]


def test_a_short_text_is_never_taken_for_the_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").write_text(PO_HEAD + FEET)

    assert parsed("x").entries == []


def test_a_byte_that_is_not_utf8_is_told_at_its_line(tmp_path: Path) -> None:
    path = tmp_path / "feet.po"
    body = (PO_HEAD + FEET).encode().replace(b"Stopy", b"St\xf3py")
    path.write_bytes(body)

    (finding,) = read_po(path).findings

    assert (finding.rule, finding.path) == ("not-utf8", path)
    assert b"\xf3" in body.split(b"\n")[finding.line - 1]


def test_a_replacement_character_that_somebody_typed_is_no_wrong_byte(tmp_path: Path) -> None:
    path = tmp_path / "feet.po"
    path.write_text(PO_HEAD + po_entry("a", "b", "c\ufffd"), encoding="utf-8")

    assert read_po(path).findings == []


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n\x00", bytes(range(256)), "zażółć".encode("utf-16"), b"\xff" * 50])
def test_a_file_that_is_no_catalogue_is_told_and_not_raised(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "feet.po"
    path.write_bytes(body)

    found = read_po(path)

    assert found.entries == []
    assert "torn-entry" in {finding.rule for finding in found.findings}
