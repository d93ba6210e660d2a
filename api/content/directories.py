"""Read the service directory of one country. Names and numbers are data and are never translated."""

import re
from typing import Any, get_args

from api.content.models import Directory, Hears, Hours, Purpose, Service
from api.content.reading import ITEM_ID, Table, array_tables
from api.content.texts import Risk
from api.content.words import Words

COSTS = ("free", "local", "paid", "unknown")
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)"
_DAYS = re.compile(rf"{_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")
_COUNTRY = re.compile(r"[A-Z]{2}")
# What a phone dials is this without its spaces and hyphens; nothing else may be lost on the way.
_NUMBER = re.compile(r"\+?\d(?:[ -]?\d)*")
_WEB = re.compile(r"(?:https://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[\w./-]*)?")


def read_directory(top: Table) -> Directory:
    """Build the directory of one file; the file's name is the country and the prefix of the ids."""
    words = Words.of(top, f"services.{top.source.path.stem}", Risk.SAFETY)
    top.values.setdefault("country", top.source.path.stem.upper())
    country = top.name("country", _COUNTRY, "two capital letters of ISO 3166, or EU")
    name = words.field(top, "name", "name")
    services = tuple(_service(table, words) for table in array_tables(top, "services"))
    words.finish(top)
    top.done()
    return Directory(country=country, name=name, services=services, path=top.source.path)


def _service(table: Table, words: Words) -> Service:
    service_id = table.name("id", ITEM_ID, "small letters, digits and hyphens")
    purpose: Any = table.choice("purpose", get_args(Purpose))
    cost: Any = table.choice("cost", COSTS)
    service = Service(
        id=service_id,
        name=table.text("name"),
        purpose=purpose,
        about=words.field(table, "about", f"{service_id}.about"),
        number=_shaped(table, "number", _NUMBER, "digits with single spaces or hyphens, as 0800-0113"),
        web=_shaped(table, "web", _WEB, "an address like example.org/help"),
        cost=cost,
        hours=tuple(_hours(entry) for entry in table.tables("hours")),
        always_open=table.flag("always_open"),
        languages=table.strings("languages"),
        many_languages=table.flag("many_languages"),
        hears=Hears(table.choice("hears", [hears.value for hears in Hears])),
        confirmed=table.flag("confirmed"),
        doubt=words.optional(table, "doubt", f"{service_id}.doubt"),
        source=table.text("source"),
        verified_on=table.day("verified_on"),
        expires_on=table.day("expires_on"),
    )
    _whole(table, service)
    table.done()
    return service


def _shaped(table: Table, key: str, pattern: re.Pattern[str], what: str) -> str | None:
    value = table.optional_text(key)
    if value and not pattern.fullmatch(value):
        table.fault(f"bad-{key}", f"`{key}` = {value!r} must be {what}", key)
    return value


def _whole(table: Table, service: Service) -> None:
    if not table.has("confirmed"):
        table.fault("missing-field", "`confirmed` is missing; write true, or false where the source is in doubt")
    if service.number is None and service.web is None:
        table.fault("missing-field", "a service needs a `number` or a `web` address; add one")
    if not service.confirmed and service.doubt is None:
        table.fault("missing-field", "confirmed = false needs a `doubt` that says what is uncertain", "confirmed")


def _hours(entry: Table) -> Hours:
    days = entry.name("days", _DAYS, "week days like mon-fri or sat,sun")
    opens, closes = (entry.name(key, _CLOCK, "a time like 09:00") for key in ("opens", "closes"))
    entry.done()
    return Hours(days, opens, closes)
