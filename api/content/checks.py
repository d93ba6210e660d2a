"""Rules across the files of a programme: safe variants, whole sessions, live services, neutral addresses.

Reading (`loader`) already refuses what has the wrong shape; here is what has the right shape and is wrong.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from api.content.care import check_care, check_dates
from api.content.expiry import Dated, lapsed
from api.content.guiding import check_guiding
from api.content.ids import check_ids
from api.content.kinds import (
    BreatheStep,
    CloseStep,
    ListenStep,
    NoticeStep,
    PauseStep,
    PlanStep,
    PractiseStep,
    ReviewStep,
    SolveStep,
    Step,
    StoryStep,
    Way,
    WorksheetStep,
)
from api.content.models import Directory, Exercise, Guide, InfoPage, Programme, Service, Session, Unit
from api.content.stepping import check_stepping
from api.content.wording import check_wording, offers_leaving
from api.errors import Finding

STORY_STEPS = range(4, 7)
# The opening has its practice on the spot, as a step; the closing looks back and needs none.
EXERCISES_OF = {"opening": range(10), "closing": range(10)}
EXERCISES = range(2, 4)
EXERCISE_MINUTES = 5
MAX_TITLE_WORDS = 5
RESERVED_CODES = {"a", "b", "c", "d", "f", "g", "k", "l", "n", "o", "s", "t", "x"}
SECOND_STORY_STEPS = range(1, 4)
_ON_THE_SPOT = (NoticeStep, PauseStep, ListenStep, BreatheStep)
_PLANS = (PlanStep, WorksheetStep)
_BODY_SENSES = {"touch", "body"}


def check_programme(
    programme: Programme, *, today: date, known_pictures: set[str] | None = None, content_dir: Path | None = None
) -> list[Finding]:
    """Check everything; `known_pictures` are the scenes that are drawn, `content_dir` has the list of ids."""
    folder = content_dir or _content_dir(programme)
    findings = check_ids(programme, folder) if folder else []
    for unit in programme.units:
        findings += [*_unit(unit, programme), *_variants(unit), *_steps(unit)]
    for session in programme.sessions:
        findings += _session(session, programme)
    findings += _second(programme)
    for exercise in programme.exercises:
        findings += _exercise(exercise, programme)
    findings += check_stepping(programme.stepping) if programme.stepping else []
    findings += check_guiding(programme)
    findings += [*_codes(programme), *_parts(programme), *check_services(programme.directories, today)]
    findings += _pictures(programme, known_pictures, folder)
    findings += [item.finding for item in lapsed(Dated(programme.directories, programme.rights), today)]
    findings += check_care(programme, today)
    return sorted({*findings, *check_wording(programme)})


def _content_dir(programme: Programme) -> Path | None:
    """Tell the folder that `programme.toml` was read from."""
    return programme.title.path.parent if programme.title.path.name == "programme.toml" else None


def _at(unit: Unit, step: Step, rule: str, remedy: str, severity: str = "error") -> Finding:
    texts = (step.title, *step.body)
    line = next((text.line for text in texts if text is not None), 1)
    return Finding(unit.path, line, rule, f"{unit.slug}.{step.id}: {remedy}", severity)


def _unit(unit: Unit, programme: Programme) -> Iterator[Finding]:
    if not unit.steps:
        yield Finding(unit.path, 1, "no-steps", f"{unit.slug} has no steps; write them")
        return
    closes = not isinstance(unit, (InfoPage, Guide)) or unit in programme.guides
    if closes and not isinstance(unit.steps[-1], CloseStep):
        yield _at(unit, unit.steps[-1], "no-close", 'the last step must have kind = "close"; add one')
    for step in unit.steps[:-1]:
        if isinstance(step, CloseStep):
            yield _at(unit, step, "early-close", "steps follow the close; move it to the end")


def _steps(unit: Unit) -> Iterator[Finding]:
    for step in unit.steps:
        if isinstance(step, StoryStep):
            if step.picture is None:
                yield _at(unit, step, "no-picture", "a story step needs a picture; add its scene id")
        elif step.title is None:
            yield _at(unit, step, "no-title", "the step needs a short title; add one")
        if step.title and len(step.title.text.split()) > MAX_TITLE_WORDS:
            yield _at(unit, step, "long-title", f"the title has more than {MAX_TITLE_WORDS} words; shorten it")
        if not {"help", "rights"} <= set(step.links) and any(offers_leaving(text.text) for text in step.body):
            remedy = 'speaks of leaving a job; add leave = true and links = ["help", "rights"] if it offers that'
            yield _at(unit, step, "leave-links", remedy, "warning")


def _variants(unit: Unit) -> Iterator[Finding]:
    """Find steps without another way for whoever cannot close their eyes, touch, or watch the breath."""
    open_for = {step.instead_of for step in unit.steps if step.way is Way.OPEN}
    for step in unit.steps:
        if isinstance(step, BreatheStep) and step.way is not Way.BODY:
            yield _at(unit, step, "body-way", 'a breathe step needs way = "body" and an eyes-open variant; add both')
        elif step.way is Way.BODY and step.id not in open_for:
            remedy = f'needs a variant with way = "open" and instead_of = "{step.id}"; add that step'
            yield _at(unit, step, "no-open-way", remedy)
        if step.way is not Way.BODY and step.instead_of and _uses_body(step):
            yield _at(unit, step, "open-uses-body", "the eyes-open variant must not ask for breath or touch; change it")
        if step.way is Way.BODY and getattr(unit, "body", True) is False:
            yield _at(unit, step, "body-exercise", "the exercise has a body step; write body = true at its head")
    bodily = next((step for step in unit.steps if step.way is Way.BODY), None)
    if bodily and not any(step.choose_way for step in unit.steps[: unit.steps.index(bodily)]):
        remedy = "a step before it must explain both ways and offer the choice; add choose_way = true to that one"
        yield _at(unit, bodily, "no-way-choice", remedy)
    if getattr(unit, "body", False) and not bodily:
        yield Finding(
            unit.path, 1, "body-exercise", f"{unit.slug} has body = true but no body step; add one or take it out"
        )


def _uses_body(step: Step) -> bool:
    senses = {prompt.sense for prompt in step.prompts} if isinstance(step, NoticeStep) else set()
    return isinstance(step, BreatheStep) or bool(senses & _BODY_SENSES)


def _session(session: Session, programme: Programme) -> Iterator[Finding]:
    stories = sum(isinstance(step, StoryStep) for step in session.steps)
    if stories not in STORY_STEPS:
        yield _of(session, "story-steps", f"has {stories} story steps; write 4 to 6")
    own = {exercise.slug for exercise in programme.exercises if exercise.session == session.slug}
    practised = [step for step in session.steps if isinstance(step, PractiseStep)]
    own |= {step.exercise for step in practised if step.exercise}
    wanted = EXERCISES_OF.get(session.slug, EXERCISES)
    if len(own) not in wanted:
        yield _of(session, "session-exercises", f"has {len(own)} exercises; it needs {wanted[0]} to {wanted[-1]}")
    if session.slug == "opening" and not own and not any(isinstance(step, _ON_THE_SPOT) for step in session.steps):
        yield _of(
            session, "session-exercises", "has nothing to practise; add an exercise or a notice, pause or listen step"
        )
    if not any(step.moments for step in practised):
        yield _of(session, "no-moments", "has no practise step with moments of the working day; add one")
    if not any(isinstance(step, PlanStep) for step in session.steps):
        yield _of(session, "no-plan", "has no plan step; add one")


def _second(programme: Programme) -> Iterator[Finding]:
    """Find sessions of the second step that break its rhythm: look back, a story, a sheet or a plan."""
    made = {f"{unit.slug}.{step.id}" for unit in programme.units for step in unit.steps if isinstance(step, _PLANS)}
    for place, session in enumerate(programme.second):
        stories = sum(isinstance(step, StoryStep) for step in session.steps)
        if stories not in SECOND_STORY_STEPS:
            yield _of(session, "story-steps", f"has {stories} story steps; write 1 to 3")
        reviews = [step for step in session.steps if isinstance(step, ReviewStep)]
        if place and not reviews:
            yield _of(session, "no-review", "does not look back at the plan of the session before; add a review step")
        if not any(isinstance(step, _PLANS) for step in session.steps):
            yield _of(session, "no-plan", "has no plan and no sheet; add one")
        for step in session.steps:
            if isinstance(step, (ReviewStep, SolveStep)) and step.of not in made:
                yield _at(session, step, "unknown-sheet", f"{step.of!r} makes no plan and no sheet; correct `of`")


def _exercise(exercise: Exercise, programme: Programme) -> Iterator[Finding]:
    session = next((session for session in programme.sessions if session.slug == exercise.session), None)
    if session and exercise.code[0] != session.code:
        remedy = f"has the code {exercise.code!r} but belongs to {session.slug}; begin it with {session.code}"
        yield _of(exercise, "code-session", remedy)
    if exercise.minutes > EXERCISE_MINUTES:
        yield _of(exercise, "long-exercise", f"takes {exercise.minutes} minutes; keep it within {EXERCISE_MINUTES}")
    if exercise.path.is_file() and not (exercise.path.parent / "design.md").is_file():
        yield _of(exercise, "no-design", "has no design.md; say there what translations must keep")


def _of(unit: Unit, rule: str, remedy: str) -> Finding:
    return Finding(unit.path, 1, rule, f"{unit.slug} {remedy}")


def _codes(programme: Programme) -> Iterator[Finding]:
    """Find addresses that belong to two pages."""
    counts = Counter(unit.code for unit in programme.units)
    for unit in programme.units:
        if counts[unit.code] > 1:
            yield _of(unit, "duplicate-code", f"shares the code {unit.code!r} with another page; give it its own")
        if unit.code in RESERVED_CODES:
            yield _of(unit, "reserved-code", f"has the code {unit.code!r} of a page of the interface; choose another")


def _parts(programme: Programme) -> Iterator[Finding]:
    """Find pages of an optional pack whose address does not tell its pack: the phone asks the first letter."""
    for units in programme.parts.values():
        letter = units[0].code[0]
        for unit in programme.units:
            if (unit.code[0] == letter) != (unit in units):
                remedy = (
                    f"has the code {unit.code!r}; {letter!r} begins the codes of {units[0].slug}'s part, and no other"
                )
                yield _of(unit, "part-code", remedy)


def check_services(directories: Sequence[Directory], today: date) -> Iterator[Finding]:
    """Find what is wrong with places that help: no source, a day that is over, two with one id."""
    countries = Counter(directory.country for directory in directories)
    for directory in directories:
        if countries[directory.country] > 1:
            text = f"another file has the country {directory.country} too; correct `country` or put both into one file"
            yield Finding(directory.path, 1, "duplicate-country", text)
        for service in directory.services:
            for rule, remedy, severity in _service(service, today):
                text = f"{service.id}: {remedy}"
                yield Finding(directory.path, service.about.line, rule, text, severity)
        for service_id, count in Counter(service.id for service in directory.services).items():
            if count > 1:
                yield Finding(directory.path, 1, "duplicate-id", f"{service_id} stands twice; keep one")


def _service(service: Service, today: date) -> Iterator[tuple[str, str, str]]:
    for name, remedy, severity in check_dates(service.verified_on, service.expires_on, today):
        yield f"service-{name}", remedy, severity
    if not service.source.strip():
        yield "service-source", "has no source; say where its facts come from", "error"


def _pictures(programme: Programme, drawn: set[str] | None, folder: Path | None) -> Iterator[Finding]:
    described = {picture.id: picture for picture in programme.pictures}
    used = set()
    for unit in programme.units:
        for step in unit.steps:
            used |= {step.picture} if step.picture else set()
            if step.picture and step.picture not in described:
                yield _at(
                    unit,
                    step,
                    "missing-picture",
                    f"picture {step.picture!r} is not in pictures.toml; describe it there",
                )
    for name, picture in described.items():
        alt = picture.alt
        if name not in used:
            yield Finding(
                alt.path, alt.line, "unused-picture", f"{name} is on no step; use it or take it out", "warning"
            )
        if drawn is not None and name not in drawn:
            yield Finding(alt.path, alt.line, "undrawn-picture", f"{name} has no drawing; draw it or take it out")
    path = (folder or Path()) / "pictures.toml"
    for name in sorted((drawn or set()) - described.keys()):
        yield Finding(path, 1, "unused-picture", f"the drawing {name} is not described; add it or remove it", "warning")
