"""Which places that help have passed the day until which they count as checked."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from api.content.models import Directory, Service


class Lapsed(NamedTuple):
    """A place that nobody compared in time: `name` is file and id, as `nl.emergency`; `since` its last good day."""

    name: str
    since: date


def is_expired(service: Service, today: date) -> bool:
    """Tell whether a place counts as checked no more; on the day itself it still does."""
    return service.expires_on < today


def lapsed(directories: Iterable[Directory], today: date) -> list[Lapsed]:
    """List the places that have expired, the longest ago first."""
    found = [
        Lapsed(f"{directory.path.stem}.{service.id}", service.expires_on)
        for directory in directories
        for service in directory.services
        if is_expired(service, today)
    ]
    return sorted(found, key=lambda place: (place.since, place.name))


def told(places: Iterable[Lapsed]) -> str:
    """Say which places have expired and what to do, in one line for a log or a terminal."""
    listed = [f"{place.name} ({place.since})" for place in places]
    count = f"{len(listed)} services have" if len(listed) != 1 else "1 service has"
    names = ", ".join(listed)
    return f"{count} expired and are marked on the page: {names}; compare the source again and set both dates"
