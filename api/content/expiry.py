"""What has passed the day until which it counts as checked: places that help, and pages about rights."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from api.content.models import Directory, RightsPage, Service
from api.errors import Finding

SERVICE_EXPIRED = "service-expired"
RIGHTS_EXPIRED = "rights-expired"
EXPIRED = (SERVICE_EXPIRED, RIGHTS_EXPIRED)


class Dated(NamedTuple):
    """Everything of the content that expires."""

    directories: tuple[Directory, ...]
    rights: tuple[RightsPage, ...]


class Lapsed(NamedTuple):
    """What nobody compared in time: `name` is file and id, as `nl.emergency`; `since` its last good day.

    `finding` says the same for whoever has to mend it, with file, line and remedy.
    """

    name: str
    since: date
    finding: Finding


def is_expired(item: Service | RightsPage, today: date) -> bool:
    """Tell whether a place or a page counts as checked no more; on the day itself it still does."""
    return item.expires_on < today


def lapsed(dated: Dated, today: date) -> list[Lapsed]:
    """List what has expired, the longest ago first."""
    found = [*_services(dated.directories), *_rights(dated.rights)]
    return sorted((item for item in found if item.since < today), key=lambda item: (item.since, item.name))


def _services(directories: tuple[Directory, ...]) -> Iterator[Lapsed]:
    for directory in directories:
        for service in directory.services:
            remedy = f"{service.id}: expired on {service.expires_on}; compare its source again and set both dates"
            finding = Finding(directory.path, service.about.line, SERVICE_EXPIRED, remedy)
            yield Lapsed(f"{directory.path.stem}.{service.id}", service.expires_on, finding)


def _rights(pages: tuple[RightsPage, ...]) -> Iterator[Lapsed]:
    for page in pages:
        name = page.title.id.removesuffix(".title")
        remedy = f"{name}: expired on {page.expires_on}; compare its sources again and set both dates"
        yield Lapsed(name, page.expires_on, Finding(page.path, page.title.line, RIGHTS_EXPIRED, remedy))


def told(found: list[Lapsed]) -> str:
    """Say what has expired and what to do, in one line for a log or a terminal."""
    counts = Counter(item.finding.rule for item in found)
    kinds = ((counts[SERVICE_EXPIRED], "service"), (counts[RIGHTS_EXPIRED], "page about rights"))
    counted = " and ".join(f"{count} {_many(noun) if count > 1 else noun}" for count, noun in kinds if count)
    names = ", ".join(f"{item.name} ({item.since})" for item in found)
    has = "has" if len(found) == 1 else "have"
    return f"{counted} {has} expired and are marked on the page: {names}; compare the source again and set both dates"


def _many(noun: str) -> str:
    first, _, rest = noun.partition(" ")
    return f"{first}s {rest}".strip()
