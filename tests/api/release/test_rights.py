"""What stands under a page about rights: whom to call, until when it counts, what comes next."""

from datetime import date
from pathlib import Path

import pytest

from api.content.loader import load_programme
from api.content.models import Programme
from api.release.rights import country_views, entrance_dates, topic_view
from tests.factories import ENGLISH, TODAY, write_content, write_rights


@pytest.fixture
def programme(tmp_path: Path) -> Programme:
    return load_programme(write_rights(tmp_path))


def test_topics_stand_under_the_name_that_the_help_page_gives_their_country(programme: Programme) -> None:
    (country,) = country_views(programme)

    assert (country.name.text, country.anchor) == ("Netherlands", "nl")
    assert [page.code for page in country.pages] == ["wnl1", "wnl2"]


def test_a_topic_shows_its_contacts_and_leads_to_the_next(programme: Programme) -> None:
    first, last = (topic_view(programme, page, ENGLISH, TODAY) for page in programme.rights)

    assert [view.service.id for view in first.contacts] == ["emergency"]
    assert first.following is programme.rights[1]
    assert last.following is None


@pytest.mark.parametrize(("today", "expired"), [(date(2027, 1, 30), False), (date(2027, 1, 31), True)])
def test_a_topic_counts_to_the_end_of_its_last_day(programme: Programme, today: date, expired: bool) -> None:
    dates = topic_view(programme, programme.rights[0], ENGLISH, today).dates

    assert (dates.expired, dates.counts_until) == (expired, "January 30, 2027")


def test_the_entrance_is_as_old_as_its_oldest_topic(programme: Programme, tmp_path: Path) -> None:
    dates = entrance_dates(programme, programme.info_pages[0], ENGLISH, TODAY)

    assert dates is not None
    assert (dates.verified_on, dates.expires_on) == ("November 1, 2026", date(2027, 1, 30))
    bare = load_programme(write_content(tmp_path / "bare"))
    assert entrance_dates(bare, bare.info_pages[0], ENGLISH, TODAY) is None
