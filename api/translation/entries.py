"""Make PO entries of source messages."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import polib

from api.content.texts import Risk, Severity
from api.i18n.damage import PLACEHOLDER
from api.i18n.parts import source_forms


class Translatable(Protocol):
    """A source message of content or interface."""

    @property
    def id(self) -> str:
        """The permanent id."""

    @property
    def text(self) -> str:
        """The English."""

    @property
    def note(self) -> str:
        """A word to translators."""

    @property
    def risk(self) -> Risk:
        """How much harm a wrong translation could do."""

    @property
    def severity(self) -> Severity:
        """What a change of it means."""

    @property
    def path(self) -> Path:
        """The file it stands in."""


def template_entries(messages: Sequence[Translatable], locales_dir: Path) -> list[polib.POEntry]:
    """Make the empty entries of a template."""
    return [
        make_entry(message, locales_dir, ["", ""] if len(source_forms(message)) > 1 else [""]) for message in messages
    ]


def make_entry(message: Translatable, locales_dir: Path, forms: Sequence[str]) -> polib.POEntry:
    """Make the entry of a message with the given words."""
    source = source_forms(message)
    plural = len(source) > 1
    flags = ["python-brace-format"] if PLACEHOLDER.search(" ".join(source)) else []
    return polib.POEntry(
        msgctxt=message.id,
        msgid=source[0],
        msgid_plural=source[1] if plural else "",
        msgstr="" if plural else forms[0],
        msgstr_plural=dict(enumerate(forms)) if plural else {},
        comment="\n".join(filter(None, (message.note, f"class {message.risk.value}"))),
        occurrences=[(_place(message.path, locales_dir), "")],
        flags=flags,
    )


@cache
def _place(path: Path, locales_dir: Path) -> str:
    """Name a file from the project's root; never a path of this machine."""
    try:
        return path.resolve().relative_to(locales_dir.resolve().parent).as_posix()
    except ValueError:
        return path.name
