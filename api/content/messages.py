"""Say which texts of a programme are translatable, in the order a reader meets them.

The walk is generic over dataclass fields: a new step kind needs no line here.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from api.content.models import Programme
from api.content.texts import Message


def iter_messages(programme: Programme) -> Iterator[tuple[str, Message]]:
    """Yield `(domain, message)`; a domain is one PO file: a unit's slug, or the name of a file of its own."""
    parts: list[tuple[str, object]] = [("programme", (programme.title, programme.people))]
    parts += [(unit.slug, unit) for unit in programme.units]
    parts += [("pictures", programme.pictures), ("services", programme.directories)]
    parts += [("stepping", programme.stepping), ("shifts", programme.shifts)]
    for domain, part in parts:
        for message in walk(part):
            yield domain, message


def walk(part: object) -> Iterator[Message]:
    """Yield every message inside a model, field by field."""
    if isinstance(part, Message):
        yield part
    elif isinstance(part, tuple):
        for entry in part:
            yield from walk(entry)
    elif is_dataclass(part):
        for field in fields(part):
            yield from walk(getattr(part, field.name))
