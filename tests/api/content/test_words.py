"""Ids, notes and declared changes of the texts of one file."""

import pytest

from api.content.reading import Table
from api.content.texts import Risk, Severity
from api.content.words import Words
from tests.factories import make_table, rules_of


def words_of(text: str) -> tuple[Words, Table]:
    table = make_table(text)
    return Words.of(table, "feet", Risk.EXERCISE), table


def test_a_text_gets_the_prefix_of_its_file_and_its_line() -> None:
    words, table = words_of('\ntitle = "Feet"')

    message = words.field(table, "title", "title")

    assert (message.id, message.text, message.line, message.risk) == ("feet.title", "Feet", 2, Risk.EXERCISE)
    assert message.path == table.source.path


def test_an_optional_text_is_a_message_only_when_it_is_written() -> None:
    words, table = words_of('more = "A word."')

    assert words.optional(table, "none", "s01.none") is None
    written = words.optional(table, "more", "s01.more")
    assert written is not None
    assert written.id == "feet.s01.more"


def test_an_id_is_given_once() -> None:
    words, table = words_of('a = "One."\nb = "Two."')
    words.field(table, "a", "title")
    words.field(table, "b", "title")

    assert [(finding.rule, finding.line) for finding in table.source.findings] == [("duplicate-id", 2)]


def test_paragraphs_are_numbered_and_a_pinned_one_does_not_count() -> None:
    words, table = words_of('body = ["One.", { id = "1b", text = "Between." }, "Two."]')

    found = words.numbered(table, "body", "s01.body")

    assert [message.id for message in found] == ["feet.s01.body.1", "feet.s01.body.1b", "feet.s01.body.2"]
    assert [message.text for message in found] == ["One.", "Between.", "Two."]


def test_a_paragraph_is_kept_without_the_spaces_around_it() -> None:
    words, table = words_of('body = ["  One. "]')

    assert words.numbered(table, "body", "s01.body")[0].text == "One."


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ('body = ["One.", " "]', ["empty-text"]),
        ('body = [{ id = "1b", text = "" }]', ["empty-text"]),
        ('body = [{ id = "1B", text = "A." }]', ["bad-id"]),
        ('body = [{ text = "A." }]', ["missing-field"]),
        ('body = [{ id = "1b", text = "A.", note = "x" }]', ["unknown-field"]),
        ('body = ["One.", { id = "1", text = "A." }]', ["duplicate-id"]),
        ('body = "One."', ["wrong-type"]),
        ("", []),
    ],
)
def test_a_slip_in_a_paragraph_is_told(body: str, rules: list[str]) -> None:
    words, table = words_of(body)
    words.numbered(table, "body", "s01.body")

    assert rules_of(table) == rules


@pytest.mark.parametrize(
    ("tail", "note"),
    [
        ("s05.cards.a.text", "one text"),
        ("s05.cards.b.text", "the card"),
        ("s05.cards.c.more", "all cards"),
        ("s05.title", ""),
        ("s06.cards.c.more", ""),
    ],
)
def test_the_nearest_note_goes_with_a_text(tail: str, note: str) -> None:
    words, table = words_of(
        '[notes]\n"s05.cards" = "all cards"\n"s05.cards.b" = "the card"\n"s05.cards.a.text" = "one text"'
    )

    assert words.message(table, tail, "Words.", 1).note == note


def test_a_note_never_stands_for_a_whole_step() -> None:
    words, table = words_of('[notes]\ns05 = "the step"')
    words.message(table, "s05.title", "Words.", 1)
    words.finish(table)

    assert rules_of(table) == ["unknown-id"]


@pytest.mark.parametrize(
    ("declared", "severity"),
    [
        ("", Severity.MEANING),
        ('change = { "title" = "cosmetic" }', Severity.COSMETIC),
        ('change = { "title" = "safety" }', Severity.SAFETY),
        ('change = { "summary" = "cosmetic" }', Severity.MEANING),
    ],
)
def test_a_change_means_something_else_unless_its_author_says_so(declared: str, severity: Severity) -> None:
    """A text that changed silently must not keep the translation of the old one."""
    words, table = words_of(f'{declared}\ntitle = "Feet"')

    assert words.field(table, "title", "title").severity is severity


def test_an_unknown_word_for_a_change_counts_as_meaning_and_is_told() -> None:
    """Of two possible faults, an unnecessary look at a translation is the smaller one."""
    words, table = words_of('change = { "title" = "tiny" }\ntitle = "Feet"')

    assert words.field(table, "title", "title").severity is Severity.MEANING
    assert rules_of(table) == ["unknown-word"]


@pytest.mark.parametrize(
    "head",
    [
        'notes = { "s88.title" = "x" }',
        'change = { "s88.title" = "meaning" }',
        'change = { "s01.body" = "meaning" }',
    ],
)
def test_notes_and_changes_of_no_text_are_told(head: str) -> None:
    words, table = words_of(f'{head}\nbody = ["One."]')
    words.numbered(table, "body", "s01.body")
    words.finish(table)

    assert rules_of(table) == ["unknown-id"]


def test_a_note_for_a_group_is_a_note_for_texts_that_are_there() -> None:
    words, table = words_of('notes = { "s01.body" = "x", "s01.body.1" = "y" }\nbody = ["One."]')
    words.numbered(table, "body", "s01.body")
    words.finish(table)

    assert rules_of(table) == []
