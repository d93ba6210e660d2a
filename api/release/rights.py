"""Pages about rights as a reader sees them: topics by country, who can be called, and until when it counts."""

from dataclasses import dataclass
from datetime import date

from api.content.expiry import is_expired
from api.content.models import Programme, RightsPage, Unit
from api.content.texts import Message
from api.i18n.formats import month_date
from api.i18n.locales import Locale
from api.release.directory import ServiceView, service_view


@dataclass(frozen=True)
class CountryView:
    """The topics of one country; `anchor` is also that of its services on the help page."""

    name: Message
    anchor: str
    pages: tuple[RightsPage, ...]


@dataclass(frozen=True)
class DatesView:
    """From when a page is, until when it counts, and where its facts come from."""

    verified_on: str
    counts_until: str
    expires_on: date
    expired: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class TopicView:
    """What stands under one topic: its contacts, its dates and the next topic of the same country."""

    contacts: tuple[ServiceView, ...]
    dates: DatesView
    anchor: str
    following: RightsPage | None


def country_views(programme: Programme) -> tuple[CountryView, ...]:
    """Return every country that has pages about rights, under the name it has in the help directory."""
    names = {directory.country: directory.name for directory in programme.directories}
    countries = dict.fromkeys(page.country for page in programme.rights)
    return tuple(
        CountryView(
            names[country], country.lower(), tuple(page for page in programme.rights if page.country == country)
        )
        for country in countries
    )


def topic_view(programme: Programme, page: RightsPage, locale: Locale, today: date) -> TopicView:
    """Return what one topic shows below its steps."""
    services = {
        service.id: service
        for directory in programme.directories
        if directory.country == page.country
        for service in directory.services
    }
    own = [other for other in programme.rights if other.country == page.country]
    return TopicView(
        contacts=tuple(service_view(services[name], locale, today) for name in page.contacts),
        dates=_dates((page,), page.sources, locale, today),
        anchor=page.country.lower(),
        following=next(iter(own[own.index(page) + 1 :]), None),
    )


def entrance_dates(programme: Programme, entrance: Unit, locale: Locale, today: date) -> DatesView | None:
    """Return the dates of the oldest topic: the entrance is not younger than what it leads to."""
    return _dates(programme.rights, (entrance.source,), locale, today) if programme.rights else None


def _dates(pages: tuple[RightsPage, ...], sources: tuple[str, ...], locale: Locale, today: date) -> DatesView:
    verified_on = min(page.verified_on for page in pages)
    expires_on = min(page.expires_on for page in pages)
    return DatesView(
        verified_on=month_date(verified_on, locale),
        counts_until=month_date(expires_on, locale),
        expires_on=expires_on,
        expired=any(is_expired(page, today) for page in pages),
        sources=sources,
    )
