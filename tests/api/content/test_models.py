"""The shape of content: read once, changed never."""

from dataclasses import FrozenInstanceError, is_dataclass, replace
from typing import get_args

import pytest

from api.content import kinds, models
from api.content.kinds import Way
from api.content.loader import load_programme
from api.content.models import Hears, InfoPage, Purpose
from api.content.texts import Message, Risk, Severity
from tests.factories import ROOT, make_exercise, make_message

FOUND = {**vars(kinds), **vars(models)}.values()
MODELS = [found for found in FOUND if isinstance(found, type) and is_dataclass(found)]


def test_units_of_an_optional_pack_are_told_by_its_name() -> None:
    alone, own = make_exercise(code="b1", part="2"), make_exercise()

    whole = load_programme(ROOT / "content")
    programme = replace(whole, sessions=(), exercises=(own, alone), second=(), info_pages=())

    assert programme.parts == {"2": (alone,), "g": whole.for_helpers}


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


def test_the_units_of_a_programme_come_in_the_order_of_its_pages() -> None:
    programme = load_programme(ROOT / "content")
    kinds = [type(unit) for unit in programme.units]

    parts = (programme.sessions, programme.exercises, programme.second)
    beside = (*programme.info_pages, *programme.rights)
    assert programme.units == (*(unit for part in parts for unit in part), *beside, *programme.for_helpers)
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


def test_no_purpose_of_a_service_stands_twice() -> None:
    purposes = get_args(Purpose)

    assert len(purposes) == len(set(purposes))
    assert "emergency" in purposes
