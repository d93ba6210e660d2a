"""Which texts are given to translators."""

from pathlib import Path

from api.content.kinds import Card
from api.content.loader import load_programme
from api.content.messages import iter_messages, walk
from api.content.texts import Message
from tests.factories import SMALL_CONTENT, make_message, make_step, write_content


def texts_of(folder: Path, domain: str) -> list[Message]:
    programme = load_programme(write_content(folder))
    return [message for where, message in iter_messages(programme) if where == domain]


def test_every_kind_of_text_has_its_permanent_id(tmp_path: Path) -> None:
    found = {message.id for _, message in iter_messages(load_programme(write_content(tmp_path)))}

    assert {
        "programme.title",
        "programme.people.ewa",
        "grounding.title",
        "grounding.s01.say.1",
        "grounding.s05.moments.queue",
        "grounding.s06.what.1",
        "feet.s01.low",
        "feet.s02o.cues.c1",
        "feet.s03.prompts.p1",
        "feet.s04.cards.caring.text",
        "feet.s05.label",
        "feet.s05.starters.1",
        "feet.s06.lines.l1",
        "pictures.bus-dawn",
        "services.nl.name",
        "services.nl.emergency.about",
    } <= found


def test_no_id_is_given_twice(tmp_path: Path) -> None:
    ids = [message.id for _, message in iter_messages(load_programme(write_content(tmp_path)))]

    assert len(ids) == len(set(ids))


def test_texts_come_in_the_order_of_reading(tmp_path: Path) -> None:
    feet = texts_of(tmp_path, "feet")

    assert [message.id for message in feet[:4]] == ["feet.title", "feet.summary", "feet.s01.title", "feet.s01.low"]


def test_names_and_numbers_of_services_are_not_translated(tmp_path: Path) -> None:
    """A number that no translator sees cannot be changed by one."""
    services = texts_of(tmp_path, "services")

    assert services
    assert all(not any(digit in message.text for digit in "0123456789") for message in services)
    assert 'number = "112"' in SMALL_CONTENT["services/nl.toml"]


def test_each_unit_is_a_file_of_its_own(tmp_path: Path) -> None:
    domains = list(dict.fromkeys(domain for domain, _ in iter_messages(load_programme(write_content(tmp_path)))))

    own = ["grounding", "feet", "second", "sorting", "help", "listening", "unplanned", "call"]
    assert domains == ["programme", *own, "pictures", "services"]


def test_a_walk_goes_through_models_and_lists_and_passes_over_the_rest() -> None:
    face, more = make_message("a", "Face"), make_message("b", "More")

    assert list(walk((Card("c1", face, more), "text", 5, None, [face], (Card("c2", face),)))) == [face, more, face]


def test_a_walk_of_one_text_is_that_text() -> None:
    message = make_message()

    assert list(walk(message)) == [message]
    assert list(walk("a plain string")) == []


def test_a_step_gives_its_title_before_its_body() -> None:
    assert [message.id for message in walk(make_step())] == ["feet.s01.title", "feet.s01.body.1"]
