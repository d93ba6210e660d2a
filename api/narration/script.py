"""What is said of a step, line by line: the words that stand on its screen, in that order, and the quiet between them.

`pwa/src/listen/script.ts` reads the same lines off the page; `tests/browser/test_listen.py` compares the two.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from api.content.kinds import (
    CanStep,
    CheckStep,
    ChooseStep,
    CompareStep,
    ListenStep,
    NoticeStep,
    PauseStep,
    PractiseStep,
    RateStep,
    Step,
    StoryStep,
    TurnsStep,
    WriteStep,
)
from api.content.models import Programme, Unit
from api.content.texts import Message
from api.i18n.catalogs import Catalog
from api.i18n.review import digest

# So many letters are said in a second: the length of a line that is not spoken yet.
_LETTERS_A_SECOND = 12
_TO_NOTICE_ONE = 2.0
_SENTENCE = re.compile(r"\S.*?(?:[.!?…؟۔।]+[”\"»)’]*(?=\s|$)|$)")


@dataclass(frozen=True)
class Line:
    """Words to say, and how many seconds of quiet come before them."""

    text: str
    rest: float = 0.0


@dataclass(frozen=True)
class Script:
    """What one step says in one language. `id` (`grounding.s03`) is the name of its clip."""

    id: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The sum of the words; a clip belongs to exactly these."""
        return digest([line.text for line in self.lines])

    @property
    def sentences(self) -> tuple[Line, ...]:
        """Every sentence by itself, as it is marked while it is heard."""
        return tuple(sentence for line in self.lines for sentence in _sentences(line))


def scripts(programme: Programme, catalog: Catalog) -> Iterator[Script]:
    """Tell what every step says; one that is not wholly in the language has no script."""
    people = {person.id: person.name for person in programme.people}
    for unit in programme.units:
        for step in unit.steps:
            if script := script_of(unit, step, catalog, people):
                yield script


def script_of(unit: Unit, step: Step, catalog: Catalog, people: Mapping[str, Message]) -> Script | None:
    """Return what a step says, or nothing when a word of it is missing in the language."""
    lines = []
    for part, rest, before in _parts(step, people):
        said = catalog.message(part.id, part.text)
        if said.fallback:
            return None
        lines.append(Line(f"{before}{said.value}", rest))
    return Script(clip_id(unit, step), tuple(lines))


def clip_id(unit: Unit, step: Step) -> str:
    """Return the name of a step's clip: the permanent id of the step."""
    return f"{unit.slug}.{step.id}"


def all_ids(programme: Programme) -> dict[str, str]:
    """Return the id of every step that can be said → its unit, in the order of the programme."""
    return {clip_id(unit, step): unit.slug for unit in programme.units for step in unit.steps}


def _sentences(line: Line) -> Iterator[Line]:
    for place, found in enumerate(_SENTENCE.findall(line.text)):
        yield Line(found, 0.0 if place else line.rest)


Part = tuple[Message, float, str]


def _parts(step: Step, people: Mapping[str, Message]) -> Iterator[Part]:
    """Tell the texts of a step with the quiet and the number before each."""
    if step.title:
        yield step.title, 0.0, ""
    yield from _plainly(step.body)
    if isinstance(step, StoryStep):
        for line in step.say:
            yield from _plainly((people[line.who], line.text))
    elif isinstance(step, RateStep):
        yield step.low, 0.0, "0: "
        yield step.high, 0.0, "10: "
    elif isinstance(step, NoticeStep | PauseStep | ListenStep):
        yield from _slowly(step)
    else:
        yield from _plainly(_chosen(step))


def _plainly(messages: Iterable[Message]) -> Iterator[Part]:
    return ((message, 0.0, "") for message in messages)


def _chosen(step: Step) -> tuple[Message, ...]:
    match step:
        case ChooseStep():
            found = [text for card in step.cards for text in (card.text, card.more) if text]
        case WriteStep():
            found = [step.label]
        case PractiseStep():
            found = [moment.text for moment in step.moments]
        case CompareStep():
            found = [entry.text for entry in (*step.helps, *step.hurts)]
        case CheckStep():
            found = [answer.text for answer in step.answers]
        case CanStep():
            found = [entry.text for entry in step.items]
        case TurnsStep():
            found = [turn.text for turn in step.turns]
        case _:
            found = []
    return tuple(found)


def _slowly(step: NoticeStep | PauseStep | ListenStep) -> Iterator[Part]:
    """Leave time to notice, to be quiet, to stay with a line, before the next words."""
    if isinstance(step, NoticeStep):
        rest = 0.0
        for prompt in step.prompts:
            yield prompt.text, rest, ""
            rest = prompt.count * _TO_NOTICE_ONE
    elif isinstance(step, PauseStep):
        before = 0
        for cue in step.cues:
            yield cue.text, float(cue.at - before), ""
            before = cue.at
    else:
        rest = 0.0
        for line in step.lines:
            yield line.text, rest, ""
            rest = max(1.0, round(line.seconds - len(line.text.text) / _LETTERS_A_SECOND, 1))
