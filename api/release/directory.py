"""Places that help, as a page shows them: numbers to tap, days and languages in the reader's words."""

import re
from dataclasses import dataclass
from datetime import date

from api.content.expiry import is_expired
from api.content.models import Directory, Purpose, Service
from api.i18n.formats import clock_range, day_range, language_names, month_date
from api.i18n.locales import Locale

_SHORT = 6

# What a person looks for, in the order of the page, and the purposes under it; the number for danger comes first.
_GROUPS: tuple[tuple[str, frozenset[Purpose]], ...] = (
    ("", frozenset({"emergency"})),
    ("talk", frozenset({"crisis", "listening"})),
    ("violence", frozenset({"violence"})),
    ("work", frozenset({"labour", "legal", "rights", "trafficking"})),
    ("care", frozenset({"care"})),
    ("return", frozenset({"return"})),
)
# So few places are found without headings.
_FEW = 6


@dataclass(frozen=True)
class ServiceView:
    """One place: `call` is the address of a phone call, `shown` the number as people read it."""

    service: Service
    call: str
    shown: str
    web: str
    hours: tuple[tuple[str, str], ...]
    languages: str
    verified_on: str
    counts_until: str
    expired: bool


@dataclass(frozen=True)
class DirectoryView:
    """The places of one country, and the same ones in `groups` under what a person looks for; "" has no heading."""

    directory: Directory
    anchor: str
    services: tuple[ServiceView, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[ServiceView, ...]], ...]:
        """Return the places by purpose; a few stand together in the order of the file."""
        if len(self.services) <= _FEW:
            return (("", self.services),)
        gathered = ((name, self._for(purposes)) for name, purposes in _GROUPS)
        return tuple((name, views) for name, views in gathered if views)

    def _for(self, purposes: frozenset[Purpose]) -> tuple[ServiceView, ...]:
        return tuple(view for view in self.services if view.service.purpose in purposes)


def directory_views(directories: tuple[Directory, ...], locale: Locale, today: date) -> tuple[DirectoryView, ...]:
    """Return what the help page shows, in the order of the files."""
    return tuple(
        DirectoryView(
            directory=directory,
            anchor=directory.country.lower(),
            services=tuple(service_view(service, locale, today) for service in directory.services),
        )
        for directory in directories
    )


def emergency(directories: tuple[Directory, ...], locale: Locale, today: date) -> ServiceView | None:
    """Return the number for danger that is the same everywhere: that of the Union before a country's."""
    ordered = sorted(directories, key=lambda directory: directory.country != "EU")
    for directory in ordered:
        for service in directory.services:
            if service.purpose == "emergency" and service.number:
                return service_view(service, locale, today)
    return None


def service_view(service: Service, locale: Locale, today: date) -> ServiceView:
    """Return one place with its days and languages in the words of the reader."""
    number = service.number or ""
    return ServiceView(
        service=service,
        call="tel:" + re.sub(r"[^\d+]", "", number) if number else "",
        shown=grouped(number),
        web=f"https://{service.web}" if service.web and "://" not in service.web else service.web or "",
        hours=tuple((day_range(row.days, locale), clock_range(row.opens, row.closes)) for row in service.hours),
        languages=language_names(service.languages, locale) if service.languages else "",
        verified_on=month_date(service.verified_on, locale),
        counts_until=month_date(service.expires_on, locale),
        expired=is_expired(service, today),
    )


def grouped(number: str) -> str:
    """Return a number as people read it: with its own groups, or a long one cut into groups."""
    if number.isdigit() and len(number) > _SHORT:
        return " ".join((number[:4], *re.findall(r"\d{2,3}(?!\d$)|\d+", number[4:])))
    return number.replace("-", "\N{NON-BREAKING HYPHEN}")
