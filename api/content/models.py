"""The shape of authored content. Pure data; every translatable text is a `Message`.

One class per step kind (`STEP_KINDS` is the one table of them). To add a kind: a class here with a
row in `STEP_KINDS`, a partial `pwa/templates/steps/<kind>.html`, and an element if it is interactive.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Literal


class Risk(StrEnum):
    """How much harm a wrong translation could do; the review gate is set per class.

    A interface, B guides and stories, C exercises and sessions, D safety, rights, privacy.
    """

    INTERFACE = "A"
    STORY = "B"
    EXERCISE = "C"
    SAFETY = "D"


class Severity(StrEnum):
    """What an author says a change of a source text means for its translations."""

    COSMETIC = "cosmetic"
    MEANING = "meaning"
    SAFETY = "safety"


@dataclass(frozen=True)
class Message:
    """One translatable text: its permanent id (the msgctxt) and its English (the msgid)."""

    id: str
    text: str
    note: str = ""
    risk: Risk = Risk.EXERCISE
    severity: Severity = Severity.MEANING
    path: Path = Path()
    line: int = 1


class Way(StrEnum):
    """Which of the two ways a body exercise is done; OPEN is eyes open, no touch, no breath."""

    BOTH = "both"
    BODY = "body"
    OPEN = "open"


PageLink = Literal["help", "rights", "log"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen. `id` is unique in its unit and permanent; `app` marks what is true of the app, not of a booklet."""

    kind: ClassVar[str]
    id: str
    title: Message | None = None
    body: tuple[Message, ...] = ()
    picture: str | None = None
    way: Way = Way.BOTH
    instead_of: str | None = None
    links: tuple[PageLink, ...] = ()
    app: bool = False


@dataclass(frozen=True, kw_only=True)
class ReadStep(Step):
    """Say one thing in at most three sentences."""

    kind: ClassVar[str] = "read"


@dataclass(frozen=True)
class Line:
    """One spoken line of a story: who says it (a key of `programme.toml` [people]) and the words."""

    who: str
    text: Message


@dataclass(frozen=True, kw_only=True)
class StoryStep(Step):
    """One panel of the story: a picture, narration, and what people say."""

    kind: ClassVar[str] = "story"
    say: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Prompt:
    """One thing to notice with a sense, `count` times (1 to 5)."""

    id: str
    sense: Literal["see", "hear", "touch", "smell", "body", "here"]
    count: int
    text: Message


@dataclass(frozen=True, kw_only=True)
class NoticeStep(Step):
    """Notice things with the senses, one prompt after the other."""

    kind: ClassVar[str] = "notice"
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, kw_only=True)
class BreatheStep(Step):
    """Breathe with a pacer: seconds in, held and out, and how many rounds."""

    kind: ClassVar[str] = "breathe"
    breathe_in: int
    breathe_out: int
    hold: int = 0
    rounds: int


@dataclass(frozen=True)
class Cue:
    """A quiet sentence shown at a second of a timer."""

    id: str
    at: int
    text: Message


@dataclass(frozen=True, kw_only=True)
class PauseStep(Step):
    """A timed silence of `seconds`, with cues."""

    kind: ClassVar[str] = "pause"
    seconds: int
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True)
class Card:
    """One card to choose; `text` is its face, `more` an optional sentence."""

    id: str
    text: Message
    more: Message | None = None


@dataclass(frozen=True, kw_only=True)
class ChooseStep(Step):
    """Choose up to `keep` cards and keep them on the phone."""

    kind: ClassVar[str] = "choose"
    cards: tuple[Card, ...]
    keep: int


@dataclass(frozen=True, kw_only=True)
class WriteStep(Step):
    """Write a private note; `label` names the field, `starters` are beginnings to tap."""

    kind: ClassVar[str] = "write"
    label: Message
    starters: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanStep(Step):
    """Make a plan: what, when, where, each with ideas to tap."""

    kind: ClassVar[str] = "plan"
    what: tuple[Message, ...] = ()
    when: tuple[Message, ...] = ()
    where: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RateStep(Step):
    """Rate from 0 to 10 before or after an exercise; the pair is shown, never judged."""

    kind: ClassVar[str] = "rate"
    moment: Literal["before", "after"]
    low: Message
    high: Message


@dataclass(frozen=True)
class HeardLine:
    """One line of a text to be followed slowly, and how many seconds it is given."""

    id: str
    seconds: int
    text: Message


@dataclass(frozen=True, kw_only=True)
class ListenStep(Step):
    """A text to be followed line by line at a calm pace."""

    kind: ClassVar[str] = "listen"
    lines: tuple[HeardLine, ...]


@dataclass(frozen=True)
class Moment:
    """A moment of a working day in which to practise (queue, bus, break, night)."""

    id: str
    text: Message


@dataclass(frozen=True, kw_only=True)
class PractiseStep(Step):
    """Invite to practise: an exercise to open, or moments of the day, and the practice log."""

    kind: ClassVar[str] = "practise"
    exercise: str | None = None
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CloseStep(Step):
    """End of a unit: a last word; the page adds where to go from here."""

    kind: ClassVar[str] = "close"


@dataclass(frozen=True, kw_only=True)
class WorksheetStep(Step):
    """A sheet to fill in, kept on the phone and good on paper. Its fields are words of the interface."""


@dataclass(frozen=True, kw_only=True)
class ReviewStep(WorksheetStep):
    """Look back at a plan: done, tried or not possible, all three alike; `of` is the step that made the plan."""

    kind: ClassVar[str] = "review"
    of: str


@dataclass(frozen=True)
class Area:
    """An area of life and problems that people have in it, to tap instead of writing."""

    id: str
    text: Message
    examples: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True)
class SortStep(WorksheetStep):
    """List problems and sort them: something can be changed, nothing can now, not so important."""

    kind: ClassVar[str] = "sort"
    areas: tuple[Area, ...]


@dataclass(frozen=True, kw_only=True)
class SolveStep(WorksheetStep):
    """Take one problem, collect ideas, choose, plan; `of` is the step in which problems were sorted."""

    kind: ClassVar[str] = "solve"
    of: str
    ideas: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CalendarStep(WorksheetStep):
    """Seven days with their shifts, and one small activity for a day."""

    kind: ClassVar[str] = "calendar"
    activities: tuple[Message, ...]


@dataclass(frozen=True, kw_only=True)
class MapStep(WorksheetStep):
    """A map of people and places around the person, and a first step to one of them, with first words to tap."""

    kind: ClassVar[str] = "map"
    words: tuple[Message, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AheadStep(WorksheetStep):
    """A plan for harder days: signs, what helps, who, and kind words."""

    kind: ClassVar[str] = "ahead"
    signs: tuple[Message, ...] = ()
    helps: tuple[Message, ...] = ()


STEP_KINDS: dict[str, type[Step]] = {
    cls.kind: cls
    for cls in (
        ReadStep,
        StoryStep,
        NoticeStep,
        BreatheStep,
        PauseStep,
        ChooseStep,
        WriteStep,
        PlanStep,
        RateStep,
        ListenStep,
        PractiseStep,
        CloseStep,
        ReviewStep,
        SortStep,
        SolveStep,
        CalendarStep,
        MapStep,
        AheadStep,
    )
}


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
    """Everything authored, in order; `second` are the sessions of the second step, an optional pack."""

    title: Message
    people: tuple[Person, ...]
    sessions: tuple[Session, ...]
    exercises: tuple[Exercise, ...]
    info_pages: tuple[InfoPage, ...]
    rights: tuple[RightsPage, ...] = ()
    second: tuple[Session, ...] = ()
    directories: tuple[Directory, ...]
    pictures: tuple[Picture, ...]
    stepping: Stepping | None = None
    instruments: tuple[Instrument, ...] = ()
    shifts: Shifts | None = None

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit that is a page, sessions first."""
        return (*self.sessions, *self.exercises, *self.second, *self.info_pages, *self.rights)

    @property
    def parts(self) -> dict[str, tuple[Unit, ...]]:
        """The units of each optional pack, by the name of the pack within its language."""
        names = dict.fromkeys(unit.part for unit in self.units if unit.part)
        return {name: tuple(unit for unit in self.units if unit.part == name) for name in names}
