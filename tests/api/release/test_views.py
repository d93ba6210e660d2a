"""What pages know beyond the authored words: addresses, menus and where a unit leads."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.content.kinds import PractiseStep, StoryStep
from api.content.loader import load_programme
from api.content.models import Exercise, Session
from api.release.views import (
    Onward,
    onward,
    pack_name,
    page_path,
    rounded_size,
    session_number,
    story_part,
)
from tests.factories import ROOT, make_exercise, make_step

PROGRAMME = load_programme(ROOT / "content")


def session(slug: str = "grounding", *steps: Any) -> Session:
    shared = make_exercise()
    return Session(
        slug=slug,
        code=slug[0],
        title=shared.title,
        summary=shared.summary,
        minutes=20,
        risk=shared.risk,
        source="own words",
        steps=steps or (make_step(),),
        path=shared.path,
    )


def programme(*units: Session | Exercise) -> Any:
    """Make a programme of these units and no others."""
    sessions = tuple(unit for unit in units if isinstance(unit, Session))
    exercises = tuple(unit for unit in units if isinstance(unit, Exercise))
    return replace(PROGRAMME, sessions=sessions, exercises=exercises, second=())


def test_an_optional_pack_is_named_within_its_language() -> None:
    assert (pack_name("pl"), pack_name("pl", "2")) == ("pl", "pl/2")


@pytest.mark.parametrize(
    ("code", "path"),
    [("", "/pl/"), ("1a", "/pl/1a/"), ("h", "/pl/h/"), ("manifest.webmanifest", "/pl/manifest.webmanifest")],
)
def test_an_address_is_a_language_and_a_neutral_code(code: str, path: str) -> None:
    """The history of a browser shows addresses to whoever takes the phone."""
    assert page_path("pl", code) == path


def test_a_session_leads_to_its_own_exercises_and_the_next_session() -> None:
    first, second = session("grounding"), session("unhooking")
    own, other = make_exercise(slug="feet"), make_exercise(slug="cup", session="unhooking")

    assert onward(programme(first, second, own, other), first) == Onward((own,), second)


def test_the_last_session_leads_to_no_other() -> None:
    last = session("closing")

    assert onward(programme(session("grounding"), last), last) == Onward()


def leading(*steps: Any) -> Session:
    return session("grounding", *steps, make_step(step_id="s08"), make_step(step_id="s09"))


@pytest.mark.parametrize(
    ("led", "step"),
    [("feet", "s08"), ("cup", ""), (None, "")],
)
def test_an_exercise_leads_back_to_the_step_after_the_one_that_led_to_it(led: str | None, step: str) -> None:
    steps = [make_step(PractiseStep, "s07", exercise=led)] if led else []
    own, whole = make_exercise(slug="feet"), leading(*steps)

    assert onward(programme(whole, own), own) == Onward((), whole, step)


def test_an_exercise_that_the_last_step_leads_to_goes_back_to_the_session_itself() -> None:
    own = make_exercise(slug="feet")
    whole = session("grounding", make_step(), make_step(PractiseStep, "s07", exercise="feet"))

    assert onward(programme(whole, own), own).step == ""


def test_an_exercise_knows_its_neighbours_and_not_itself() -> None:
    own, near, far = (make_exercise(slug=slug) for slug in ("feet", "cup", "stone"))
    far = replace(far, session="values")

    assert onward(programme(session(), own, near, far), own).exercises == (near,)


def test_an_exercise_without_a_session_leads_nowhere() -> None:
    own = make_exercise(slug="feet", session="none")

    assert onward(programme(session(), own), own) == Onward()


def test_the_last_session_leads_to_the_second_step_where_there_is_one() -> None:
    first, last = session("opening"), session("closing")
    whole = replace(programme(first, last), second=(session("b"),))

    assert (onward(whole, first).second, onward(whole, last).second) == (False, True)
    assert not onward(programme(first, last), last).second


def test_a_session_of_the_second_step_leads_to_the_next_and_has_a_number() -> None:
    one, two = session("b1", make_step()), replace(session("b2"), slug="two")
    whole = replace(programme(session("opening")), second=(one, two))

    assert onward(whole, one) == Onward(session=two, second=True)
    assert onward(whole, two) == Onward(second=True)
    assert [session_number(whole, each) for each in (*whole.sessions, one, two)] == ["o", "1", "2"]


def test_a_page_beside_the_programme_leads_nowhere() -> None:
    assert onward(PROGRAMME, PROGRAMME.info_pages[0]) == Onward()


def test_the_parts_of_a_story_are_counted_from_one() -> None:
    steps = [make_step(StoryStep, "s01"), make_step(step_id="s02"), make_step(StoryStep, "s03")]
    whole = session("grounding", *steps)

    assert [story_part(whole, step) for step in steps] == [1, 0, 2]


@pytest.mark.parametrize(
    ("wire", "shown"), [(0, 0), (1, 10_000), (230_000, 230_000), (230_001, 240_000), (239_999, 240_000)]
)
def test_a_size_is_rounded_up_to_ten_kilobytes(wire: int, shown: int) -> None:
    assert rounded_size(wire) == shown


@given(st.integers(0, 10**9))
def test_a_size_is_a_promise_of_at_most(wire: int) -> None:
    """People count megabytes; the page must not promise fewer than it takes."""
    assert wire <= rounded_size(wire) < wire + 10_000


@pytest.mark.parametrize("unit", PROGRAMME.sessions, ids=lambda unit: unit.slug)
def test_every_exercise_that_a_real_session_leads_to_leads_back_into_it(unit: Session) -> None:
    for exercise in PROGRAMME.exercises:
        if any(isinstance(step, PractiseStep) and step.exercise == exercise.slug for step in unit.steps):
            assert onward(PROGRAMME, exercise).step in {"", *(step.id for step in unit.steps)}
