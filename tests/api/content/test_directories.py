"""The help directory of a country: numbers and addresses arrive exactly as written, or are refused."""

from datetime import date

import pytest

from api.content.directories import read_directory
from api.content.models import Directory, Hears, Hours, Service
from api.content.texts import Risk
from tests.factories import make_table, rules_of

LINE = {
    "id": '"line"',
    "name": '"A Line"',
    "purpose": '"listening"',
    "about": '"They listen."',
    "number": '"0800 12 34"',
    "cost": '"free"',
    "hears": '"advice"',
    "confirmed": "true",
    "source": '"their page"',
    "verified_on": "2026-11-01",
    "expires_on": "2027-01-30",
}


def written(**changes: str | None) -> str:
    """Write one service; a change of None leaves a field out."""
    fields = {**LINE, **changes}
    return "\n".join(f"{name} = {value}" for name, value in fields.items() if value is not None)


def read(text: str, head: str = 'name = "Netherlands"') -> tuple[Directory, list[str]]:
    table = make_table(f"{head}\n[[services]]\n{text}", "nl.toml")
    return read_directory(table), rules_of(table)


def service(**changes: str | None) -> Service:
    """Read a service that must be sound."""
    directory, rules = read(written(**changes))
    assert rules == []
    return directory.services[0]


def faults(**changes: str | None) -> list[str]:
    return read(written(**changes))[1]


def test_a_service_arrives_as_it_is_written() -> None:
    """A wrong number is the worst fault this project can have."""
    found = service()

    assert (found.id, found.name, found.number, found.web) == ("line", "A Line", "0800 12 34", None)
    assert (found.purpose, found.cost, found.hears, found.confirmed) == ("listening", "free", Hears.ADVICE, True)
    assert (found.verified_on, found.expires_on) == (date(2026, 11, 1), date(2027, 1, 30))


def test_what_a_source_does_not_state_is_not_claimed() -> None:
    """An hour or a language that nobody promised sends a person to a closed door."""
    found = service()

    assert (found.hours, found.languages, found.always_open, found.many_languages) == ((), (), False, False)


def test_words_about_a_service_are_of_the_highest_risk_and_its_name_is_none() -> None:
    """Names and numbers never pass through a translation."""
    found = service(confirmed="false", doubt='"Second-hand."')

    assert found.about.risk is Risk.SAFETY
    assert found.about.id == "services.nl.line.about"
    assert found.doubt is not None
    assert (found.doubt.id, found.doubt.risk) == ("services.nl.line.doubt", Risk.SAFETY)


@pytest.mark.parametrize(
    "number", ["112", "116 123", "0800-0113", "+31 20 123 45 67", "+48800120002", "0 800 12 34 56"]
)
def test_a_number_that_a_phone_can_dial_is_taken(number: str) -> None:
    """Nothing of a number may be lost on its way to the phone."""
    assert service(number=f'"{number}"').number == number


@pytest.mark.parametrize(
    "number",
    [
        "112 (ask for Jan)",
        "0800  1234",
        "0800--1234",
        "0800/1234",
        "(020) 1234",
        "++31 20",
        "112,1",
        "*31#",
        "-112",
        "112-",
        "call us",
    ],
)
def test_a_number_that_a_phone_would_cut_is_refused(number: str) -> None:
    """A person in need must not dial half a number."""
    assert faults(number=f'"{number}"') == ["bad-number"]


@pytest.mark.parametrize("web", ["example.org", "https://example.org/help", "my.help-line.example.nl/a/b.html"])
def test_an_address_is_taken(web: str) -> None:
    assert service(number=None, web=f'"{web}"').web == web


@pytest.mark.parametrize(
    "web",
    ["javascript:alert(1)", "http://example.org", "example", "example.org/?q=1", "user@example.org", "//example.org"],
)
def test_an_address_that_could_do_something_else_is_refused(web: str) -> None:
    """A link of the help page leads to a page over an encrypted line, and does nothing else."""
    assert faults(web=f'"{web}"') == ["bad-web"]


@pytest.mark.parametrize("field", ["id", "name", "purpose", "about", "cost", "hears", "source", "verified_on"])
def test_what_a_person_must_know_cannot_be_left_out(field: str) -> None:
    """Cost and who learns of a call decide whether somebody dares to call."""
    assert faults(**{field: None}) == ["missing-field"]


def test_a_service_can_be_reached_somehow() -> None:
    assert faults(number=None) == ["missing-field"]


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"confirmed": None}, ["missing-field", "missing-field"]),
        ({"confirmed": "false"}, ["missing-field"]),
        ({"confirmed": "false", "doubt": '"Two sources differ."'}, []),
        ({"confirmed": "true", "doubt": '"It may change."'}, []),
    ],
)
def test_what_is_not_confirmed_says_what_is_uncertain(changes: dict[str, str | None], rules: list[str]) -> None:
    """A doubt that is kept back is a false promise."""
    assert faults(**changes) == rules


@pytest.mark.parametrize(
    ("field", "value"),
    [("purpose", '"fun"'), ("cost", '"cheap"'), ("hears", '"everyone"')],
)
def test_words_outside_the_list_are_refused(field: str, value: str) -> None:
    assert faults(**{field: value}) == ["unknown-word"]


@pytest.mark.parametrize(
    ("days", "opens", "closes"),
    [
        ("mon", "00:00", "24:00"),
        ("mon-fri", "09:00", "17:30"),
        ("sat,sun", "10:00", "12:00"),
        ("mon-thu,sat", "08:15", "23:59"),
    ],
)
def test_opening_hours_are_taken(days: str, opens: str, closes: str) -> None:
    row = f'[ {{ days = "{days}", opens = "{opens}", closes = "{closes}" }} ]'

    assert service(hours=row).hours == (Hours(days, opens, closes),)


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ('{ days = "weekdays", opens = "09:00", closes = "17:00" }', "bad-id"),
        ('{ days = "mon-", opens = "09:00", closes = "17:00" }', "bad-id"),
        ('{ days = "Mon-Fri", opens = "09:00", closes = "17:00" }', "bad-id"),
        ('{ days = "mon", opens = "9:00", closes = "17:00" }', "bad-id"),
        ('{ days = "mon", opens = "09:60", closes = "17:00" }', "bad-id"),
        ('{ days = "mon", opens = "09:00", closes = "25:00" }', "bad-id"),
        ('{ days = "mon", opens = "09:00", closes = "24:30" }', "bad-id"),
        ('{ days = "mon", opens = "09:00" }', "missing-field"),
        ('{ days = "mon", opens = "09:00", closes = "17:00", note = "x" }', "unknown-field"),
        ('"mon 9 to 5"', "wrong-type"),
    ],
)
def test_opening_hours_that_nobody_can_read_are_refused(row: str, rule: str) -> None:
    assert faults(hours=f"[ {row} ]") == [rule]


def test_a_service_that_is_always_open_and_speaks_many_languages_says_so() -> None:
    found = service(always_open="true", many_languages="true", languages='["pl", "ar"]')

    assert (found.always_open, found.many_languages, found.languages) == (True, True, ("pl", "ar"))


@pytest.mark.parametrize(
    ("head", "country"),
    [('name = "Netherlands"', "NL"), ('country = "EU"\nname = "Union"', "EU"), ('country = "BE"\nname = "B"', "BE")],
)
def test_a_directory_is_of_the_country_it_names_or_is_named_after(head: str, country: str) -> None:
    directory, rules = read(written(), head)

    assert (directory.country, rules) == (country, [])


@pytest.mark.parametrize("country", ["nl", "NLD", "Netherlands", "N1"])
def test_a_country_is_two_capital_letters(country: str) -> None:
    assert read(written(), f'country = "{country}"\nname = "X"')[1] == ["bad-id"]


def test_a_directory_has_a_name_and_services() -> None:
    table = make_table("", "nl.toml")
    read_directory(table)

    assert rules_of(table) == ["missing-field", "missing-field"]


def test_a_field_nobody_knows_is_told_in_the_file_and_in_a_service() -> None:
    assert read(written(fax='"1"'), 'name = "N"\nregion = "X"')[1] == ["unknown-field", "unknown-field"]


def test_a_note_for_translators_goes_with_the_words_about_a_service() -> None:
    directory, rules = read(written(), 'name = "N"\nnotes = { "line.about" = "They = volunteers." }')

    assert directory.services[0].about.note == "They = volunteers."
    assert rules == []
