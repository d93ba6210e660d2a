"""Where a page leads beyond its own words."""

from dataclasses import replace
from pathlib import Path

import pytest

from api.content.kinds import ListenStep, NoticeStep, PractiseStep, ReadStep, Step, StoryStep
from api.content.loader import load_programme
from api.content.models import Session
from api.release.views import practice_of
from tests.factories import ROOT, make_exercise, make_message, make_step

PROGRAMME = load_programme(ROOT / "content")
READ, STORY = make_step(ReadStep, "s01"), make_step(StoryStep, "s02")
ON_THE_SPOT = make_step(NoticeStep, "s03", prompts=())
MOMENTS = make_step(PractiseStep, "s04")
EXERCISE = make_step(PractiseStep, "s05", exercise="feet")


def session(*steps: Step) -> Session:
    return Session(
        slug="small",
        code="1",
        title=make_message("small.title", "Small"),
        summary=make_message("small.summary", "Small."),
        minutes=5,
        risk=READ.body[0].risk,
        source="own",
        steps=steps,
        path=Path("small.toml"),
    )


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((READ, ON_THE_SPOT, MOMENTS, EXERCISE), "s05"),
        ((STORY, READ, ON_THE_SPOT, MOMENTS), "s01"),
        ((READ, STORY, ON_THE_SPOT, READ, replace(ON_THE_SPOT, id="s09")), "s03"),
        ((make_step(ListenStep, "s07", lines=()), READ), "s07"),
        ((READ, MOMENTS), ""),
    ],
)
def test_the_practice_of_a_session_is_told_before_it_begins(steps: tuple[Step, ...], expected: str) -> None:
    """What comes, how long it takes and that stopping is fine is said before each exercise."""
    assert practice_of(session(*steps)) == expected


def test_an_exercise_is_its_own_practice() -> None:
    assert practice_of(make_exercise(ON_THE_SPOT)) == ""


@pytest.mark.parametrize("whole", PROGRAMME.sessions, ids=lambda each: each.slug)
def test_every_session_of_ours_has_a_practice_to_go_on_to(whole: Session) -> None:
    assert practice_of(whole) in [step.id for step in whole.steps]
