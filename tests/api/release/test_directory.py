"""Places that help as a page shows them: numbers to tap and words of the reader's language."""

import re
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.content.models import Hours, Purpose
from api.release.directory import directory_views, emergency, grouped, service_view
from tests.factories import ARABIC, ENGLISH, POLISH, TODAY, make_directory, make_service

DANGER = make_service("112", number="112", purpose="emergency", confirmed=True, doubt=None)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("112", "112"),
        ("116123", "116123"),
        ("1161234", "1161 234"),
        ("08000113", "0800 01 13"),
        ("080001130", "0800 011 30"),
        ("0207600809", "0207 600 809"),
        ("0800 12 34", "0800 12 34"),
        ("0800-0113", "0800‑0113"),
        ("+31 6 302", "+31 6 302"),
        ("", ""),
    ],
)
def test_a_number_is_grouped_as_people_read_it(number: str, shown: str) -> None:
    assert grouped(number) == shown


@given(st.text("0123456789", min_size=1, max_size=15))
def test_grouping_never_changes_a_digit(number: str) -> None:
    """A number read aloud from the page must be the one that was compared with its source."""
    assert re.sub(r"\D", "", grouped(number)) == number
    assert not re.search(r"(?:^| )\d(?: |$)", grouped(number)) or len(number) == 1


@pytest.mark.parametrize(
    ("number", "call"),
    [
        ("112", "tel:112"),
        ("0800 12 34", "tel:08001234"),
        ("0800-0113", "tel:08000113"),
        ("+31 6 302", "tel:+316302"),
        (None, ""),
    ],
)
def test_a_tap_dials_the_whole_number(number: str | None, call: str) -> None:
    """Spaces and hyphens are for the eye; the plus of a call from abroad is not."""
    assert service_view(make_service(number=number, web="example.org"), ENGLISH, TODAY).call == call


@pytest.mark.parametrize(
    ("web", "address"),
    [
        ("example.org/help", "https://example.org/help"),
        ("https://example.org", "https://example.org"),
        (None, ""),
    ],
)
def test_an_address_is_opened_over_an_encrypted_line(web: str | None, address: str) -> None:
    """Who shares the network must not see which page of help was read."""
    assert service_view(make_service(web=web), ENGLISH, TODAY).web == address


@pytest.mark.parametrize(
    ("today", "expired"), [(date(2027, 1, 29), False), (date(2027, 1, 30), False), (date(2027, 1, 31), True)]
)
def test_a_service_counts_to_the_end_of_its_last_day(today: date, expired: bool) -> None:
    """A number that nobody compared for months is shown as that."""
    assert service_view(make_service(), ENGLISH, today).expired is expired


def test_days_languages_and_dates_are_in_the_words_of_the_reader() -> None:
    view = service_view(make_service(), POLISH, TODAY)

    assert view.hours == (("pon.–pt.", "09:00–17:00"),)
    assert view.languages == "polski i ukraiński"
    assert view.verified_on == "1 listopada 2026"


def test_a_service_without_hours_and_languages_claims_none() -> None:
    view = service_view(make_service(hours=(), languages=()), ARABIC, TODAY)

    assert (view.hours, view.languages) == ((), "")


def test_every_row_of_the_hours_is_shown() -> None:
    hours = (Hours("mon-fri", "09:00", "17:00"), Hours("sat", "10:00", "12:00"))

    assert [row[0] for row in service_view(make_service(hours=hours), ENGLISH, TODAY).hours] == ["Mon–Fri", "Sat"]


def test_countries_come_in_the_order_of_the_files_with_their_own_anchor() -> None:
    directories = (make_directory(make_service(), DANGER), make_directory(DANGER, country="EU"))

    views = directory_views(directories, ENGLISH, TODAY)

    assert [(view.anchor, len(view.services)) for view in views] == [("nl", 2), ("eu", 1)]
    assert views[0].directory is directories[0]


def test_in_danger_the_number_of_the_union_comes_first() -> None:
    """It works in every member state, also for who crossed a border without noticing."""
    own = make_service("police", number="999", purpose="emergency")
    directories = (make_directory(make_service(), own), make_directory(DANGER, country="EU"))

    danger = emergency(directories, ENGLISH, TODAY)

    assert danger is not None
    assert danger.shown == "112"


def test_without_the_union_a_countrys_own_number_serves() -> None:
    own = make_service("police", number="999", purpose="emergency")

    danger = emergency((make_directory(make_service(), own),), ENGLISH, TODAY)

    assert danger is not None
    assert danger.shown == "999"


def test_a_place_without_a_number_is_no_number_for_danger() -> None:
    """A web page does not help whoever must call now."""
    page = make_service("web", number=None, web="example.org", purpose="emergency")

    assert emergency((make_directory(make_service(), page),), ENGLISH, TODAY) is None
    assert emergency((), ENGLISH, TODAY) is None


def test_many_places_stand_under_what_a_person_looks_for_and_none_is_lost() -> None:
    purposes = ("care", "violence", "emergency", "return", "rights", "crisis", "labour", "trafficking", "listening")
    services = tuple(make_service(purpose, number="112", purpose=purpose) for purpose in purposes)
    (view,) = directory_views((make_directory(*services),), ENGLISH, TODAY)

    found = [(name, [one.service.purpose for one in views]) for name, views in view.groups]

    assert found == [
        ("", ["emergency"]),
        ("talk", ["crisis", "listening"]),
        ("violence", ["violence"]),
        ("work", ["rights", "labour", "trafficking"]),
        ("care", ["care"]),
        ("return", ["return"]),
    ]


def test_every_purpose_has_its_place_on_the_page() -> None:
    """A new purpose without a group would take its numbers off the page."""
    services = tuple(make_service(purpose, number="112", purpose=purpose) for purpose in get_args(Purpose))
    (view,) = directory_views((make_directory(*services),), ENGLISH, TODAY)

    assert sum(len(views) for _, views in view.groups) == len(services) > 6


def test_a_few_places_need_no_headings() -> None:
    services = tuple(
        make_service(purpose, number="112", purpose=purpose) for purpose in ("care", "emergency", "crisis")
    )
    (view,) = directory_views((make_directory(*services, country="PL"),), ENGLISH, TODAY)

    assert view.groups == (("", view.services),)
