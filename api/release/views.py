"""What pages need to know beyond the authored content. Pure data, made once for a page."""

import json
from dataclasses import dataclass
from typing import TypeVar

from api.content.kinds import (
    BreatheStep,
    ListenStep,
    NoticeStep,
    PauseStep,
    PractiseStep,
    ReadStep,
    Step,
    StoryStep,
    Way,
    WorksheetStep,
)
from api.content.models import Exercise, Guide, Programme, Session, Stepping, Unit

_UnitT = TypeVar("_UnitT", bound=Unit)
_ON_THE_SPOT = (BreatheStep, ListenStep, NoticeStep, PauseStep)


# Sensitive pages: moves to and from them add no entry to the history, or Back would show them to the next reader.
_QUIET = {"check", "forward", "rights", "topic", "log", "share"}


@dataclass(frozen=True)
class PageView:
    """What the frame of a page says about itself; `pack` is the one that carries it."""

    kind: str
    code: str
    unit: str
    title: str
    pack: str

    @property
    def quiet(self) -> bool:
        """Whether no move from it may stay behind Back: it shows how somebody is doing, or what they fear."""
        return self.kind in _QUIET


@dataclass(frozen=True)
class Onward:
    """Where a unit leads when it is done; `second` tells that the list of the second step is one of these places.

    `guide` is the next part of the helpers' guide.
    """

    exercises: tuple[Exercise, ...] = ()
    session: Session | None = None
    step: str = ""
    second: bool = False
    guide: Guide | None = None


def page_path(tag: str, code: str = "") -> str:
    """Return the neutral address of a page; a file name needs no closing slash."""
    if not code:
        return f"/{tag}/"
    return f"/{tag}/{code}" if "." in code else f"/{tag}/{code}/"


def pack_name(tag: str, part: str = "") -> str:
    """Return the name of a language's own pack, or of an optional one beside it."""
    return f"{tag}/{part}" if part else tag


@dataclass(frozen=True)
class Screen:
    """A screen of the programme that a helper shows: its unit and step, and the number that the phone says for it."""

    unit: Unit
    step: Step
    number: int


def screen_at(programme: Programme, name: str) -> Screen:
    """Return the screen of a name such as `grounding.s03`; KeyError where there is none, which the checks refuse."""
    slug, _, step_id = name.partition(".")
    for unit in programme.units:
        for step in unit.steps if unit.slug == slug else ():
            if step.id == step_id:
                return Screen(unit, step, step_number(unit, step))
    raise KeyError(name)


def step_number(unit: Unit, step: Step) -> int:
    """Return which screen of its unit a step is, from 1; both ways of a step have one number."""
    seen = [item.id for item in unit.steps if not item.instead_of]
    return seen.index(step.instead_of or step.id) + 1


def onward(programme: Programme, unit: Unit) -> Onward:
    """Return where a unit leads: a session to its exercises and the next session, an exercise to its neighbours."""
    if isinstance(unit, Session) and unit in programme.second:
        return Onward(session=_after(programme.second, unit), second=True)
    if isinstance(unit, Session):
        last = bool(programme.second) and unit == programme.sessions[-1]
        own = tuple(exercise for exercise in programme.exercises if exercise.session == unit.slug)
        return Onward(own, _after(programme.sessions, unit), second=last)
    if isinstance(unit, Exercise):
        near = tuple(item for item in programme.exercises if item.session == unit.session and item is not unit)
        session = next((item for item in programme.sessions if item.slug == unit.session), None)
        return Onward(near, session, _step_after(session, unit) if session else "")
    if isinstance(unit, Guide) and unit in programme.guides:
        return Onward(guide=_after(programme.guides, unit))
    return Onward()


def session_number(programme: Programme, unit: Unit) -> str:
    """Return the number that a session is known by: its code, or its place in the second step."""
    return str(programme.second.index(unit) + 1) if unit in programme.second else unit.code


def has_sheet(unit: Unit) -> bool:
    """Tell whether a unit has a sheet to fill in, which needs a script of its own."""
    return any(isinstance(step, WorksheetStep) for step in unit.steps)


def story_part(unit: Unit, step: Step) -> int:
    """Return which part of the unit's story a step is, from 1."""
    stories = [item for item in unit.steps if isinstance(item, StoryStep)]
    return stories.index(step) + 1 if step in stories else 0


def has_ways(unit: Unit) -> bool:
    """Tell whether a unit has steps that are done in one of two ways."""
    return any(step.way is not Way.BOTH for step in unit.steps)


def practice_of(unit: Unit) -> str:
    """Return the step of a session that leads to its first practice and says what comes; an exercise is one itself.

    That is the first step with an exercise, else what is read before the first practice on the spot.
    """
    if not isinstance(unit, Session):
        return ""
    before = None
    on_the_spot = ""
    for step in unit.steps:
        if isinstance(step, PractiseStep) and step.exercise:
            return step.id
        if isinstance(step, _ON_THE_SPOT) and not on_the_spot:
            on_the_spot = before.id if isinstance(before, ReadStep) else step.id
        before = step
    return on_the_spot


def rules_json(stepping: Stepping) -> str:
    """Return the rules as the phone reads them: in order, without what only authors need."""
    rules = [
        {"measure": rule.measure, "look": rule.look, "from": rule.low, "to": rule.high, "first": rule.first}
        for rule in stepping.rules
    ]
    return json.dumps(rules, separators=(",", ":"))


def rounded_size(wire: int) -> int:
    """Return bytes rounded up to ten kilobytes: a promise of "at most"."""
    return -(-wire // 10_000) * 10_000


def _step_after(session: Session, exercise: Exercise) -> str:
    """Return the session's step that follows the one which led to the exercise."""
    ids = [step.id for step in session.steps]
    for place, step in enumerate(session.steps[:-1]):
        if isinstance(step, PractiseStep) and step.exercise == exercise.slug:
            return ids[place + 1]
    return ""


def _after(units: tuple[_UnitT, ...], unit: _UnitT) -> _UnitT | None:
    place = units.index(unit) + 1
    return units[place] if place < len(units) else None
