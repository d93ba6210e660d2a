"""The review trail: statements about exact texts, by pseudonym, never about one's own words."""

import json
from pathlib import Path

import pytest

from api.errors import ConfigError
from api.i18n.review import digest, trail_path
from api.translation.trail import carry_over, record, record_file, state_of, unstated
from tests.factories import PO_HEAD, POLISH, TODAY, po_entry, write_locales, write_roles

SOURCE, TARGET = ("Feet",), ("Stopy",)


@pytest.fixture(autouse=True)
def everybody_has_a_role(tmp_path: Path) -> None:
    for locales in (tmp_path, tmp_path / "locales"):
        write_roles(locales, "anna", "anna-k", "jan", "peer-reviewed", "clinically-reviewed")


def say(locales: Path, event: str, by: str = "anna-k") -> None:
    record(locales, POLISH, "feet", id="feet.title", event=event, source=SOURCE, target=TARGET, by=by, at=TODAY)


def state(locales: Path, target: tuple[str, ...] = TARGET) -> str:
    return state_of(locales, POLISH, "feet", "feet.title", source=SOURCE, target=target)


def test_a_statement_is_one_line_that_is_never_rewritten(tmp_path: Path) -> None:
    say(tmp_path, "translated")
    path = trail_path(tmp_path / "pl", "feet")
    first = path.read_text()
    say(tmp_path, "peer-reviewed", by="jan")

    assert path.read_text().startswith(first)
    row = json.loads(first)
    assert (row["src"], row["tgt"], row["at"]) == (digest(SOURCE), digest(TARGET), "2026-11-23")


def test_an_edit_voids_an_approval_and_a_revert_restores_it(tmp_path: Path) -> None:
    say(tmp_path, "clinically-reviewed")

    assert state(tmp_path) == "clinically-reviewed"
    assert state(tmp_path, ("Nogi",)) == "translated"
    assert state(tmp_path) == "clinically-reviewed"


def test_nobody_approves_their_own_words(tmp_path: Path) -> None:
    say(tmp_path, "translated", by="anna-k")

    with pytest.raises(ConfigError, match="somebody other"):
        say(tmp_path, "clinically-reviewed", by="anna-k")
    say(tmp_path, "clinically-reviewed", by="jan")


@pytest.mark.parametrize("by", ["jan@example.org", "Jan Kowalski", "", "x" * 60])
def test_people_are_named_by_pseudonym_only(tmp_path: Path, by: str) -> None:
    """The trail is public for ever; an address in it could not be taken back."""
    with pytest.raises(ConfigError, match="pseudonym"):
        say(tmp_path, "translated", by=by)


def test_an_unknown_statement_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="event"):
        say(tmp_path, "approved")


def test_a_whole_file_is_marked_once(tmp_path: Path) -> None:
    entries = po_entry("feet.title", "Feet", "Stopy") + po_entry("feet.summary", "Sum", "")
    locales = write_locales(tmp_path, pl_feet=PO_HEAD + entries)

    assert record_file(locales, POLISH, "feet", event="machine-draft", by="engine", at=TODAY) == 1
    assert record_file(locales, POLISH, "feet", event="machine-draft", by="engine", at=TODAY) == 0
    assert state(locales) == "machine-draft"


def test_a_draft_that_somebody_checked_rises_and_can_be_withdrawn(tmp_path: Path) -> None:
    locales = write_locales(tmp_path, pl_feet=PO_HEAD + po_entry("feet.title", "Feet", "Stopy"))

    def whole(event: str, by: str) -> int:
        return record_file(locales, POLISH, "feet", event=event, by=by, at=TODAY)

    assert unstated(locales, POLISH, "feet") == 1
    assert whole("machine-draft", "engine") == 1
    assert unstated(locales, POLISH, "feet") == 0
    assert whole("translated", "anna-k") == 0
    assert [whole("peer-reviewed", "jan"), whole("peer-reviewed", "jan")] == [1, 0]
    assert state(locales) == "peer-reviewed"
    assert [whole("withdrawn", "jan"), state(locales)] == [1, "withdrawn"]
    assert [whole("peer-reviewed", "jan"), state(locales)] == [1, "peer-reviewed"]


def test_the_words_of_a_statement_are_looked_at_before_the_file(tmp_path: Path) -> None:
    locales = write_locales(tmp_path, pl_feet=PO_HEAD)

    with pytest.raises(ConfigError, match="event"):
        record_file(locales, POLISH, "feet", event="draft", by="anna-k", at=TODAY)


@pytest.mark.parametrize("event", ["translated", "machine-draft", "withdrawn", "narrated"])
def test_who_translated_may_state_everything_but_a_review(tmp_path: Path, event: str) -> None:
    say(tmp_path, "translated", by="anna-k")
    say(tmp_path, event, by="anna-k")

    assert len(trail_path(tmp_path / "pl", "feet").read_text().splitlines()) == 2


@pytest.mark.parametrize("event", ["peer-reviewed", "clinically-reviewed", "back-translated"])
def test_no_review_is_made_by_the_translator(tmp_path: Path, event: str) -> None:
    """Two pairs of eyes are what an approval promises to a reader."""
    say(tmp_path, "translated", by="anna-k")

    with pytest.raises(ConfigError, match="somebody other than the translator"):
        say(tmp_path, event, by="anna-k")


def test_who_translated_other_words_may_review_these(tmp_path: Path) -> None:
    record(
        tmp_path,
        POLISH,
        "feet",
        id="feet.title",
        event="translated",
        source=SOURCE,
        target=("Nogi",),
        by="anna-k",
        at=TODAY,
    )
    say(tmp_path, "peer-reviewed", by="anna-k")

    assert state(tmp_path) == "peer-reviewed"


def carried(locales: Path, *events: str) -> str:
    """Change the source only in looks after these statements, and tell the state of the new pair."""
    for event in events:
        say(locales, event, by=event)
    place = (locales, POLISH, "feet", "feet.title")
    carry_over(*place, before=SOURCE, now=("Feet!",), target=TARGET, at=TODAY)
    return state_of(*place, source=("Feet!",), target=TARGET)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), "translated"),
        (("machine-draft",), "machine-draft"),
        (("translated", "clinically-reviewed"), "clinically-reviewed"),
        (("clinically-reviewed", "withdrawn"), "withdrawn"),
    ],
)
def test_what_was_said_goes_over_to_a_source_that_changed_in_looks(
    tmp_path: Path, events: tuple[str, ...], expected: str
) -> None:
    assert carried(tmp_path, *events) == expected


def test_a_statement_that_was_carried_says_from_where_and_in_whose_name(tmp_path: Path) -> None:
    carried(tmp_path, "peer-reviewed")

    row = json.loads(trail_path(tmp_path / "pl", "feet").read_text().splitlines()[-1])
    assert (row["by"], row["carried"]) == ("author", digest(SOURCE))


def test_nothing_said_is_nothing_carried(tmp_path: Path) -> None:
    carried(tmp_path)

    assert not trail_path(tmp_path / "pl", "feet").exists()


@pytest.mark.parametrize(
    "entry",
    [
        po_entry("feet.title", "Feet", ""),
        po_entry("feet.title", "Feet", "Stopy", "#, fuzzy\n"),
        'msgid "Feet"\nmsgstr "Stopy"\n\n',
    ],
)
def test_nothing_is_stated_about_words_that_are_not_shown(tmp_path: Path, entry: str) -> None:
    locales = write_locales(tmp_path, pl_feet=PO_HEAD + entry)

    assert record_file(locales, POLISH, "feet", event="translated", by="anna-k", at=TODAY) == 0
    assert unstated(locales, POLISH, "feet") == 0


def test_an_edit_makes_a_text_unstated_again(tmp_path: Path) -> None:
    locales = write_locales(tmp_path, pl_feet=PO_HEAD + po_entry("feet.title", "Feet", "Nogi"))
    say(locales, "machine-draft", by="engine")

    assert unstated(locales, POLISH, "feet") == 1
