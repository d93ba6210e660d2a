"""The rules across files, each seen to fail once."""

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from api.content.checks import check_programme
from api.content.kinds import NoticeStep, PractiseStep, Prompt, Step, Way
from api.content.loader import load_programme
from api.content.models import Picture, Programme, Service
from tests.factories import (
    ROOT,
    TODAY,
    make_breathing,
    make_directory,
    make_exercise,
    make_message,
    make_rest,
    make_service,
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


@pytest.mark.parametrize(("code", "part"), [("b1", ""), ("c1", "2")])
def test_an_address_that_does_not_tell_its_optional_pack_is_refused(tmp_path: Path, code: str, part: str) -> None:
    """The phone, without network, knows by the first letter which pack it lacks."""
    programme = small(tmp_path)
    right, wrong = make_exercise(code="b2", part="2"), make_exercise(slug="other", code=code, part=part)

    assert "part-code" not in rules(replace(programme, exercises=(*programme.exercises, right)))
    assert "part-code" in rules(replace(programme, exercises=(*programme.exercises, right, wrong)))


def test_breathing_with_an_open_variant_is_fine(tmp_path: Path) -> None:
    choice = make_step(choose_way=True)

    assert rules_of(tmp_path, choice, make_breathing(), make_rest()) == set()


def test_the_choice_of_a_way_is_offered_before_the_first_body_step(tmp_path: Path) -> None:
    """Who is frightened by the breath must not find the other way only behind it."""
    choice = make_step(step_id="s03", choose_way=True)

    assert "no-way-choice" in rules_of(tmp_path, make_breathing(), make_rest(), choice)


def test_breathing_without_an_open_variant_is_refused(tmp_path: Path) -> None:
    """Who is frightened by the breath must find another way at the same place."""
    assert "no-open-way" in rules_of(tmp_path, make_breathing())


def test_breathing_that_everybody_must_do_is_refused(tmp_path: Path) -> None:
    """Nobody is led into the breath without being asked."""
    assert "body-way" in rules_of(tmp_path, make_breathing(way=Way.BOTH))


def test_an_open_variant_may_not_ask_for_breath(tmp_path: Path) -> None:
    """The other way must not lead back to what it stands for."""
    breath_again = replace(make_breathing("s02o", Way.OPEN), instead_of="s02")

    assert "open-uses-body" in rules_of(tmp_path, make_breathing(), breath_again)


def test_an_open_variant_may_not_ask_for_touch(tmp_path: Path) -> None:
    """Touch can bring back what was done to a person."""
    touch = Prompt("p1", "touch", 1, make_message("feet.s02o.prompts.p1", "Touch the wall."))
    variant = make_step(NoticeStep, "s02o", way=Way.OPEN, instead_of="s02", prompts=(touch,))

    assert "open-uses-body" in rules_of(tmp_path, make_breathing(), variant)


def test_an_exercise_must_say_that_it_uses_the_body(tmp_path: Path) -> None:
    """The choice between the two ways is offered by what the exercise says of itself."""
    assert "body-exercise" in rules_of(tmp_path, make_breathing(), make_rest(), body=False)
    assert "body-exercise" in rules_of(tmp_path, make_step(), body=True)


def test_a_unit_ends_with_a_close(tmp_path: Path) -> None:
    assert "no-close" in rules_of(tmp_path, steps=(make_step(),))
    assert "early-close" in rules_of(tmp_path, make_exercise().steps[-1])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("This therapy is for you.", "claim"),
        ("Go to help.org now.", "address"),
        ("One. Two. Three. Four.", "long-step"),
        ("You can leave the job.", "leave-links"),
    ],
)
def test_the_wording_of_every_step_is_checked(tmp_path: Path, text: str, rule: str) -> None:
    assert rule in rules_of(tmp_path, make_step(text=text))


def test_a_step_that_offers_leaving_shows_help_and_rights(tmp_path: Path) -> None:
    """Leaving can cost a home and a permit, so a place to ask stands beside it."""
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


def opening(folder: Path) -> Programme:
    """Make a programme of a session called opening that leads to no exercise."""
    programme = small(folder)
    kept = tuple(step for step in programme.sessions[0].steps if not isinstance(step, PractiseStep))
    session = replace(programme.sessions[0], slug="opening", steps=kept)
    return replace(programme, sessions=(session,), exercises=())


def test_an_opening_has_something_to_practise_on_the_spot(tmp_path: Path) -> None:
    def told(programme: Programme) -> list[str]:
        found = check_programme(programme, today=TODAY)
        return [finding.message for finding in found if finding.rule == "session-exercises"]

    on_the_spot = replace(make_rest(), way=Way.BOTH, instead_of=None)
    whole = opening(tmp_path)
    with_pause = replace(whole.sessions[0], steps=(on_the_spot, *whole.sessions[0].steps))

    assert len(told(whole)) == 1
    assert told(replace(whole, sessions=(with_pause,))) == []


def test_a_unit_without_steps_is_told_once(tmp_path: Path) -> None:
    assert rules_of(tmp_path, steps=()) == {"no-steps"}


def test_a_session_needs_two_exercises(tmp_path: Path) -> None:
    programme = small(tmp_path)

    assert "session-exercises" in rules(replace(programme, exercises=programme.exercises[:1]))


def test_two_pages_never_share_an_address(tmp_path: Path) -> None:
    """A saved or shared address must lead to one page."""
    assert "duplicate-code" in rules(small(tmp_path, feet=('code = "1a"', 'code = "1b"')))
    assert "reserved-code" in rules(small(tmp_path / "2", feet=('code = "1a"', 'code = "k"')))


def test_an_expired_service_is_refused(tmp_path: Path) -> None:
    """A number that nobody compared for months may lead nowhere."""
    programme = small(tmp_path)

    assert "service-expired" in rules(programme, date(2027, 1, 31))
    assert "service-expired" not in rules(programme, date(2027, 1, 30))
    assert "service-expiring" in rules(programme, date(2027, 1, 20))


def test_a_service_was_not_verified_in_the_future(tmp_path: Path) -> None:
    """A date in the future would keep an entry alive that nobody looked at."""
    assert "service-dates" in rules(small(tmp_path), date(2026, 10, 1))


def test_a_service_is_compared_again_within_90_days(tmp_path: Path) -> None:
    """Ninety days are as long as a number may be trusted."""
    assert "service-dates" in rules(small(tmp_path, services=("2027-01-30", "2027-01-31")))


def test_the_warning_comes_thirty_days_before_a_service_expires(tmp_path: Path) -> None:
    programme = small(tmp_path)

    assert "service-expiring" not in rules(programme, date(2026, 12, 31))
    assert "service-expiring" in rules(programme, date(2027, 1, 1))


def with_services(folder: Path, *services: Service) -> Programme:
    return replace(small(folder), directories=(make_directory(*services),))


def test_a_service_stands_once_and_has_a_source(tmp_path: Path) -> None:
    """What has no source was taken from memory."""
    assert rules(with_services(tmp_path, make_service(), make_service())) == {"duplicate-id"}
    assert rules(with_services(tmp_path, make_service(source="  "))) == {"service-source"}


def test_a_service_does_not_expire_before_it_was_compared(tmp_path: Path) -> None:
    same_day = make_service(verified_on=date(2026, 11, 24), expires_on=date(2026, 11, 24))

    assert "service-dates" in rules(with_services(tmp_path, same_day), date(2026, 11, 24))


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
    for name, (_, text) in zip(("exercise.toml", "design.md"), blocks[:2], strict=True):
        (folder / name).write_text(text, "utf-8")

    assert [finding.rule for finding in check_programme(load_programme(content), today=TODAY)] == ["new-ids"]


def test_pictures_are_described_drawn_and_used(tmp_path: Path) -> None:
    programme = small(tmp_path)

    assert "missing-picture" in rules(replace(programme, pictures=()))
    assert "undrawn-picture" in rules(programme, pictures=set())
    assert "unused-picture" in rules(programme, pictures={"bus-dawn", "moon"})


def test_a_picture_on_no_step_is_a_warning_at_its_words(tmp_path: Path) -> None:
    programme = small(tmp_path)
    spare = Picture(id="moon", alt=make_message("pictures.moon", "The moon.", line=7))

    found = check_programme(replace(programme, pictures=(*programme.pictures, spare)), today=TODAY)

    told = [(finding.severity, finding.line) for finding in found if finding.rule == "unused-picture"]
    assert told == [("warning", 7)]


def test_new_ids_are_only_a_warning(tmp_path: Path) -> None:
    found = check_programme(small(tmp_path), today=TODAY)

    assert [(finding.rule, finding.severity) for finding in found] == [("new-ids", "warning")]


SORTING = "sessions/sorting.toml"


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        (
            'kind = "story"\npicture = "bus-dawn"',
            'kind = "read"\ntitle = "Letters"',
            "story-steps",
        ),
        ('of = "grounding.s06"', 'of = "grounding.s01"', "unknown-sheet"),
        ('of = "s03"', 'of = "s08"', "unknown-sheet"),
    ],
)
def test_a_session_of_the_second_step_keeps_its_rhythm(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert rule in rules(load_programme(write_content(tmp_path, {SORTING: (old, new)})))


def test_a_later_session_of_the_second_step_looks_back_and_plans(tmp_path: Path) -> None:
    programme = small(tmp_path)
    (first,) = programme.second
    bare = replace(first, slug="next", code="b2", steps=(first.steps[0], first.steps[-1]))

    assert {"no-review", "no-plan"} <= rules(replace(programme, second=(first, bare)))
    assert "no-review" not in rules(replace(programme, second=(replace(bare, code="b1"),)))
