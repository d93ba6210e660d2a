"""The shape of authored content. Pure data; every translatable text is a `Message`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

from api.content.kinds import Step
from api.content.texts import Message, Risk


@dataclass(frozen=True, kw_only=True)
class Unit:
    """One authored file with steps: the unit of translation (one PO file each) and of a page.

    `code` is the neutral part of the page's address (`/pl/1a/`); it gives nothing away. `part` names the optional pack
    that carries the page; without one it comes with its language.
    """

    slug: str
    code: str
    title: Message
    summary: Message
    minutes: int
    risk: Risk
    source: str
    steps: tuple[Step, ...]
    path: Path
    part: str = ""


@dataclass(frozen=True, kw_only=True)
class Session(Unit):
    """One sitting of the programme."""


@dataclass(frozen=True, kw_only=True)
class Exercise(Unit):
    """One practicable skill. `body` tells that it uses breath, touch or closed eyes."""

    session: str
    body: bool


@dataclass(frozen=True, kw_only=True)
class InfoPage(Unit):
    """A page beside the programme: help, rights, privacy, about."""


@dataclass(frozen=True, kw_only=True)
class RightsPage(InfoPage):
    """One topic of the rights at work in a country (ISO 3166), out of `content/rights/<country>.toml`.

    `contacts` are ids of services of that country; `composed` marks stories that nobody lived just so. What it says is
    true of the days from `verified_on` to `expires_on`, like a service.
    """

    country: str
    contacts: tuple[str, ...]
    composed: bool
    sources: tuple[str, ...]
    verified_on: date
    expires_on: date


@dataclass(frozen=True, kw_only=True)
class Guide(Unit):
    """A page for helpers: a part of their guide, or a script of a contact in turns.

    `of` is the participant's session that a script goes with.
    """

    of: str | None = None


@dataclass(frozen=True)
class Person:
    """A recurring person of the story."""

    id: str
    name: Message


@dataclass(frozen=True)
class Hours:
    """Opening hours on a range of week days; times are local, `HH:MM`."""

    days: str
    opens: str
    closes: str


class Hears(StrEnum):
    """Who learns that a person called: the three classes of confidentiality in the field, and not known."""

    ADVICE = "advice"
    REGISTRATION = "registration"
    ENFORCEMENT = "enforcement"
    UNKNOWN = "unknown"


Purpose = Literal[
    "emergency", "crisis", "listening", "violence", "rights", "legal", "labour", "trafficking", "care", "return"
]


@dataclass(frozen=True, kw_only=True)
class Service:
    """A place that helps. Names and numbers are data and never pass through a translation.

    `confirmed` is false where the source is secondary or two sources differ; the page says so.
    `verified_on` is the day the source was last compared, `expires_on` the day it stops counting.
    """

    id: str
    name: str
    purpose: Purpose
    about: Message
    number: str | None = None
    web: str | None = None
    cost: Literal["free", "local", "paid", "unknown"]
    hours: tuple[Hours, ...] = ()
    always_open: bool = False
    languages: tuple[str, ...] = ()
    many_languages: bool = False
    hears: Hears
    confirmed: bool
    doubt: Message | None = None
    source: str
    verified_on: date
    expires_on: date


@dataclass(frozen=True, kw_only=True)
class Directory:
    """The services of one country; `country` is an ISO 3166 code, or `EU` for all of the Union."""

    country: str
    name: Message
    services: tuple[Service, ...]
    path: Path


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A scene of `pwa/pictures/scenes/` and its text alternative (empty for a mere ornament)."""

    id: str
    alt: Message


# Language → words, as a licensed file has them.
Texts = Mapping[str, str]
When = Literal["start", "session", "end", "later"]


@dataclass(frozen=True)
class Option:
    """One answer of a questionnaire: its code, its words, and the published score of it, when it has one."""

    code: str
    system: str
    display: Texts
    value: float | None


@dataclass(frozen=True)
class InstrumentItem:
    """One part of a questionnaire: a heading over others, a text, or a question with options."""

    link: str
    kind: Literal["group", "display", "choice"]
    text: Texts
    options: tuple[Option, ...]
    items: tuple["InstrumentItem", ...]


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """A licensed questionnaire (FHIR R4) and how it is used: its moments, its scoring, which answers show help.

    `helps` maps an item to the lowest score of an answer that shows help at once.
    """

    slug: str
    url: str
    version: str
    language: str
    title: Texts
    copyright: str
    licence: str
    moments: tuple[str, ...]
    rule: Literal["sum", "mean"] | None
    scored: tuple[str, ...]
    helps: Mapping[str, int]
    items: tuple[InstrumentItem, ...]
    path: Path

    def texts(self) -> list[tuple[str, Texts]]:
        """Return every text with the place it stands at."""
        return [(f"{self.slug}.title", self.title), *_texts_of(self.items)]


def _texts_of(items: tuple[InstrumentItem, ...]) -> list[tuple[str, Texts]]:
    found: list[tuple[str, Texts]] = []
    for item in items:
        found.append((item.link, item.text))
        found += [(f"{item.link}.{option.code}", option.display) for option in item.options]
        found += _texts_of(item.items)
    return found


OfferId = Literal["repeat", "second", "help"]
Measure = Literal["strain", "own", "daily", "help"]


@dataclass(frozen=True)
class Offer:
    """One way to go on after the last session; `opens` is the code of the page it leads to, when that page exists."""

    id: OfferId
    title: Message
    body: tuple[Message, ...]
    opens: str | None = None


@dataclass(frozen=True)
class Rule:
    """Speak of `first` first when a number of the person lies from `low` to `high` (both count).

    `look` is the latest number (0 to 10; `help`: 1 for yes, 0 for no), or its change since the first (-10 to 10).
    """

    id: str
    measure: Measure
    look: Literal["latest", "change"]
    first: OfferId
    low: int | None
    high: int | None
    line: int


@dataclass(frozen=True)
class Stepping:
    """The page after the last session: ways to go on, and rules over which of them is spoken of first."""

    title: Message
    summary: Message
    source: str
    offers: tuple[Offer, ...]
    rules: tuple[Rule, ...]
    path: Path


# The styles know them: `pwa/styles/components/days.css`.
ShiftId = Literal["early", "late", "night", "rotating", "one-day"]


@dataclass(frozen=True)
class Shift:
    """One way to work, and moments of such a day in which a few minutes are possible."""

    id: ShiftId
    name: Message
    moments: tuple[Message, ...]


@dataclass(frozen=True)
class Shifts:
    """The page about working days, and the ways to work."""

    title: Message
    summary: Message
    source: str
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Everything authored, in order; `second` are the sessions of the second step, an optional pack.

    What is for helpers is another optional pack: `guides` are read, `scripts` are followed in a contact, `unplanned`
    says what to do when something happens in one.
    """

    title: Message
    people: tuple[Person, ...]
    sessions: tuple[Session, ...]
    exercises: tuple[Exercise, ...]
    info_pages: tuple[InfoPage, ...]
    rights: tuple[RightsPage, ...] = ()
    second: tuple[Session, ...] = ()
    guides: tuple[Guide, ...] = ()
    scripts: tuple[Guide, ...] = ()
    unplanned: Guide | None = None
    directories: tuple[Directory, ...]
    pictures: tuple[Picture, ...]
    stepping: Stepping | None = None
    instruments: tuple[Instrument, ...] = ()
    shifts: Shifts | None = None

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit that is a page, sessions first."""
        return (*self.for_participants, *self.for_helpers)

    @property
    def for_participants(self) -> tuple[Unit, ...]:
        """Every page for who takes part."""
        return (*self.sessions, *self.exercises, *self.second, *self.info_pages, *self.rights)

    @property
    def for_helpers(self) -> tuple[Guide, ...]:
        """Every page for helpers."""
        return (*self.guides, *((self.unplanned,) if self.unplanned else ()), *self.scripts)

    @property
    def parts(self) -> dict[str, tuple[Unit, ...]]:
        """The units of each optional pack, by the name of the pack within its language."""
        names = dict.fromkeys(unit.part for unit in self.units if unit.part)
        return {name: tuple(unit for unit in self.units if unit.part == name) for name in names}
