"""Build the steps of a unit from its TOML tables; one small function per kind with fields of its own."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from api.content.kinds import (
    STEP_KINDS,
    Answer,
    Area,
    Card,
    Cue,
    Entry,
    HeardLine,
    Line,
    Moment,
    PageLink,
    Prompt,
    Step,
    Turn,
    TurnKind,
    Way,
)
from api.content.reading import ITEM_ID, SLUG, STEP_ID, Table
from api.content.texts import Message
from api.content.words import Words

Fields = dict[str, Any]
SENSES = ("see", "hear", "touch", "smell", "body", "here")
_OF = re.compile(r"(?:[a-z0-9-]+\.)?s\d\d[a-z]?")
_SCREEN = re.compile(r"[a-z0-9-]+\.s\d\d[a-z]?")
ITEM_SHAPE = "small letters, digits and hyphens"


@dataclass(frozen=True)
class Known:
    """The names a step may refer to."""

    people: Collection[str]
    exercises: Collection[str]
    sessions: Collection[str] = ()


def read_step(table: Table, words: Words, known: Known) -> Step | None:
    """Build one step, or note why not; None when its kind is unknown."""
    step_id = table.name("id", STEP_ID, "s and two digits, as s01 (an inserted one: s01b)")
    kind = table.text("kind")
    if kind not in STEP_KINDS:
        if kind:
            table.fault("unknown-kind", f"kind {kind!r} is not known; use one of {', '.join(STEP_KINDS)}", "kind")
        return None
    step_fields = _shared_fields(table, words, step_id)
    if kind in _OWN_FIELDS:
        step_fields |= _OWN_FIELDS[kind](table, words, step_id, known)
    table.done()
    return STEP_KINDS[kind](**step_fields)


def check_variants(placed: Sequence[tuple[Table, Step]]) -> None:
    """Note step ids used twice, and variants that stand for no step."""
    by_id: dict[str, Step] = {}
    for table, step in placed:
        if step.id and step.id in by_id:
            table.fault("duplicate-id", f"the step id {step.id} is used twice; give one a new id", "id")
        by_id[step.id] = step
    for table, step in placed:
        other = by_id.get(step.instead_of or "")
        if step.instead_of and (other is None or other.way is not Way.BODY or step.way is not Way.OPEN):
            message = f'instead_of = "{step.instead_of}" must name a step with way = "body", from one with way = "open"'
            table.fault("bad-variant", message, "instead_of")


def _shared_fields(table: Table, words: Words, step_id: str) -> Fields:
    links = table.strings("links")
    for link in links:
        if link not in get_args(PageLink):
            table.fault("unknown-word", f"links may be {', '.join(get_args(PageLink))}, not {link!r}", "links")
    if table.flag("leave") and not {"help", "rights"} <= set(links):
        table.fault("leave-links", 'a step that offers to leave a job needs links = ["help", "rights"]', "leave")
    return {
        "id": step_id,
        "title": words.optional(table, "title", f"{step_id}.title"),
        "body": words.numbered(table, "body", f"{step_id}.body"),
        "picture": table.optional_text("picture"),
        "way": Way(table.choice("way", [way.value for way in Way], Way.BOTH.value)),
        "instead_of": table.optional_text("instead_of"),
        "links": tuple(link for link in links if link in get_args(PageLink)),
        "app": table.flag("app"),
        "choose_way": table.flag("choose_way"),
    }


def _item(table: Table, words: Words, tail: str, field: str = "") -> tuple[str, Message]:
    """Take `id` and `text` of one entry of a list."""
    item_id = table.name("id", ITEM_ID, ITEM_SHAPE)
    return item_id, words.field(table, "text", f"{tail}.{item_id}{field}")


def _story(table: Table, words: Words, step_id: str, known: Known) -> Fields:
    said = []
    position = 0
    for entry in table.tables("say"):
        who = entry.text("who")
        if who and who not in known.people:
            entry.fault("unknown-person", f"{who!r} is not in [people] of programme.toml; add or correct the name")
        pinned = entry.optional_text("id")
        position += pinned is None
        said.append(Line(who, words.field(entry, "text", f"{step_id}.say.{pinned or position}")))
        entry.done()
    return {"say": tuple(said)}


def _notice(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    prompts = []
    for entry in table.tables("prompts", required=True):
        item_id, text = _item(entry, words, f"{step_id}.prompts")
        sense: Any = entry.choice("sense", SENSES)
        prompts.append(Prompt(item_id, sense, entry.number("count", 1, 5, 1), text))
        entry.done()
    return {"prompts": tuple(prompts)}


def _breathe(table: Table, _words: Words, _step_id: str, _known: Known) -> Fields:
    return {
        "breathe_in": table.number("in", 2, 8),
        "hold": table.number("hold", 0, 8, 0),
        "breathe_out": table.number("out", 2, 10),
        "rounds": table.number("rounds", 1, 20),
    }


def _pause(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    seconds = table.number("seconds", 5, 300)
    cues = []
    for entry in table.tables("cues"):
        item_id, text = _item(entry, words, f"{step_id}.cues")
        cues.append(Cue(item_id, entry.number("at", 0, seconds), text))
        entry.done()
    return {"seconds": seconds, "cues": tuple(cues)}


def _choose(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    cards = []
    for entry in table.tables("cards", required=True):
        item_id, text = _item(entry, words, f"{step_id}.cards", ".text")
        cards.append(Card(item_id, text, words.optional(entry, "more", f"{step_id}.cards.{item_id}.more")))
        entry.done()
    return {"cards": tuple(cards), "keep": table.number("keep", 1, max(len(cards), 1))}


def _write(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    return {
        "label": words.field(table, "label", f"{step_id}.label"),
        "starters": words.numbered(table, "starters", f"{step_id}.starters"),
    }


def _plan(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    return {part: words.numbered(table, part, f"{step_id}.{part}") for part in ("what", "when", "where")}


def _rate(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    return {
        "moment": table.choice("moment", ("before", "after")),
        "low": words.field(table, "low", f"{step_id}.low"),
        "high": words.field(table, "high", f"{step_id}.high"),
    }


def _listen(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    lines = []
    for entry in table.tables("lines", required=True):
        item_id, text = _item(entry, words, f"{step_id}.lines")
        lines.append(HeardLine(item_id, entry.number("seconds", 1, 60), text))
        entry.done()
    return {"lines": tuple(lines)}


def _practise(table: Table, words: Words, step_id: str, known: Known) -> Fields:
    exercise = table.name("exercise", SLUG, ITEM_SHAPE) if table.has("exercise") else None
    if exercise is not None and exercise not in known.exercises:
        table.fault("unknown-exercise", f"there is no exercise {exercise!r}; correct the name", "exercise")
    moments = []
    for entry in table.tables("moments"):
        item_id, text = _item(entry, words, f"{step_id}.moments")
        moments.append(Moment(item_id, text))
        entry.done()
    if exercise is None and not moments:
        table.fault("missing-field", "a practise step needs `exercise` or `moments`; add one")
    return {"exercise": exercise, "moments": tuple(moments)}


def _review(table: Table, words: Words, _step_id: str, known: Known) -> Fields:
    return {"of": _made_in(table, words, known)}


def _made_in(table: Table, words: Words, known: Known) -> str:
    """Take `of`: the step, of this unit (`s05`) or of another session (`sorting.s05`), whose sheet is shown again."""
    of = table.name("of", _OF, "a step (s05) or a session and its step (sorting.s05)")
    unit, _, step = of.rpartition(".")
    if unit and unit not in known.sessions:
        table.fault("unknown-session", f"there is no session {unit!r}; correct the name", "of")
    return f"{unit or words.prefix}.{step}"


def _sort(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    areas = []
    for entry in table.tables("areas", required=True):
        item_id, text = _item(entry, words, f"{step_id}.areas", ".text")
        areas.append(Area(item_id, text, words.numbered(entry, "examples", f"{step_id}.areas.{item_id}")))
        entry.done()
    return {"areas": tuple(areas)}


def _solve(table: Table, words: Words, step_id: str, known: Known) -> Fields:
    return {"of": _made_in(table, words, known), "ideas": words.numbered(table, "ideas", f"{step_id}.ideas")}


def _calendar(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    return {"activities": words.numbered(table, "activities", f"{step_id}.activities")}


def _map(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    return {"words": words.numbered(table, "words", f"{step_id}.words")}


def _ahead(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    return {part: words.numbered(table, part, f"{step_id}.{part}") for part in ("signs", "helps")}


def _compare(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    return {side: _entries(table, words, side, step_id) for side in ("helps", "hurts")}


def _entries(table: Table, words: Words, key: str, step_id: str) -> tuple[Entry, ...]:
    found = []
    for entry in table.tables(key, required=True):
        found.append(Entry(*_item(entry, words, f"{step_id}.{key}")))
        entry.done()
    return tuple(found)


def _check(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    answers = []
    for entry in table.tables("answers", required=True):
        item_id, text = _item(entry, words, f"{step_id}.answers", ".text")
        more = words.field(entry, "more", f"{step_id}.answers.{item_id}.more")
        answers.append(Answer(item_id, text, more, entry.flag("good")))
        entry.done()
    if sum(answer.good for answer in answers) != 1:
        table.fault("good-answer", "exactly 1 answer fits best; write good = true at that one", "answers")
    return {"answers": tuple(answers)}


def _can(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    return {"items": _entries(table, words, "items", step_id)}


def _turns(table: Table, words: Words, step_id: str, _known: Known) -> Fields:
    turns = []
    for entry in table.tables("turns", required=True):
        item_id, text = _item(entry, words, f"{step_id}.turns")
        kind: Any = entry.choice("kind", get_args(TurnKind))
        step = entry.name("step", _SCREEN, "a unit and its step (grounding.s03)") if entry.has("step") else None
        seconds = entry.number("seconds", 10, 600) if entry.has("seconds") else None
        turns.append(Turn(item_id, kind, text, step, seconds))
        entry.done()
    return {
        "minutes": table.number("minutes", 1, 30),
        "turns": tuple(turns),
        "replies": words.numbered(table, "replies", f"{step_id}.replies"),
    }


_OWN_FIELDS: dict[str, Callable[[Table, Words, str, Known], Fields]] = {
    "story": _story,
    "notice": _notice,
    "breathe": _breathe,
    "pause": _pause,
    "choose": _choose,
    "write": _write,
    "plan": _plan,
    "rate": _rate,
    "listen": _listen,
    "practise": _practise,
    "review": _review,
    "sort": _sort,
    "solve": _solve,
    "calendar": _calendar,
    "map": _map,
    "ahead": _ahead,
    "compare": _compare,
    "check": _check,
    "can": _can,
    "turns": _turns,
}
