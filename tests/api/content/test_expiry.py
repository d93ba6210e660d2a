"""A number that nobody compared in time is named; on its last day it still counts."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from api.content.expiry import Dated, is_expired, lapsed, told
from api.content.loader import load_dated, load_directories
from tests.factories import write_content, write_rights

LAST_DAY = date(2027, 1, 30)


def test_the_last_day_still_counts(tmp_path: Path) -> None:
    service = load_directories(write_content(tmp_path))[0].services[0]

    assert service.expires_on == LAST_DAY
    assert not is_expired(service, LAST_DAY)
    assert is_expired(service, LAST_DAY + timedelta(days=1))


def test_what_has_expired_is_named_by_file_and_id_longest_ago_first(tmp_path: Path) -> None:
    directory = load_directories(write_content(tmp_path))[0]
    first = directory.services[0]
    services = (replace(first, id="later", expires_on=LAST_DAY + timedelta(days=2)), first)
    places = lapsed(Dated((replace(directory, services=services),), ()), LAST_DAY + timedelta(days=3))

    assert [place.name for place in places] == ["nl.emergency", "nl.later"]
    assert lapsed(Dated((directory,), ()), LAST_DAY) == []
    assert told(places).startswith("2 services have expired and are marked on the page: nl.emergency (2027-01-30), ")
    assert told(places[:1]).startswith("1 service has expired")


def test_pages_about_rights_expire_like_numbers(tmp_path: Path) -> None:
    """Law that has changed does harm, told with the calm of something checked."""
    dated = load_dated(write_rights(tmp_path))
    found = lapsed(dated, LAST_DAY + timedelta(days=2))

    assert [item.name for item in found] == ["nl.emergency", "rights-nl.work", "rights-nl.told"]
    assert told(found).startswith("1 service and 2 pages about rights have expired and are marked on the page: nl.em")
    assert told(found[1:2]).startswith("1 page about rights has expired")
    assert [item.name for item in lapsed(dated, LAST_DAY + timedelta(days=1))] == ["nl.emergency", "rights-nl.work"]


def test_what_expired_says_where_it_stands_and_what_to_do(tmp_path: Path) -> None:
    page = lapsed(load_dated(write_rights(tmp_path)), LAST_DAY + timedelta(days=1))[1].finding

    assert (page.path.name, page.line, page.rule, page.severity) == ("nl.toml", 9, "rights-expired", "error")
    assert "compare its sources again and set both dates" in page.message
