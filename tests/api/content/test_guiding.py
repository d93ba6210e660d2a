"""What helpers read and say: each part ends with a look at oneself, each script adds up and shows what there is."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.content.checks import check_programme
from api.content.kinds import CanStep, CheckStep, ReadStep, Turn, TurnsStep
from api.content.loader import load_programme
from api.content.models import Programme
from tests.factories import TODAY, make_message, make_step, write_content


def rules(programme: Programme) -> set[str]:
    return {finding.rule for finding in check_programme(programme, today=TODAY)} - {"new-ids"}


def with_turns(programme: Programme, *turns: Turn, minutes: int = 5) -> Programme:
    (script,) = programme.scripts
    step = replace(script.steps[0], turns=turns, minutes=minutes)  # type: ignore[call-arg]
    return replace(programme, scripts=(replace(script, steps=(step,)),))


def make_turn(number: int, kind: str = "say", step: str | None = None) -> Turn:
    return Turn(f"t{number}", kind, make_message(f"call.s01.turns.t{number}", "Say it."), step)  # type: ignore[arg-type]


@pytest.fixture
def programme(tmp_path: Path) -> Programme:
    return load_programme(write_content(tmp_path))


def test_what_helpers_have_is_an_optional_part(programme: Programme) -> None:
    assert {unit.part for unit in programme.for_helpers} == {"g"}
    assert not {unit.slug for unit in programme.for_helpers} & {unit.slug for unit in programme.for_participants}


def test_a_script_knows_its_session_its_screens_and_its_quiet_times(programme: Programme) -> None:
    (script,) = programme.scripts
    (part,) = script.steps

    assert isinstance(part, TurnsStep)
    assert script.of == "grounding"
    assert [(turn.kind, turn.step, turn.seconds) for turn in part.turns] == [
        ("ask", None, None),
        ("show", "grounding.s05", None),
        ("do", None, 30),
    ]
    assert [reply.id for reply in part.replies] == ["call.s01.replies.1"]


@pytest.mark.parametrize("kind", [CheckStep, CanStep])
def test_a_part_without_a_look_at_oneself_is_refused(programme: Programme, kind: type) -> None:
    (guide,) = programme.guides
    left = tuple(step for step in guide.steps if not isinstance(step, kind))

    assert "no-self-check" in rules(replace(programme, guides=(replace(guide, steps=left),)))


def test_a_script_of_other_steps_is_refused(programme: Programme) -> None:
    (script,) = programme.scripts
    mixed = replace(script, steps=(*script.steps, make_step(ReadStep, "s02")))

    assert "not-turns" in rules(replace(programme, scripts=(mixed,)))


@pytest.mark.parametrize(
    ("turns", "minutes", "rule"),
    [
        ([make_turn(1)], 6, "script-minutes"),
        ([make_turn(n) for n in range(1, 12)], 5, "long-part"),
        ([make_turn(1, "show", "nowhere.s01")], 5, "unknown-screen"),
        ([make_turn(1, "show")], 5, "no-screen"),
        ([make_turn(1, "show", "listening.s01")], 5, "helper-screen"),
    ],
)
def test_a_script_that_does_not_add_up_is_refused(
    programme: Programme, turns: list[Turn], minutes: int, rule: str
) -> None:
    assert rules(with_turns(programme, *turns, minutes=minutes)) == {rule}


def test_a_helper_s_own_page_may_be_looked_at(programme: Programme) -> None:
    assert rules(with_turns(programme, make_turn(1, "do", "listening.s01"))) == set()
