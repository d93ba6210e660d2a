"""What a blind back-translation found stands in the trail, bound to both texts, and approves nothing."""

import json
from pathlib import Path

import pytest

from api.errors import ConfigError
from api.i18n.review import digest, trail_path
from api.translation.readback import Drift, read_findings, record_findings
from api.translation.trail import record_file, state_of, unstated
from tests.factories import PO_HEAD, POLISH, TODAY, po_entry, write_locales

DRIFT = Drift("feet", "feet.title", "The legs", "a foot, not a leg")


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """Make a language with one translated and one empty text."""
    po = PO_HEAD + po_entry("feet.title", "Feet", "Nogi") + po_entry("feet.summary", "Notice.", "")
    return write_locales(tmp_path, pl_feet=po)


def find(locales: Path, *drifts: Drift, by: str = "reader") -> int:
    return record_findings(locales, POLISH, drifts, by=by, at=TODAY)


def test_a_finding_is_bound_to_the_texts_it_was_found_in(locales: Path) -> None:
    assert find(locales, DRIFT) == 1

    row = json.loads(trail_path(locales / "pl", "feet").read_text())
    assert (row["ev"], row["src"], row["tgt"]) == ("read-back", digest(("Feet",)), digest(("Nogi",)))
    assert (row["back"], row["finding"], row["by"]) == ("The legs", "a foot, not a leg", "reader")


def test_looking_at_a_text_neither_lifts_it_nor_says_how_it_came_about(locales: Path) -> None:
    find(locales, DRIFT)
    assert unstated(locales, POLISH, "feet") == 1

    record_file(locales, POLISH, "feet", event="machine-draft", by="machine", at=TODAY)
    find(locales, DRIFT)
    pair = {"source": ("Feet",), "target": ("Nogi",)}
    assert state_of(locales, POLISH, "feet", "feet.title", **pair) == "machine-draft"


@pytest.mark.parametrize("name", ["feet.summary", "feet.gone"], ids=["empty", "unknown"])
def test_a_text_that_nobody_can_have_read_is_refused_and_nothing_written(locales: Path, name: str) -> None:
    with pytest.raises(ConfigError, match=name):
        find(locales, DRIFT, DRIFT._replace(id=name))
    assert not trail_path(locales / "pl", "feet").exists()


def test_an_unknown_file_is_refused(locales: Path) -> None:
    with pytest.raises(ConfigError, match="hands"):
        find(locales, DRIFT._replace(domain="hands"))


@pytest.mark.parametrize("by", ["machine", "jan@example.org"], ids=["own words", "an address"])
def test_nobody_reads_back_their_own_words_nor_under_an_address(locales: Path, by: str) -> None:
    record_file(locales, POLISH, "feet", event="machine-draft", by="machine", at=TODAY)
    with pytest.raises(ConfigError, match="by"):
        find(locales, DRIFT, by=by)


def test_findings_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(json.dumps({**DRIFT._asdict(), "changed": True}) + "\n\n", "utf-8")
    assert list(read_findings(path)) == [DRIFT]


@pytest.mark.parametrize("line", ["{", "[]", "3", '{"domain": "feet"}', json.dumps({**DRIFT._asdict(), "back": " "})])
def test_a_line_that_is_no_finding_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(f"{json.dumps(DRIFT._asdict())}\n{line}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"found\.jsonl:2"):
        list(read_findings(path))
