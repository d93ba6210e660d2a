"""Reading content: what is written arrives in the models, and every slip is told at its line."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from api.content.kinds import STEP_KINDS, BreatheStep, ChooseStep, PauseStep, Way
from api.content.loader import load_programme
from api.content.texts import Risk, Severity
from api.errors import ContentError, Finding
from tests.factories import write_content

FEET = "exercises/feet/exercise.toml"
GROUNDING = "sessions/grounding.toml"


def faults(folder: Path, changes: Mapping[str, tuple[str, str]]) -> list[Finding]:
    with pytest.raises(ContentError) as raised:
        load_programme(write_content(folder, changes))
    return raised.value.findings


def test_a_whole_programme_is_read_in_order(tmp_path: Path) -> None:
    programme = load_programme(write_content(tmp_path))

    assert [unit.slug for unit in programme.units] == [
        *("grounding", "feet", "second", "sorting", "help"),
        *("listening", "unplanned", "call"),
    ]
    assert {step.kind for unit in programme.units for step in unit.steps} == set(STEP_KINDS)


def test_a_unit_has_the_risk_of_its_folder(tmp_path: Path) -> None:
    programme = load_programme(write_content(tmp_path))

    assert [unit.risk for unit in programme.for_participants] == [Risk.EXERCISE] * 4 + [Risk.SAFETY]
    assert {unit.risk for unit in programme.for_helpers} == {Risk.STORY}
    assert programme.directories[0].services[0].about.risk is Risk.SAFETY
    assert programme.pictures[0].alt.risk is programme.title.risk is Risk.STORY


def test_breathing_keeps_its_seconds_and_its_open_variant(tmp_path: Path) -> None:
    steps = load_programme(write_content(tmp_path)).exercises[0].steps
    breathe, rest = steps[1], steps[2]

    assert isinstance(breathe, BreatheStep)
    assert (breathe.breathe_in, breathe.hold, breathe.breathe_out, breathe.rounds) == (3, 0, 4, 6)
    assert isinstance(rest, PauseStep)
    assert (rest.way, rest.instead_of) == (Way.OPEN, "s02")


def test_a_pinned_paragraph_does_not_shift_the_others(tmp_path: Path) -> None:
    breathe = load_programme(write_content(tmp_path)).exercises[0].steps[1]

    assert [text.id for text in breathe.body] == ["feet.s02.body.1", "feet.s02.body.1b", "feet.s02.body.2"]


def test_a_card_without_an_explanation_is_whole(tmp_path: Path) -> None:
    choose = load_programme(write_content(tmp_path)).exercises[0].steps[4]

    assert isinstance(choose, ChooseStep)
    assert [card.more.id if card.more else None for card in choose.cards] == ["feet.s04.cards.caring.more", None]


def test_a_message_knows_its_own_line(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    lines = (content / GROUNDING).read_text().split("\n")

    message = load_programme(content).sessions[0].steps[0].body[1]

    assert message.text in lines[message.line - 1]


def test_a_note_for_a_group_reaches_every_text_of_it(tmp_path: Path) -> None:
    body = load_programme(write_content(tmp_path)).sessions[0].steps[0].body

    assert [text.note for text in body] == ["The bus is the bus to work."] * 2


def test_an_author_can_call_a_change_cosmetic(tmp_path: Path) -> None:
    change = ("minutes = 5", 'minutes = 5\nchange = { "title" = "cosmetic" }')

    programme = load_programme(write_content(tmp_path, {FEET: change}))

    assert programme.exercises[0].title.severity is Severity.COSMETIC


@pytest.mark.parametrize(
    ("file", "old", "new", "rule"),
    [
        (FEET, 'kind = "breathe"', 'kind = "fly"', "unknown-kind"),
        (FEET, "rounds = 6", "", "missing-field"),
        (FEET, "rounds = 6", "rounds = 6\nspeed = 2", "unknown-field"),
        (FEET, "rounds = 6", 'rounds = "6"', "wrong-type"),
        (FEET, "rounds = 6", "rounds = true", "wrong-type"),
        (FEET, "rounds = 6", "rounds = 600", "out-of-range"),
        (FEET, 'way = "body"', 'way = "feet"', "unknown-word"),
        (FEET, 'instead_of = "s02"', 'instead_of = "s77"', "bad-variant"),
        (FEET, 'id = "s03"', 'id = "s02"', "duplicate-id"),
        (FEET, 'id = "s03"', 'id = "third"', "bad-id"),
        (FEET, 'id = "s03"', "id = []", "wrong-type"),
        (FEET, 'id = "s03"', 'id = " s02"', "duplicate-id"),
        (FEET, 'id = "fun"', 'id = "caring"', "duplicate-id"),
        (FEET, 'low = "calm"', 'low = " "', "empty-text"),
        (FEET, 'session = "grounding"', 'session = "values"', "unknown-session"),
        (FEET, 'code = "1a"', 'code = "grounding"', "bad-id"),
        (FEET, "minutes = 5", 'minutes = 5\nnotes = { "s88.title" = "x" }', "unknown-id"),
        (FEET, "minutes = 5", 'minutes = 5\nchange = { "title" = "tiny" }', "unknown-word"),
        (FEET, "body = true", "body = yes", "malformed-toml"),
        (GROUNDING, 'who = "ewa"', 'who = "eva"', "unknown-person"),
        (GROUNDING, 'exercise = "feet"', 'exercise = "foot"', "unknown-exercise"),
        (GROUNDING, "[[steps]]", "[[steps]]\nleave = true", "leave-links"),
        (GROUNDING, "[[steps]]", '[[steps]]\nlinks = ["shop"]', "unknown-word"),
        ("programme.toml", '["grounding"]', "[]", "unlisted-session"),
        ("programme.toml", '["listening"]', "[]", "unlisted-guide"),
        ("guides/listening.toml", ", good = true", "", "good-answer"),
        ("guides/call.toml", 'of = "grounding"', 'of = "nowhere"', "unknown-session"),
        ("guides/call.toml", 'kind = "ask"', 'kind = "sing"', "unknown-word"),
        ("guides/call.toml", "seconds = 30", "seconds = 3", "out-of-range"),
        ("guides/call.toml", '"grounding.s05"', '"grounding"', "bad-id"),
        ("programme.toml", '["grounding"]', '["grounding", "values"]', "missing-file"),
        ("services/nl.toml", "2027-01-30", '"2027-01-30"', "wrong-type"),
        ("services/nl.toml", 'source = "rijksoverheid"', "", "missing-field"),
        ("services/nl.toml", "confirmed = true", "confirmed = false", "missing-field"),
        ("services/nl.toml", 'number = "112"', "", "missing-field"),
        ("services/nl.toml", '"enforcement"', '"everyone"', "unknown-word"),
        ("pictures.toml", "alt", "alternative", "missing-field"),
    ],
)
def test_a_slip_is_refused_with_its_rule(tmp_path: Path, file: str, old: str, new: str, rule: str) -> None:
    found = faults(tmp_path, {file: (old, new)})

    assert rule in {finding.rule for finding in found}


def test_steps_without_an_id_are_told_one_by_one(tmp_path: Path) -> None:
    found = faults(tmp_path, {FEET: ('id = "s03"', ""), GROUNDING: ('id = "s02"', "")})
    content = write_content(tmp_path)
    (content / FEET).write_text((content / FEET).read_text().replace('id = "s03"\n', "").replace('id = "s04"\n', ""))

    assert [finding.rule for finding in found] == ["missing-field", "missing-field"]
    with pytest.raises(ContentError, match="`id` is missing"):
        load_programme(content)


def test_a_fault_names_the_line_it_is_on(tmp_path: Path) -> None:
    found = faults(tmp_path, {FEET: ("rounds = 6", "rounds = 600")})

    lines = (tmp_path / "content" / FEET).read_text().split("\n")
    assert lines[found[0].line - 1] == "rounds = 600"


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, {FEET: ("rounds = 6", "rounds = 0"), GROUNDING: ('who = "ewa"', 'who = "eva"')})

    assert {finding.path.name for finding in found} == {"exercise.toml", "grounding.toml"}


def test_a_missing_file_is_told_once(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / GROUNDING).unlink()

    with pytest.raises(ContentError) as raised:
        load_programme(content)

    assert [finding.rule for finding in raised.value.findings if finding.path.name == "grounding.toml"] == [
        "missing-file"
    ]


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / "pictures.toml").write_bytes('[bus-dawn]\nalt = "café"\n'.encode("latin-1"))

    with pytest.raises(ContentError) as raised:
        load_programme(content)

    assert [finding.rule for finding in raised.value.findings] == ["not-utf8"]


def test_info_pages_come_in_the_order_of_need(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    text = (content / "pages" / "help.toml").read_text()
    for code, name in (("p", "privacy"), ("w", "rights"), ("z", "zebra"), ("b", "about")):
        (content / "pages" / f"{name}.toml").write_text(text.replace('code = "h"', f'code = "{code}"'))

    slugs = [page.slug for page in load_programme(content).info_pages]

    assert slugs == ["help", "rights", "privacy", "about", "zebra"]


def test_exercises_come_in_the_order_of_their_codes(tmp_path: Path) -> None:
    change = ('code = "1a"', 'code = "1c"')

    programme = load_programme(write_content(tmp_path, {FEET: change}))

    assert [exercise.code for exercise in programme.exercises] == ["1b", "1c"]


def test_the_union_comes_after_the_countries(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    text = (content / "services" / "nl.toml").read_text()
    for name in ("eu", "pl", "be"):
        (content / "services" / f"{name}.toml").write_text(text)

    assert [directory.country for directory in load_programme(content).directories] == ["BE", "NL", "PL", "EU"]


@pytest.mark.parametrize("name", ["Feet", "feet_two", "ui", "programme", "services", "pictures", "grounding"])
def test_a_folder_that_cannot_name_its_catalogue_is_refused(tmp_path: Path, name: str) -> None:
    content = write_content(tmp_path)
    (content / "exercises" / "second").rename(content / "exercises" / name)

    with pytest.raises(ContentError, match="bad-slug"):
        load_programme(content)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('bus-dawn = "A bus stop."', "wrong-type"),
        ('[bus-dawn]\nalt = "A bus stop."\nwidth = 3', "unknown-field"),
        ("[bus-dawn]\nalt = 3", "wrong-type"),
        ("[bus-dawn", "malformed-toml"),
    ],
)
def test_a_picture_is_a_table_with_its_words(tmp_path: Path, text: str, rule: str) -> None:
    content = write_content(tmp_path)
    (content / "pictures.toml").write_text(text)

    with pytest.raises(ContentError, match=rule):
        load_programme(content)


def test_a_picture_can_have_a_note_for_translators(tmp_path: Path) -> None:
    change = ("[bus-dawn]", '[bus-dawn]\nnote = "Dawn = before sunrise."')

    alt = load_programme(write_content(tmp_path, {"pictures.toml": change})).pictures[0].alt

    assert (alt.id, alt.note, alt.line) == ("pictures.bus-dawn", "Dawn = before sunrise.", 3)


def test_a_person_of_the_story_has_a_name_to_translate(tmp_path: Path) -> None:
    (person,) = load_programme(write_content(tmp_path)).people

    assert (person.id, person.name.id, person.name.text) == ("ewa", "programme.people.ewa", "Ewa")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('way = "open"\ninstead_of = "s02"', 'way = "body"\ninstead_of = "s02"'),
        ('way = "body"\ntitle', "title"),
        ('instead_of = "s02"', 'instead_of = "s02o"'),
    ],
)
def test_a_variant_stands_for_a_body_step_and_is_open(tmp_path: Path, old: str, new: str) -> None:
    """Who chose eyes open must never meet a body step in the place of another."""
    assert "bad-variant" in {finding.rule for finding in faults(tmp_path, {FEET: (old, new)})}


def test_findings_come_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    found = faults(tmp_path, {FEET: ("rounds = 6", "rounds = 0"), "pages/help.toml": ("minutes = 1", "minutes = 0")})

    assert found == sorted(found)
    assert [finding.path.name for finding in found] == ["exercise.toml", "help.toml"]


def test_the_second_step_is_in_its_order_and_an_optional_part(tmp_path: Path) -> None:
    programme = load_programme(write_content(tmp_path))

    assert [(session.slug, session.part) for session in programme.second] == [("sorting", "2")]
    assert all(unit.part == "" for unit in programme.for_participants if unit not in programme.second)
    assert programme.second[0].steps[1].of == "grounding.s06"  # type: ignore[attr-defined]
