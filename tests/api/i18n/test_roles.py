"""Only whoever was given the role can say that words were checked, and never of words of their own."""

import json
from pathlib import Path

import pytest

from api.checking import check_everything
from api.i18n.catalogs import load_catalog
from api.i18n.parts import Part
from api.i18n.review import digest, trail_path
from api.i18n.roles import Roles
from tests.factories import PO_HEAD, POLISH, TODAY, make_checkout, po_entry, write_locales, write_roles

SOURCES = {"feet.title": "Feet"}


def said(event: str, by: str, at: str = "2026-11-20", source: str = "Feet", **more: str) -> str:
    pair = {"src": digest((source,)), "tgt": digest(("Stopy",))}
    return json.dumps({"id": "feet.title", "ev": event, **pair, "by": by, "at": at, **more})


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    made = write_locales(tmp_path, pl_feet=PO_HEAD + po_entry("feet.title", "Feet", "Stopy"))
    write_roles(made, "anna")
    return made


def review(locales: Path, *lines: str, known: dict[str, Part] | None = None) -> tuple[str, list[str]]:
    """Return the state of the one text, and what is wrong with its trail."""
    path = trail_path(locales / "pl", "feet")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    catalog = load_catalog(locales, POLISH, SOURCES, known)
    return catalog.review("feet.title"), [f"{finding.line} {finding.message}" for finding in catalog.findings]


def test_a_check_by_somebody_with_the_role_counts(locales: Path) -> None:
    assert review(locales, said("translated", "jan"), said("clinically-reviewed", "anna")) == (
        "clinically-reviewed",
        [],
    )


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([said("peer-reviewed", "somebody")], "who has no such role for pl"),
        ([said("peer-reviewed", "anna", at="2025-12-31")], "who has no such role for pl"),
        ([said("translated", "anna"), said("peer-reviewed", "anna")], "whose words these are"),
        ([said("peer-reviewed", "author", carried=digest(("Foot",)))], "carried over from nothing"),
    ],
    ids=["a stranger", "before it was given", "own words", "out of nothing"],
)
def test_any_other_check_is_told_and_does_not_count(locales: Path, lines: list[str], why: str) -> None:
    state, told = review(locales, *lines)

    assert state == "translated"
    assert len(told) == 1
    assert told[0].startswith(f"{len(lines)} feet.title: peer-reviewed")
    assert why in told[0]


def test_a_role_of_another_language_or_a_smaller_one_is_not_enough(locales: Path) -> None:
    write_roles(locales, "anna", language="ar")
    assert review(locales, said("peer-reviewed", "anna"))[0] == "translated"

    write_roles(locales, "anna")
    path = locales / "roles.toml"
    path.write_text(path.read_text("utf-8").replace('"reviewer", "clinician", ', '"reviewer", '), "utf-8")
    assert review(locales, said("peer-reviewed", "anna"), said("clinically-reviewed", "anna"))[0] == "peer-reviewed"


def test_what_was_carried_over_counts_as_long_as_what_it_was_carried_from(locales: Path) -> None:
    before, now = (
        said("peer-reviewed", "anna", source="Feet!"),
        said("peer-reviewed", "author", carried=digest(("Feet!",))),
    )
    assert review(locales, before, now) == ("peer-reviewed", [])

    write_roles(locales)
    assert review(locales, before, now)[0] == "translated"


def test_a_role_that_is_taken_away_is_noticed_though_the_files_are_the_same(locales: Path) -> None:
    known: dict[str, Part] = {}
    assert review(locales, said("peer-reviewed", "anna"), known=known)[0] == "peer-reviewed"

    write_roles(locales, "marta")

    assert review(locales, said("peer-reviewed", "anna"), known=known)[0] == "translated"


def test_without_a_list_nobody_has_a_role(locales: Path) -> None:
    (locales / "roles.toml").unlink()

    assert review(locales, said("peer-reviewed", "anna"))[0] == "translated"


WHO = '[[people]]\nname = "anna"\nlanguage = "pl"\n'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[people", "cannot be read"),
        ("people = 3", "write each person"),
        ('people = ["anna"]', "write each person"),
        ("[[people]]\nname = 3", "`name` is missing or no text"),
        (WHO + "roles = []", "`roles` is missing or no list"),
        (WHO + 'roles = ["king"]\nsince = 2026-01-01\ninterest = "none"', "'king'"),
        (WHO + 'roles = ["reviewer"]\nsince = "now"\ninterest = "none"', "no date"),
        (WHO + 'roles = ["reviewer"]\nsince = 2026-01-01\ninterest = "none"\nmail = "x"', "`mail` is not a field"),
    ],
)
def test_a_broken_list_gives_no_role_and_is_told_by_the_check(tmp_path: Path, text: str, why: str) -> None:
    settings = make_checkout(tmp_path)
    (settings.locales_dir / "roles.toml").write_text(text, "utf-8")

    assert Roles.load(settings.locales_dir).people == ()
    told = [finding for finding in check_everything(settings, TODAY) if finding.path.name == "roles.toml"]
    assert [why in finding.message for finding in told] == [True]
