"""Who may say that the words of a language were checked: pseudonyms and their roles, from `locales/roles.toml`.

A statement that a text was checked counts only while somebody with that role made it about words of somebody else.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from api.errors import Finding
from api.i18n.review import ORIGINS, Event

FILE = "roles.toml"
ROLES = ("reviewer", "clinician", "back-translator")
# Who may state what. Where words came from, that they are spoken, and that they are withdrawn, anybody may say.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "peer-reviewed": ("reviewer", "clinician"),
    "clinically-reviewed": ("clinician",),
    "back-translated": ("back-translator",),
}
_FIELDS = {"name": str, "language": str, "roles": list, "since": date, "interest": str}


@dataclass(frozen=True)
class Person:
    """One pseudonym in one language: the roles it was given, and the day from which its word counts.

    `interest` says in a few words what could make this judgement partial, such as "works for the publisher".
    """

    name: str
    language: str
    roles: tuple[str, ...]
    since: date
    interest: str


@dataclass(frozen=True)
class Roles:
    """Everybody who was given a role. A row with a fault gives none, and is told in `findings`."""

    people: tuple[Person, ...] = ()
    findings: tuple[Finding, ...] = ()

    @classmethod
    def load(cls, locales_dir: Path) -> "Roles":
        """Read the list; where there is none, or none that can be read, nobody has a role."""
        path = locales_dir / FILE
        if not path.is_file():
            return cls()
        try:
            rows = tomllib.loads(path.read_text("utf-8")).get("people", [])
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            return cls((), (Finding(path, 1, "unreadable", f"the list of roles cannot be read: {error}"),))
        if not isinstance(rows, list):
            return cls((), (Finding(path, 1, "wrong-type", "write each person as a table [[people]]"),))
        faults = {number: _fault(row) for number, row in enumerate(rows, 1)}
        people = tuple(_person(row) for row, fault in zip(rows, faults.values(), strict=True) if not fault)
        told = (f"person {number}: {fault}" for number, fault in faults.items() if fault)
        return cls(people, tuple(Finding(path, 1, "no-role", message) for message in told))

    def of(self, language: str) -> "Roles":
        """Return the people of one language."""
        return Roles(tuple(person for person in self.people if person.language == language))

    def may(self, name: str, language: str, event: str, at: str) -> bool:
        """Tell whether a pseudonym could state `event` about a text of the language on the day `at` (ISO 8601)."""
        needed = NEEDED.get(event, ())
        return not needed or any(
            (person.name, person.language) == (name, language)
            and person.since.isoformat() <= at
            and not set(needed).isdisjoint(person.roles)
            for person in self.people
        )


def counted(events: Iterable[Event], roles: Roles, language: str, path: Path) -> tuple[list[Event], list[Finding]]:
    """Return the statements of a trail that count, and why the others do not.

    What was stated for a source that changed only in its looks is carried over by the author, and counts as what it
    was carried from.
    """
    kept: list[Event] = []
    findings = []
    made: set[tuple[str, ...]] = set()
    stated: set[tuple[str, ...]] = set()
    for event in events:
        own = (event.id, event.source, event.target, event.by)
        if event.event not in NEEDED:
            fault = ""
        elif event.carried:
            known = (event.id, event.carried, event.target, event.event) in stated
            fault = "" if known else "is carried over from nothing that counts"
        elif own in made:
            fault = f"is by {event.by}, whose words these are"
        else:
            may = roles.may(event.by, language, event.event, event.at)
            fault = "" if may else f"is by {event.by}, who has no such role for {language} in {FILE}"
        if fault:
            message = f"{event.id}: {event.event} {fault}; it does not count"
            findings.append(Finding(path, event.line, "no-role", message))
            continue
        kept.append(event)
        stated.add((event.id, event.source, event.target, event.event))
        if event.event in ORIGINS:
            made.add(own)
    return kept, findings


def _fault(row: Any) -> str:
    if not isinstance(row, dict):
        return "write each person as a table [[people]]"
    for name, kind in _FIELDS.items():
        if not isinstance(row.get(name), kind) or not row[name]:
            return f"`{name}` is missing or no {'date' if kind is date else 'list' if kind is list else 'text'}"
    if unknown := sorted(row.keys() - _FIELDS):
        return f"`{unknown[0]}` is not a field; take it out"
    if wrong := [role for role in row["roles"] if role not in ROLES]:
        return f"roles may be {', '.join(ROLES)}, not {wrong[0]!r}"
    return ""


def _person(row: dict[str, Any]) -> Person:
    return Person(row["name"], row["language"], tuple(row["roles"]), row["since"], row["interest"])
