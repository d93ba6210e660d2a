"""What the program says when it refuses: one line, with place, value and remedy."""

from pathlib import Path

import pytest

from api.errors import AppError, BuildError, CatalogError, ConfigError, ContentError, Finding

FINDING = Finding(Path("content/feet.toml"), 7, "long-step", "feet.s01: make two steps")


def test_a_finding_reads_as_editors_and_people_expect() -> None:
    assert str(FINDING) == "content/feet.toml:7: error: feet.s01: make two steps [long-step]"


def test_a_warning_says_that_it_is_one() -> None:
    assert ": warning: " in str(Finding(Path("x"), 1, "soon", "look again", "warning"))


def test_findings_are_sorted_by_file_and_line_as_numbers() -> None:
    found = [Finding(Path(name), line, "r", "m") for name, line in (("b", 1), ("a", 10), ("a", 9))]

    assert [(finding.path.name, finding.line) for finding in sorted(found)] == [("a", 9), ("a", 10), ("b", 1)]


def test_the_same_fault_found_twice_is_one() -> None:
    again = Finding(FINDING.path, FINDING.line, FINDING.rule, FINDING.message)

    assert len({FINDING, again}) == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [("eighty", "PORT='eighty'"), ("", "PORT=''"), ("a\nb", r"PORT='a\nb'"), ("it's", 'PORT="it\'s"')],
)
def test_a_setting_that_cannot_be_used_says_name_value_and_what_can(value: str, shown: str) -> None:
    error = ConfigError("PORT", value, "a whole number")

    assert str(error) == f"{shown}: accepted is a whole number"
    assert (error.name, error.value, error.accepted) == ("PORT", value, "a whole number")


@pytest.mark.parametrize("kind", [ContentError, CatalogError])
def test_an_error_over_files_tells_every_finding_on_its_line(kind: type[ContentError]) -> None:
    other = Finding(Path("content/cup.toml"), 2, "spaces", "write it on one line")

    error = kind([FINDING, other])

    assert str(error).splitlines() == [str(FINDING), str(other)]
    assert error.findings == [FINDING, other]


@pytest.mark.parametrize(
    "error", [ConfigError("A", "b", "c"), ContentError([]), CatalogError([]), BuildError("front end not built")]
)
def test_every_refusal_is_caught_as_one_kind(error: Exception) -> None:
    """Whatever the command line catches becomes a sentence; everything else is a fault of the program."""
    assert isinstance(error, AppError)


def test_a_release_that_cannot_be_made_says_why() -> None:
    assert str(BuildError("front end not built; run `make build`")) == "front end not built; run `make build`"
