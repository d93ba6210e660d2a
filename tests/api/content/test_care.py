"""Each rule for pages that may be read in fear, broken once."""

from datetime import date
from pathlib import Path

import pytest

from api.content.care import check_care
from api.content.loader import load_programme
from tests.factories import TODAY, write_content, write_rights

PAY = "You have the right to be paid."


def broken(folder: Path, *changes: tuple[str, str], today: date = TODAY) -> list[str]:
    return [finding.rule for finding in check_care(load_programme(write_rights(folder, *changes)), today)]


def said(folder: Path, text: str) -> list[str]:
    return broken(folder, (PAY, text))


def test_the_small_rights_keep_every_rule(tmp_path: Path) -> None:
    assert broken(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ((" You can stop at any time.", ""), ["rights-opt-out"]),
        (("takes 2 minutes", "takes a while"), ["rights-opt-out"]),
        (('links = ["help"]\n', ""), ["rights-help"]),
        (('kind = "read"\ntitle = "Your pay"', 'kind = "write"\nlabel = "Yours"\ntitle = "Your pay"'), ["rights-kind"]),
        (('contacts = ["emergency"]', "contacts = []"), ["rights-contact"]),
        (('contacts = ["emergency"]', 'contacts = ["nobody"]'), ["rights-contact"]),
        (('sources = ["a page of the law"]', "sources = []"), ["rights-source"]),
        (('sources = ["a page of the law"]', 'sources = [" "]'), ["rights-source"]),
        (("expires_on = 2027-01-30", "expires_on = 2027-01-31"), ["rights-dates"]),
        (("verified_on = 2026-11-01", "verified_on = 2026-12-01"), ["rights-dates"]),
        (("composed = true\n", ""), ["rights-composed"]),
    ],
)
def test_a_page_says_what_it_must(tmp_path: Path, change: tuple[str, str], wanted: list[str]) -> None:
    """Way out, length, help, somebody to call, dates and sources, and what is made up."""
    assert broken(tmp_path, change) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Do they keep your passport?", "rights-question"),
        ("Your boss must pay.", "rights-accuses"),
        ("This is slavery.", "rights-accuses"),
        ("It was your own fault.", "rights-accuses"),
        ("Warning: read this.", "rights-alarm"),
        ("Call them now!", "rights-alarm"),
        ("Go immediately.", "rights-alarm"),
        ("This is IMPORTANT for all.", "rights-alarm"),
        ("You will be safe there.", "rights-promises"),
        ("Leave the job tomorrow.", "rights-advises"),
        ("Confront them.", "rights-advises"),
        ("Get your papers back.", "rights-advises"),
        ("Go and fetch it.", "rights-advises"),
        ("Are you sure of that?", "asks-again"),
    ],
)
def test_a_page_never_says_what_harms(tmp_path: Path, text: str, wanted: str) -> None:
    assert wanted in said(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "A sign is not your fault.",
        "An adviser knows this before you leave the job.",
        "Still, ask first: who will know what I say?",
        "Nobody may keep your passport.",
        "Some doctors use the CAK scheme.",
    ],
)
def test_what_only_sounds_like_it_is_let_through(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text) == []


def test_a_page_that_expires_soon_is_told_in_time(tmp_path: Path) -> None:
    assert broken(tmp_path, today=date(2027, 1, 2)) == ["rights-expiring", "rights-expiring"]


def test_rights_are_never_pushed_alone(tmp_path: Path) -> None:
    """Beside help they are an offer; alone they would be advice."""
    feet = "exercises/feet/exercise.toml"
    alone = write_content(tmp_path / "a", {feet: ('kind = "close"', 'kind = "close"\nlinks = ["rights"]')})
    beside = write_content(tmp_path / "b", {feet: ('kind = "close"', 'kind = "close"\nlinks = ["help", "rights"]')})

    assert [finding.rule for finding in check_care(load_programme(alone), TODAY)] == ["rights-pushed"]
    assert list(check_care(load_programme(beside), TODAY)) == []


def test_a_country_without_places_that_help_is_refused(tmp_path: Path) -> None:
    assert broken(tmp_path, ('country = "NL"', 'country = "BE"')) == ["rights-contact", "rights-contact"]
