"""What the page of languages says of each: how much of it is translated, who checked it, when, and what is recorded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.content.texts import Message
from api.i18n.catalogs import Catalog
from api.i18n.formats import language_name, month_date
from api.i18n.locales import Locale
from api.i18n.review import Told, told
from api.templating import standing
from api.translation.extract import InterfaceMessage


@dataclass(frozen=True)
class Tongue:
    """How far a language is: texts `shown` in it of `total`, what a reader must be told, and the day that is as of."""

    shown: int = 0
    total: int = 0
    told: Told = ""
    as_of: date | None = None

    def as_row(self) -> list[Any]:
        """Return it as values of JSON."""
        return [self.shown, self.total, self.told, self.as_of and self.as_of.isoformat()]

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "Tongue":
        """Make it again from what `as_row` returned."""
        shown, total, said, as_of = row
        return cls(shown, total, said, as_of and date.fromisoformat(as_of))


@dataclass(frozen=True)
class TongueView:
    """One row of the page of languages; `name` is in the language of the page, `found` is what a search looks in."""

    locale: Locale
    href: str
    name: str
    found: str
    current: bool
    tongue: Tongue
    as_of: str


def tongue_of(catalog: Catalog, messages: Mapping[str, tuple[str, Message | InterfaceMessage]]) -> Tongue:
    """Sum up a language over all texts there are."""
    states = {
        message_id: standing(catalog.review(message_id), message.risk) for message_id, (_, message) in messages.items()
    }
    shown = sum(state != "missing" for state in states.values())
    as_of = date.fromisoformat(catalog.as_of) if catalog.as_of else None
    return Tongue(shown, len(states), told(states.values()), as_of)


def tongue_views(offered: Iterable[Locale], page: Locale, tongues: Mapping[str, Tongue]) -> list[TongueView]:
    """Return the rows for a page in one language."""
    views = []
    for locale in offered:
        tongue, name = tongues.get(locale.tag, Tongue()), language_name(locale.tag, page)
        found = " ".join(dict.fromkeys((locale.endonym, locale.english, name, locale.tag)))
        as_of = month_date(tongue.as_of, page) if tongue.as_of else ""
        views.append(TongueView(locale, f"/{locale.tag}/?l", name, found, locale == page, tongue, as_of))
    return views
