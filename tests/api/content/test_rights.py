"""The rights of a country are read whole: copying a file is how a country is added."""

import shutil
from pathlib import Path

import pytest

from api.content.ids import all_ids
from api.content.loader import load_programme
from api.content.messages import iter_messages
from api.content.models import RightsPage
from api.content.texts import Risk
from api.errors import ContentError
from tests.factories import write_rights


def rights(folder: Path, *changes: tuple[str, str]) -> tuple[RightsPage, ...]:
    return load_programme(write_rights(folder, *changes)).rights


def faults(folder: Path, *changes: tuple[str, str]) -> list[tuple[str, int]]:
    with pytest.raises(ContentError) as caught:
        rights(folder, *changes)
    return [(finding.rule, finding.line) for finding in caught.value.findings]


def test_each_topic_is_a_page_with_steps_of_its_own(tmp_path: Path) -> None:
    work, told = rights(tmp_path)

    assert [step.id for step in work.steps] == ["s01", "s02"]
    assert [step.id for step in told.steps] == ["s03", "s04"]
    assert (work.country, work.contacts, work.composed, told.composed) == ("NL", ("emergency",), False, True)
    assert (work.title.line, work.steps[1].body[0].line) == (9, 28)


def test_an_address_holds_the_country_and_a_digit_and_gives_nothing_away(tmp_path: Path) -> None:
    assert [page.code for page in rights(tmp_path)] == ["wnl1", "wnl2"]


def test_its_words_are_safety_words_in_one_catalogue_of_the_country(tmp_path: Path) -> None:
    programme = load_programme(write_rights(tmp_path))
    own = [message for domain, message in iter_messages(programme) if domain == "rights-nl"]

    assert [message.id for message in own][:3] == [
        "rights-nl.work.title",
        "rights-nl.work.summary",
        "rights-nl.s01.title",
    ]
    assert {message.risk for message in own} == {Risk.SAFETY}
    assert "rights-nl.s04" in all_ids(programme)


def test_a_copied_file_is_another_country(tmp_path: Path) -> None:
    content = write_rights(tmp_path)
    text = (content / "rights" / "nl.toml").read_text("utf-8").replace('country = "NL"', 'country = "PL"')
    (content / "rights" / "pl.toml").write_text(text, "utf-8")
    shutil.copy(content / "services" / "nl.toml", content / "services" / "pl.toml")

    pages = load_programme(content).rights

    assert [page.code for page in pages] == ["wnl1", "wnl2", "wpl1", "wpl2"]
    assert pages[2].title.id == "rights-pl.work.title"


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        (('id = "s02"', 'id = "s01"'), "duplicate-id"),
        (('code = "2"', 'code = "b"'), "bad-id"),
        (('country = "NL"', 'country = "Holland"'), "bad-id"),
        (("verified_on = 2026-11-01\n", ""), "missing-field"),
        (("minutes = 2\n", "minutes = 2\nphone = 1\n"), "unknown-field"),
        (('"s01.title" = "Calm."', '"s09.title" = "Calm."'), "unknown-id"),
        (('kind = "read"', 'kind = "quiz"'), "unknown-kind"),
    ],
)
def test_a_slip_is_told_at_its_line(tmp_path: Path, change: tuple[str, str], wanted: str) -> None:
    assert wanted in [rule for rule, _ in faults(tmp_path, change)]


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    content = write_rights(tmp_path)
    (content / "pages" / "help.toml").rename(content / "pages" / "rights-nl.toml")

    with pytest.raises(ContentError, match="bad-slug"):
        load_programme(content)
