"""Ids are for ever: translations, saved progress and addresses hang on them."""

from pathlib import Path

import pytest

from api.content.ids import accept_ids, all_ids, check_ids
from api.content.loader import load_programme
from api.errors import Finding
from tests.factories import write_content

FEET = "exercises/feet/exercise.toml"
STARTERS = (FEET, 'starters = ["I noticed"]\n')


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Write the small content with all its ids accepted."""
    folder = write_content(tmp_path)
    accept_ids(load_programme(folder), folder)
    return folder


def take_out(content: Path, file: str = STARTERS[0], text: str = STARTERS[1]) -> None:
    write_content(content.parent, {file: (text, "")})


def retire(content: Path, text: str) -> None:
    (content / "retired.toml").write_text(text, encoding="utf-8")


def found(content: Path) -> list[Finding]:
    return check_ids(load_programme(content), content)


def rules(content: Path) -> list[str]:
    return [finding.rule for finding in found(content)]


def test_texts_and_steps_both_have_ids(tmp_path: Path) -> None:
    """A step is an address, `#s03`, even where it has no text of its own."""
    ids = all_ids(load_programme(write_content(tmp_path)))

    assert {"feet.title", "feet.s02", "feet.s02.body.1", "services.nl.name", "help.s01"} <= ids
    assert "services.nl.emergency" not in ids


def test_accepted_content_is_silent(content: Path) -> None:
    assert rules(content) == []


def test_new_ids_are_one_warning_that_names_the_first(tmp_path: Path) -> None:
    content = write_content(tmp_path)

    (finding,) = found(content)

    assert (finding.rule, finding.severity, finding.path) == ("new-ids", "warning", content / "ids.txt")
    assert "first call.s01)" in finding.message


def test_an_id_that_vanishes_is_told_at_its_line_with_what_to_write(content: Path) -> None:
    take_out(content)

    (finding,) = found(content)

    lines = (content / "ids.txt").read_text().split("\n")
    assert (finding.rule, finding.severity) == ("vanished-id", "error")
    assert lines[finding.line - 1] == "feet.s05.starters.1"
    assert '"feet.s05.starters.1" = "the reason"' in finding.message


@pytest.mark.parametrize("pattern", ["feet.s05.starters.1", "feet.s05.starters.*", "feet.s05.start*", "feet.s05.*.1"])
def test_a_retired_id_may_go(content: Path, pattern: str) -> None:
    take_out(content)
    retire(content, f'[retired]\n"{pattern}" = "Nobody used it."\n')

    assert rules(content) == []


@pytest.mark.parametrize(
    "pattern", ["feet.s05.starters", "feet.s05.starters.2", "feet.s05.STARTERS.*", "feet.s05.?*.2"]
)
def test_a_pattern_that_does_not_match_lets_nothing_go(content: Path, pattern: str) -> None:
    take_out(content)
    retire(content, f'[retired]\n"{pattern}" = "Nobody used it."\n')

    assert rules(content) == ["vanished-id"]


def test_a_retired_id_is_never_used_again(content: Path) -> None:
    """A saved place or a translation of the old text would be shown for the new one."""
    retire(content, '[retired]\n"feet.s05.starters.1" = "Nobody used it."\n')

    assert [(finding.rule, finding.path.name) for finding in found(content)] == [("reused-id", "retired.toml")]


@pytest.mark.parametrize("reason", ['""', '"  "', "5", "true"])
def test_who_retires_an_id_says_why(content: Path, reason: str) -> None:
    take_out(content)
    retire(content, f'[retired]\n"feet.s05.starters.1" = {reason}\n')

    assert rules(content) == ["no-reason"]


@pytest.mark.parametrize(
    "text",
    [
        '"feet.s05.*" = "Nobody used it."\n',
        '[retired]\n[other]\n"a" = "b"\n',
        "retired = 3\n",
        'retired = ["feet.s05.*"]\n',
        "[retired\n",
    ],
)
def test_a_list_of_retired_ids_in_another_shape_is_told_and_nothing_breaks(content: Path, text: str) -> None:
    retire(content, text)

    assert rules(content) == ["malformed-toml"]


def test_a_list_of_retired_ids_in_another_encoding_is_told(content: Path) -> None:
    (content / "retired.toml").write_bytes(b'[retired]\n"a" = "\xff"\n')

    assert rules(content) == ["malformed-toml"]


def test_accepting_tells_how_many_are_new_and_forgets_none(content: Path) -> None:
    take_out(content)

    assert accept_ids(load_programme(content), content) == 0
    assert "feet.s05.starters.1\n" in (content / "ids.txt").read_text()


def test_accepting_adds_only_what_is_new(content: Path) -> None:
    write_content(content.parent, {FEET: ('starters = ["I noticed"]', 'starters = ["I noticed", "I felt"]')})
    before = (content / "ids.txt").read_text().splitlines()

    assert accept_ids(load_programme(content), content) == 1
    assert set((content / "ids.txt").read_text().splitlines()) - set(before) == {"feet.s05.starters.2"}


def test_the_list_is_sorted_and_says_that_it_is_not_to_be_edited(content: Path) -> None:
    lines = (content / "ids.txt").read_text().splitlines()
    ids = [line for line in lines if not line.startswith("#")]

    assert ids == sorted(ids)
    assert any("Do not edit" in line for line in lines)


def test_spaces_and_empty_lines_in_the_list_are_no_ids(content: Path) -> None:
    lock = content / "ids.txt"
    lock.write_text(lock.read_text().replace("\n", " \n\n"))

    assert rules(content) == []
