"""A number that nobody compared in time is named; on its last day it still counts."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from api.content.expiry import is_expired, lapsed, told
from api.content.loader import load_directories
from tests.factories import write_content

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
    places = lapsed([replace(directory, services=services)], LAST_DAY + timedelta(days=3))

    assert [place.name for place in places] == ["nl.emergency", "nl.later"]
    assert lapsed([directory], LAST_DAY) == []
    assert told(places).startswith("2 services have expired and are marked on the page: nl.emergency (2027-01-30), ")
    assert told(places[:1]).startswith("1 service has expired")
