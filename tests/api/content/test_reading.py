"""Every getter of a table: the value when it is sound, else a fault with its rule, its line and a stand-in."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from api.content.reading import ITEM_ID, SLUG, STEP_ID, SourceFile, Table, array_tables, read_source
from tests.factories import make_table, rules_of

SHAPE = re.compile(r"[a-z]+")


def got(text: str, method: str, *arguments: Any, **options: Any) -> tuple[Any, list[str]]:
    """Call one getter and tell what it gave and which rules it found broken."""
    table = make_table(text)
    return getattr(table, method)("key", *arguments, **options), rules_of(table)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ('key = "Notice."', "Notice.", []),
        ('key = "  Notice.  "', "Notice.", []),
        ('key = "   "', "", ["empty-text"]),
        ('key = ""', "", ["empty-text"]),
        ("key = 5", "", ["wrong-type"]),
        ('key = ["Notice."]', "", ["wrong-type"]),
        ("", "", ["missing-field"]),
    ],
)
def test_a_text_is_taken_without_the_spaces_around_it(text: str, value: str, rules: list[str]) -> None:
    assert got(text, "text") == (value, rules)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [('key = "A cup"', "A cup", []), ("", None, []), ('key = " "', "", ["empty-text"])],
)
def test_an_optional_text_may_be_left_out_but_not_left_empty(text: str, value: str | None, rules: list[str]) -> None:
    assert got(text, "optional_text") == (value, rules)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ("key = 2", 2, []),
        ("key = 8", 8, []),
        ("key = 1", 1, ["out-of-range"]),
        ("key = 9", 9, ["out-of-range"]),
        ("key = 3.0", 2, ["wrong-type"]),
        ("key = true", 2, ["wrong-type"]),
        ('key = "3"', 2, ["wrong-type"]),
        ("", 2, ["missing-field"]),
    ],
)
def test_a_number_is_whole_and_within_its_bounds(text: str, value: int, rules: list[str]) -> None:
    assert got(text, "number", 2, 8) == (value, rules)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [("", 5, []), ("key = 3", 3, []), ('key = "3"', 5, ["wrong-type"])],
)
def test_a_number_with_a_default_may_be_left_out(text: str, value: int, rules: list[str]) -> None:
    assert got(text, "number", 0, 8, 5) == (value, rules)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ("key = true", True, []),
        ("key = false", False, []),
        ("", False, []),
        ("key = 1", False, ["wrong-type"]),
        ('key = "yes"', False, ["wrong-type"]),
    ],
)
def test_a_flag_is_true_or_false_and_no_other_word(text: str, value: bool, rules: list[str]) -> None:
    assert got(text, "flag") == (value, rules)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ("key = 2026-11-23", date(2026, 11, 23), []),
        ('key = "2026-11-23"', date(1970, 1, 1), ["wrong-type"]),
        ("key = 2026-11-23T10:00:00", date(1970, 1, 1), ["wrong-type"]),
        ("", date(1970, 1, 1), ["missing-field"]),
    ],
)
def test_a_day_is_a_date_without_a_time(text: str, value: date, rules: list[str]) -> None:
    """A stand-in lies so far back that a service with it would count as expired."""
    assert got(text, "day") == (value, rules)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ('key = "paid"', "paid", []),
        ('key = "cheap"', "free", ["unknown-word"]),
        ("key = 3", "free", ["wrong-type"]),
        ("", "free", ["missing-field"]),
    ],
)
def test_a_choice_is_one_of_its_words(text: str, value: str, rules: list[str]) -> None:
    assert got(text, "choice", ("free", "paid")) == (value, rules)


def test_a_choice_with_a_default_may_be_left_out() -> None:
    assert got("", "choice", ("free", "paid"), "paid") == ("paid", [])


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ('key = "cup"', "cup", []),
        ('key = "Cup"', "Cup", ["bad-id"]),
        ('key = "cup cup"', "cup cup", ["bad-id"]),
        ('key = " "', "", ["empty-text"]),
    ],
)
def test_a_name_has_the_shape_of_its_pattern(text: str, value: str, rules: list[str]) -> None:
    assert got(text, "name", SHAPE, "small letters") == (value, rules)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ('key = ["a", "b"]', ("a", "b"), []),
        ("", (), []),
        ('key = ["a", 2, ["c"]]', ("a",), ["wrong-type", "wrong-type"]),
        ('key = "a"', (), ["wrong-type"]),
    ],
)
def test_a_list_of_texts_keeps_what_is_a_text(text: str, value: tuple[str, ...], rules: list[str]) -> None:
    assert got(text, "strings") == (value, rules)


@pytest.mark.parametrize(
    ("text", "value", "rules"),
    [
        ('key = { a = "A", b = "B" }', {"a": "A", "b": "B"}, []),
        ("", {}, []),
        ('key = { a = "A", b = 2 }', {"a": "A"}, ["wrong-type"]),
        ('key = ["A"]', {}, ["wrong-type"]),
    ],
)
def test_a_table_of_texts_keeps_what_is_a_text(text: str, value: dict[str, str], rules: list[str]) -> None:
    assert got(text, "texts_by_id") == (value, rules)


def test_tables_keep_their_order_and_refuse_what_is_none() -> None:
    found, rules = got('key = [ { id = "a" }, "b", { id = "c" } ]', "tables")

    assert [table.values["id"] for table in found] == ["a", "c"]
    assert rules == ["wrong-type"]


def test_tables_that_must_be_there_are_missed() -> None:
    assert got("", "tables", required=True) == ([], ["missing-field"])
    assert got("", "tables") == ([], [])


def test_entries_mix_texts_and_tables() -> None:
    found, rules = got('key = [ "One.", { id = "1b", text = "Two." }, 3 ]', "entries")

    assert [entry if isinstance(entry, str) else entry.values["id"] for entry in found] == ["One.", "1b"]
    assert rules == ["wrong-type"]


def test_a_key_that_nobody_asked_for_is_a_slip_of_spelling() -> None:
    table = make_table('title = "A"\ntilte = "B"\nsummry = "C"')
    table.text("title")
    table.done()

    assert [finding.line for finding in table.source.findings] == [3, 2]
    assert set(rules_of(table)) == {"unknown-field"}


def test_looking_whether_a_key_is_there_does_not_count_as_reading_it() -> None:
    table = make_table('title = "A"')

    assert table.has("title")
    table.done()
    assert rules_of(table) == ["unknown-field"]


@pytest.mark.parametrize(
    ("key", "text", "line"),
    [
        (None, None, 1),
        ("title", None, 2),
        ('"s01.body"', None, 1),
        ("body", "Two.", 5),
        ("body", 'Say "three".', 6),
        ("body", "Not there.", 3),
        ("absent", None, 1),
        ("notes", None, 8),
    ],
)
def test_a_value_is_found_at_its_own_line(key: str | None, text: str | None, line: int) -> None:
    written = '# head\ntitle = "A"\nbody = [\n  "One.",\n  "Two.",\n  "Say \\"three\\".",\n]\n[notes]\n"x" = "y"'

    assert make_table(written).line(key, text) == line


def test_a_key_is_not_taken_for_the_end_of_a_longer_one() -> None:
    assert make_table('subtitle = "A"\ntitle = "B"').line("title") == 2


def test_an_entry_of_a_list_is_found_by_what_it_says() -> None:
    table = make_table('key = [\n { id = "a", text = "One." },\n { id = "b", text = "Two." },\n]')

    assert [inner.first for inner in table.tables("key")] == [2, 3]


def test_a_source_is_searched_only_between_two_lines() -> None:
    source = SourceFile(Path("x.toml"), ["a = 1", "b = 2", "a = 3"])

    assert (source.find("a", 2, 3), source.find("a", 2, 2), source.find("a", 1, 99)) == (3, None, 1)
    assert (source.find_key("a", 2, 99), source.find_key("c", 1, 99)) == (3, None)


@pytest.mark.parametrize(
    ("body", "rule", "line"),
    [
        (b"a = 1\nb = yes\n", "malformed-toml", 2),
        (b'a = "open', "malformed-toml", 1),
        (b"a = 1\na = 2\n", "malformed-toml", 2),
        ("a = 'é'".encode("latin-1"), "not-utf8", 1),
        (b"\xff\xfe\x00", "not-utf8", 1),
    ],
)
def test_an_unreadable_file_is_one_fault_at_its_line(tmp_path: Path, body: bytes, rule: str, line: int) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes(body)

    source, table = read_source(path)

    assert [(finding.rule, finding.line) for finding in source.findings] == [(rule, line)]
    assert table.values == {}


def test_a_missing_file_is_one_fault(tmp_path: Path) -> None:
    source, _ = read_source(tmp_path / "none.toml")

    assert [finding.rule for finding in source.findings] == ["missing-file"]


def test_what_is_missing_in_an_unreadable_file_is_not_told_again(tmp_path: Path) -> None:
    source, table = read_source(tmp_path / "none.toml")

    table.text("title")

    assert len(source.findings) == 1


def test_a_sound_file_gives_its_table_over_all_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("a = 1\nb = 2\n")

    source, table = read_source(path)

    assert (source.findings, table.values, table.first, table.last) == ([], {"a": 1, "b": 2}, 1, 3)


def test_each_step_spans_the_lines_up_to_the_next() -> None:
    top = make_table('title = "A"\n[[steps]]\nid = "s01"\n\n[[steps]] # two\nid = "s02"\n')

    assert [(table.first, table.last) for table in array_tables(top, "steps")] == [(2, 4), (5, 7)]


def test_steps_written_in_a_line_are_read_without_spans() -> None:
    top = make_table('steps = [ { id = "s01" }, { id = "s02" } ]')

    assert [table.values["id"] for table in array_tables(top, "steps")] == ["s01", "s02"]


def test_a_file_without_steps_is_told() -> None:
    top = make_table('title = "A"')

    assert array_tables(top, "steps") == []
    assert rules_of(top) == ["missing-field"]


@pytest.mark.parametrize(
    ("pattern", "good", "bad"),
    [
        (SLUG, ("feet", "feet-on-the-floor", "a1"), ("Feet", "1a", "feet-", "-feet", "feet--floor", "füße", "")),
        (ITEM_ID, ("a", "1b", "fun-2"), ("-a", "A", "a b", "a.b", "")),
        (STEP_ID, ("s01", "s99", "s01b"), ("s1", "01", "s001", "s01bb", "s01B", "t01", "")),
    ],
)
def test_the_shapes_of_ids(pattern: re.Pattern[str], good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    assert [text for text in (*good, *bad) if pattern.fullmatch(text)] == list(good)


def test_a_table_of_a_table_counts_its_own_keys() -> None:
    inner = Table(SourceFile(Path("x.toml"), ["a"]), {"b": {"c": 1}}, 1, 1)
    inner.texts_by_id("b")

    assert rules_of(inner) == ["wrong-type"]
