"""The shape of content: one table of step kinds that code, templates and the authors' page agree with."""

import re
from dataclasses import FrozenInstanceError, fields, is_dataclass, replace
from typing import get_args

import pytest

from api.content import models
from api.content.loader import load_programme
from api.content.models import STEP_KINDS, Hears, InfoPage, Message, PageLink, Purpose, Risk, Severity, Step, Way
from api.content.steps import SENSES
from tests.factories import ROOT, make_exercise, make_message, make_step

MODELS = [found for found in vars(models).values() if isinstance(found, type) and is_dataclass(found)]


def test_units_of_an_optional_pack_are_told_by_its_name() -> None:
    alone, own = make_exercise(code="b1", part="2"), make_exercise()

    programme = replace(load_programme(ROOT / "content"), sessions=(), exercises=(own, alone), second=(), info_pages=())

    assert programme.parts == {"2": (alone,)}


def test_every_class_of_step_is_in_the_one_table() -> None:
    own = [found for found in MODELS if issubclass(found, Step) and "kind" in vars(found)]

    assert list(STEP_KINDS.values()) == own
    assert all(name == kind.kind for name, kind in STEP_KINDS.items())


def test_every_kind_has_its_partial_and_every_partial_its_kind() -> None:
    partials = {path.stem for path in (ROOT / "pwa" / "templates" / "steps").glob("*.html")}

    assert partials == set(STEP_KINDS)


def test_every_kind_is_explained_to_authors() -> None:
    page = (ROOT / "content" / "README.md").read_text("utf-8")
    table = page.split("Its kind adds:", 1)[1].split("\n## ", 1)[0]

    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(STEP_KINDS)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_content_cannot_be_changed_after_it_was_read(model: type) -> None:
    assert model.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_a_message_cannot_be_given_other_words() -> None:
    message = make_message()

    with pytest.raises(FrozenInstanceError):
        message.text = "Other words."  # type: ignore[misc]


def test_a_text_is_of_an_exercise_and_its_changes_matter_unless_told_otherwise() -> None:
    """The careful value is the one that nobody has to remember."""
    message = Message("feet.title", "Feet")

    assert (message.risk, message.severity, message.line) == (Risk.EXERCISE, Severity.MEANING, 1)


def test_a_step_of_its_own_kind_needs_no_other_fields() -> None:
    step = make_step()

    assert step.way is Way.BOTH
    assert replace(step, way=Way.OPEN) != step


def test_the_units_of_a_programme_come_in_the_order_of_its_pages() -> None:
    programme = load_programme(ROOT / "content")
    kinds = [type(unit) for unit in programme.units]

    parts = (programme.sessions, programme.exercises, programme.second)
    beside = (*programme.info_pages, *programme.rights)
    assert programme.units == (*(unit for part in parts for unit in part), *beside)
    assert kinds.index(InfoPage) == sum(len(part) for part in parts)


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (Risk, ["A", "B", "C", "D"]),
        (Severity, ["cosmetic", "meaning", "safety"]),
        (Way, ["both", "body", "open"]),
        (Hears, ["advice", "registration", "enforcement", "unknown"]),
    ],
)
def test_the_words_of_content_files_are_fixed(words: type[Risk], known: list[str]) -> None:
    assert [word.value for word in words] == known


def test_a_link_inside_a_step_leads_to_a_page_that_is_there() -> None:
    # The work log has a page of its own, without authored steps.
    slugs = {page.slug for page in load_programme(ROOT / "content").info_pages} | {"log"}

    assert set(get_args(PageLink)) <= slugs


def test_a_prompt_knows_the_senses_that_are_read() -> None:
    sense = next(field for field in fields(models.Prompt) if field.name == "sense")

    assert get_args(sense.type) == SENSES


def test_no_purpose_of_a_service_stands_twice() -> None:
    purposes = get_args(Purpose)

    assert len(purposes) == len(set(purposes))
    assert "emergency" in purposes
