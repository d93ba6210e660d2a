"""The review trail: statements about exact texts, by pseudonym, never about one's own words."""

import json
from pathlib import Path

import pytest

from api.errors import ConfigError
from api.i18n.catalogs import load_catalog
from api.i18n.review import digest, trail_path
from api.translation.status import status
from api.translation.trail import record, record_file, state_of, unstated
from tests.factories import PO_HEAD, POLISH, TODAY, make_message, po_entry, write_locales

SOURCE, TARGET = ("Feet",), ("Stopy",)


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


def test_a_composed_letter_is_the_same_text() -> None:
    assert digest(("o\u0301",)) == digest(("ó",))
    assert len(digest(("x",))) == 12


def test_plural_forms_are_one_text() -> None:
    assert digest(("a", "b")) != digest(("ab",))


def test_nobody_approves_their_own_words(tmp_path: Path) -> None:
    say(tmp_path, "translated", by="anna-k")

    with pytest.raises(ConfigError, match="somebody other"):
        say(tmp_path, "clinically-reviewed", by="anna-k")
    say(tmp_path, "clinically-reviewed", by="jan")


@pytest.mark.parametrize("by", ["jan@example.org", "Jan Kowalski", "", "x" * 60])
def test_people_are_named_by_pseudonym_only(tmp_path: Path, by: str) -> None:
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


def test_the_status_counts_states(tmp_path: Path) -> None:
    locales = write_locales(tmp_path, pl_feet=PO_HEAD + po_entry("feet.title", "Feet", "Stopy"))
    sources = {"feet.title": make_message("feet.title", "Feet"), "feet.b": make_message("feet.b", "B")}

    row = status(load_catalog(locales, POLISH, sources), {"feet": list(sources)})[0]

    assert (row.total, row.shown, dict(row.states)) == (2, 1, {"translated": 1, "missing": 1})
