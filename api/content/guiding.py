"""Rules for the pages of helpers: every part ends with a look at oneself, every script adds up, shows what there is."""

from collections.abc import Iterator

from api.content.kinds import CanStep, CheckStep, TurnsStep
from api.content.models import Guide, Programme
from api.errors import Finding

# A part of a contact is looked at between two sentences: more turns than these are not found again.
MAX_TURNS = 10


def check_guiding(programme: Programme) -> Iterator[Finding]:
    """Find what is wrong with the helpers' guide and the scripts of contacts."""
    for guide in programme.guides:
        yield from _guide(guide)
    screens = {f"{unit.slug}.{step.id}" for unit in programme.units for step in unit.steps}
    own = {guide.slug for guide in programme.for_helpers}
    for script in programme.scripts:
        yield from _script(script, screens, own)


def _guide(guide: Guide) -> Iterator[Finding]:
    for kind, remedy in ((CheckStep, "a situation to think about"), (CanStep, "what one can do now")):
        if not any(isinstance(step, kind) for step in guide.steps):
            yield _of(guide, 1, "no-self-check", f"has no step of the kind {kind.kind!r} ({remedy}); add one")


def _script(script: Guide, screens: set[str], own: set[str]) -> Iterator[Finding]:
    parts = [step for step in script.steps if isinstance(step, TurnsStep)]
    if len(parts) < len(script.steps):
        yield _of(script, 1, "not-turns", 'is a script; each of its steps must have kind = "turns"')
    if (total := sum(part.minutes for part in parts)) != script.minutes:
        yield _of(script, 1, "script-minutes", f"says {script.minutes} minutes, its parts have {total}; correct one")
    for part in parts:
        if len(part.turns) > MAX_TURNS:
            remedy = f"{part.id} has {len(part.turns)} turns; at most {MAX_TURNS}: make two parts"
            yield _of(script, part.turns[0].text.line, "long-part", remedy)
        for turn in part.turns:
            line = turn.text.line
            if turn.step and turn.step not in screens:
                yield _of(script, line, "unknown-screen", f"names {turn.step!r}, which is no step; correct it")
            if turn.kind == "show" and not turn.step:
                yield _of(script, line, "no-screen", f"{part.id}.{turn.id} shows no screen; add its step")
            if turn.kind == "show" and turn.step and turn.step.partition(".")[0] in own:
                remedy = f"{part.id}.{turn.id} would put a helper's page on the other phone; make it a `do`"
                yield _of(script, line, "helper-screen", remedy)


def _of(guide: Guide, line: int, rule: str, remedy: str) -> Finding:
    return Finding(guide.path, line, rule, f"{guide.slug} {remedy}")
