"""The rules across files, each seen to fail once."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.content.checks import check_programme
from api.content.ids import accept_ids
from api.content.loader import load_programme
from api.content.models import NoticeStep, Programme, Prompt, Step, Way
from api.errors import Finding
from tests.factories import (
    ROOT,
    TODAY,
    make_breathing,
    make_exercise,
    make_message,
    make_rest,
    make_step,
    write_content,
)

FEET = "exercises/feet/exercise.toml"
GROUNDING = "sessions/grounding.toml"


def small(folder: Path, **changes: tuple[str, str]) -> Programme:
    names = {"feet": FEET, "grounding": GROUNDING, "services": "services/nl.toml", "pictures": "pictures.toml"}
    return load_programme(write_content(folder, {names[name]: change for name, change in changes.items()}))


def rules(programme: Programme, today: date = TODAY, **facts: set[str]) -> set[str]:
    found = check_programme(programme, today=today, known_pictures=facts.get("pictures"))
    return {finding.rule for finding in found} - {"new-ids"}


def rules_of(folder: Path, *steps: Step, **facts: object) -> set[str]:
    """Check a programme whose first exercise has these steps."""
    programme = small(folder)
    return rules(replace(programme, exercises=(make_exercise(*steps, **facts), *programme.exercises[1:])))


def test_the_small_programme_keeps_every_rule(tmp_path: Path) -> None:
    assert rules(small(tmp_path), pictures={"bus-dawn"}) == set()


def test_breathing_with_an_open_variant_is_fine(tmp_path: Path) -> None:
    assert rules_of(tmp_path, make_breathing(), make_rest()) == set()


def test_breathing_without_an_open_variant_is_refused(tmp_path: Path) -> None:
    assert "no-open-way" in rules_of(tmp_path, make_breathing())


def test_breathing_that_everybody_must_do_is_refused(tmp_path: Path) -> None:
    assert "body-way" in rules_of(tmp_path, make_breathing(way=Way.BOTH))


def test_an_open_variant_may_not_ask_for_breath(tmp_path: Path) -> None:
    breath_again = replace(make_breathing("s02o", Way.OPEN), instead_of="s02")

    assert "open-uses-body" in rules_of(tmp_path, make_breathing(), breath_again)


def test_an_open_variant_may_not_ask_for_touch(tmp_path: Path) -> None:
    touch = Prompt("p1", "touch", 1, make_message("feet.s02o.prompts.p1", "Touch the wall."))
    variant = make_step(NoticeStep, "s02o", way=Way.OPEN, instead_of="s02", prompts=(touch,))

    assert "open-uses-body" in rules_of(tmp_path, make_breathing(), variant)


def test_an_exercise_must_say_that_it_uses_the_body(tmp_path: Path) -> None:
    assert "body-exercise" in rules_of(tmp_path, make_breathing(), make_rest(), body=False)
    assert "body-exercise" in rules_of(tmp_path, make_step(), body=True)


def test_a_unit_ends_with_a_close(tmp_path: Path) -> None:
    assert "no-close" in rules_of(tmp_path, steps=(make_step(),))
    assert "early-close" in rules_of(tmp_path, make_exercise().steps[-1])


def test_four_sentences_are_two_steps(tmp_path: Path) -> None:
    assert "long-step" in rules_of(tmp_path, make_step(text="One. Two. Three. Four."))
    assert "long-step" not in rules_of(tmp_path, make_step(text="One. Mr. Jan comes. Three."))


def test_a_sentence_of_twenty_one_words_is_refused(tmp_path: Path) -> None:
    assert "long-sentence" in rules_of(tmp_path, make_step(text="word " * 20 + "word."))
    assert "long-sentence" not in rules_of(tmp_path, make_step(text="word " * 19 + "word."))


def test_long_sentences_in_the_mean_are_a_warning(tmp_path: Path) -> None:
    long = make_step(text="word " * 19 + "word.")
    programme = replace(small(tmp_path), exercises=(make_exercise(steps=(long,)),))

    found = [finding for finding in check_programme(programme, today=TODAY) if finding.rule == "long-mean"]
    assert [finding.severity for finding in found] == ["warning"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("This therapy is for you.", "claim"),
        ("It reduces your depression.", "claim"),
        ("You have moderate anxiety.", "claim"),
        ("It is clinically good.", "claim"),
        ("It cures fear.", "claim"),
        ("Go to help.org now.", "address"),
        ("Call 0800 0113.", "long-number"),
        ("Call 116-123.", "long-number"),
        ("Press <b>now</b>.", "markup"),
        ("Hello {name}.", "markup"),
        ("Give 100 % now.", "markup"),
        ("Two  spaces.", "spaces"),
        ("You can leave the job.", "leave-links"),
        ("Maybe quit your job.", "leave-links"),
    ],
)
def test_a_text_is_only_words_and_claims_nothing(tmp_path: Path, text: str, rule: str) -> None:
    assert rule in rules_of(tmp_path, make_step(text=text))


def test_a_sentence_that_denies_a_claim_is_fine(tmp_path: Path) -> None:
    assert "claim" not in rules_of(tmp_path, make_step(text="This is not a therapy. It does not diagnose."))


def test_a_step_that_offers_leaving_shows_help_and_rights(tmp_path: Path) -> None:
    step = make_step(text="You can leave the job.", links=("help", "rights"))

    assert "leave-links" not in rules_of(tmp_path, step)


def test_a_step_has_a_short_title(tmp_path: Path) -> None:
    assert "no-title" in rules_of(tmp_path, make_step(title=None))
    assert "long-title" in rules_of(tmp_path, make_step(title=make_message(text="One two three four five six")))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('kind = "story"\npicture = "bus-dawn"\nbody = ["The bus', 'kind = "read"\nbody = ["The bus', "story-steps"),
        ('picture = "bus-dawn"\n', "", "no-picture"),
        (
            'exercise = "feet"\nmoments = [ { id = "queue", text = "In a queue: notice your feet." } ]',
            'exercise = "feet"',
            "no-moments",
        ),
        ('kind = "plan"', 'kind = "read"', "no-plan"),
    ],
)
def test_a_session_is_whole(tmp_path: Path, old: str, new: str, rule: str) -> None:
    if rule == "no-plan":
        old = '[[steps]]\nid = "s06"\nkind = "plan"\ntitle = "Your plan"\nbody = ["Choose a time."]\n'
        old += 'what = ["Notice my feet"]\nwhen = ["In the break"]\nwhere = ["At the bus stop"]\n'
        new = ""

    assert rule in rules(small(tmp_path, grounding=(old, new)))


def test_a_session_needs_two_exercises(tmp_path: Path) -> None:
    programme = small(tmp_path)

    assert "session-exercises" in rules(replace(programme, exercises=programme.exercises[:1]))


def test_two_pages_never_share_an_address(tmp_path: Path) -> None:
    assert "duplicate-code" in rules(small(tmp_path, feet=('code = "1a"', 'code = "1b"')))
    assert "reserved-code" in rules(small(tmp_path / "2", feet=('code = "1a"', 'code = "k"')))


def test_an_expired_service_is_refused(tmp_path: Path) -> None:
    programme = small(tmp_path)

    assert "service-expired" in rules(programme, date(2027, 1, 31))
    assert "service-expired" not in rules(programme, date(2027, 1, 30))
    assert "service-expiring" in rules(programme, date(2027, 1, 20))


def test_a_service_was_not_verified_in_the_future(tmp_path: Path) -> None:
    assert "service-dates" in rules(small(tmp_path), date(2026, 10, 1))


def test_a_service_is_compared_again_within_90_days(tmp_path: Path) -> None:
    assert "service-dates" in rules(small(tmp_path, services=("2027-01-30", "2027-01-31")))


def test_two_files_never_have_the_same_country(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    text = (content / "services" / "nl.toml").read_text()
    (content / "services" / "be.toml").write_text(f'country = "NL"\n{text}')

    assert "duplicate-country" in rules(load_programme(content))


def test_an_exercise_has_an_address_of_its_session_five_minutes_and_a_design(tmp_path: Path) -> None:
    assert "code-session" in rules(small(tmp_path, feet=('code = "1a"', 'code = "2a"')))
    assert "long-exercise" in rules(small(tmp_path / "2", feet=("minutes = 5", "minutes = 6")))
    content = write_content(tmp_path / "3")
    (content / "exercises" / "feet" / "design.md").unlink()
    assert "no-design" in rules(load_programme(content))


def test_the_example_for_authors_keeps_every_rule(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    blocks = re.findall(
        r"^```(toml|markdown)\n(.*?)^```", (content / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    folder = content / "exercises" / "warm-hands"
    folder.mkdir()
    for name, (_, text) in zip(("exercise.toml", "design.md"), blocks, strict=True):
        (folder / name).write_text(text, "utf-8")

    assert [finding.rule for finding in check_programme(load_programme(content), today=TODAY)] == ["new-ids"]


def test_pictures_are_described_drawn_and_used(tmp_path: Path) -> None:
    programme = small(tmp_path)

    assert "missing-picture" in rules(replace(programme, pictures=()))
    assert "undrawn-picture" in rules(programme, pictures=set())
    assert "unused-picture" in rules(programme, pictures={"bus-dawn", "moon"})


def errors(content: Path) -> list[Finding]:
    found = check_programme(load_programme(content), today=TODAY)
    return [finding for finding in found if finding.severity == "error"]


def test_an_id_that_vanishes_is_told_until_it_is_retired(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    accept_ids(load_programme(content), content)
    write_content(tmp_path, {FEET: ('starters = ["I noticed"]\n', "")})

    assert [finding.rule for finding in errors(content)] == ["vanished-id"]
    (content / "retired.toml").write_text('[retired]\n"feet.s05.starters.1" = "Nobody used it."\n')
    assert errors(content) == []


def test_retired_ids_stand_in_one_table(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / "retired.toml").write_text('"feet.s05.*" = "Nobody used it."\n')

    assert [finding.rule for finding in errors(content)] == ["malformed-toml"]


def test_a_retired_id_is_never_used_again(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    (content / "retired.toml").write_text('[retired]\n"feet.s05.*" = "Nobody used it."\n')

    assert {finding.rule for finding in errors(content)} == {"reused-id"}


def test_accepting_ids_never_forgets_one(tmp_path: Path) -> None:
    content = write_content(tmp_path)
    first = accept_ids(load_programme(content), content)
    write_content(tmp_path, {FEET: ('starters = ["I noticed"]\n', "")})

    assert first > 50
    assert accept_ids(load_programme(content), content) == 0
    assert "feet.s05.starters.1" in (content / "ids.txt").read_text()


def test_new_ids_are_only_a_warning(tmp_path: Path) -> None:
    found = check_programme(small(tmp_path), today=TODAY)

    assert [(finding.rule, finding.severity) for finding in found] == [("new-ids", "warning")]
