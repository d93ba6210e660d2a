"""The kinds of step, one class each; `STEP_KINDS` is the one table of them.

To add a kind: a class here with a row in `STEP_KINDS`, a partial `pwa/templates/steps/<kind>.html`, and an element
if it is interactive.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from api.content.texts import Message


class Way(StrEnum):
    """Which of the two ways a body exercise is done; OPEN is eyes open, no touch, no breath."""

    BOTH = "both"
    BODY = "body"
    OPEN = "open"


PageLink = Literal["help", "rights", "log"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One screen. `id` is unique in its unit and permanent; `app` marks what is true of the app, not of a booklet.

    `choose_way` puts the choice between the two ways of body exercises under the words that explain it.
    """

    kind: ClassVar[str]
    id: str
    title: Message | None = None
    body: tuple[Message, ...] = ()
    picture: str | None = None
    way: Way = Way.BOTH
    instead_of: str | None = None
    links: tuple[PageLink, ...] = ()
    app: bool = False
    choose_way: bool = False


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


@dataclass(frozen=True)
class Entry:
    """One line of a list."""

    id: str
    text: Message


@dataclass(frozen=True, kw_only=True)
class CompareStep(Step):
    """For helpers: what helps beside what hurts."""

    kind: ClassVar[str] = "compare"
    helps: tuple[Entry, ...]
    hurts: tuple[Entry, ...]


@dataclass(frozen=True)
class Answer:
    """One answer to a situation: what one could do, why it fits or not, and whether it is the one that fits best."""

    id: str
    text: Message
    more: Message
    good: bool


@dataclass(frozen=True, kw_only=True)
class CheckStep(Step):
    """For helpers: a situation and what one could do, each answer with its why. Nothing is counted."""

    kind: ClassVar[str] = "check"
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class CanStep(WorksheetStep):
    """For helpers: things to be able to do, each marked by oneself: not yet, with support, yes."""

    kind: ClassVar[str] = "can"
    items: tuple[Entry, ...]


TurnKind = Literal["say", "ask", "show", "do"]


@dataclass(frozen=True)
class Turn:
    """One turn of a helper: say a sentence, ask a question and wait, show a screen, or do something.

    `step` is the screen of the participant that belongs to it (`grounding.s03`); `seconds` is a quiet time.
    """

    id: str
    kind: TurnKind
    text: Message
    step: str | None = None
    seconds: int | None = None


@dataclass(frozen=True, kw_only=True)
class TurnsStep(Step):
    """For helpers: one part of a contact in small turns, the minutes it is given, and what somebody may reply.

    Replies are shown in a rehearsal only.
    """

    kind: ClassVar[str] = "turns"
    minutes: int
    turns: tuple[Turn, ...]
    replies: tuple[Message, ...] = ()


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
        CompareStep,
        CheckStep,
        CanStep,
        TurnsStep,
    )
}
