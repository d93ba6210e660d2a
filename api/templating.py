"""The one Jinja environment of the pages, and the words of one language as templates see them.

Words are untrusted: they are escaped here, always. Damaged ones were refused when the catalogue was loaded.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from api.content.texts import Message, Risk
from api.i18n.catalogs import SOURCE_TAG, Catalog, Text
from api.i18n.review import APPROVED, Told, told

TEMPLATES = Path(__file__).resolve().parent.parent / "pwa" / "templates"

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# Texts for which a second person is enough; exercises and safety need a health professional.
_ONE_CHECK = frozenset({Risk.INTERFACE, Risk.STORY})

_IN_ENGLISH = Markup('<span lang="en" dir="ltr" class="source-text">{}</span>')
_APART = Markup("<bdi>{}</bdi>")

Value = str | int


class Words:
    """Says the words of one language and remembers, for one page, how well they were checked."""

    def __init__(self, catalog: Catalog, tag: str) -> None:
        self._catalog = catalog
        self._is_english = tag.split("-", 1)[0] == SOURCE_TAG
        self._reviews: set[str] = set()
        self._english: dict[str, str] = {}
        self._used: set[str] = set()
        self._beside = False

    @property
    def used(self) -> set[str]:
        """The ids of all texts that were looked up since `start_page`."""
        return set(self._used)

    @property
    def review(self) -> Told:
        """What a reader must know of how the words said since `start_page` were made and checked."""
        return told(self._reviews)

    @property
    def beside(self) -> bool:
        """Whether English was asked to stand together with words said since `start_page`."""
        return self._beside

    def start_page(self) -> None:
        """Forget what the page before said."""
        self._reviews.clear()
        self._used.clear()
        self._beside = False

    def t(self, id: str, english: str, **values: Value) -> Markup:  # noqa: A002 - the word of catalogues
        """Return an interface text; `values` fill its placeholders."""
        self._english[id] = english
        return self._say(id, self._catalog.message(id, english), values, Risk.INTERFACE)

    def tn(self, id: str, one: str, other: str, n: int, **values: Value) -> Markup:  # noqa: A002
        """Return an interface text in the plural form for `n`."""
        return self._say(id, self._catalog.plural(id, one, other, n), {"n": n, **values}, Risk.INTERFACE)

    def m(self, message: Message) -> Markup:
        """Return an authored text; braces in it are only braces."""
        return self._say(message.id, self._catalog.message(message.id, message.text), None, message.risk)

    def english(self, id: str) -> str:  # noqa: A002
        """Return the English of a safety text of the interface just said, when it must stand beside it."""
        return self._english[id] if self._is_unproven(id, self._english[id]) else ""

    def sources(self, messages: Iterable[Message], ids: Sequence[str] = ()) -> list[str]:
        """Return the English that must stand below a block: of its authored texts, then of interface texts just said.

        `ids` are said as one text, joined by a colon: a word and what it means.
        """
        authored = [message.text for message in messages if self.needs_source(message)]
        said = ": ".join(filter(None, map(self.english, ids)))
        return [*authored, said] if said else authored

    def is_withdrawn(self, domain: str) -> bool:
        """Tell whether all of a unit stands in English because a change of it concerns safety."""
        return domain in self._catalog.withdrawn

    def needs_source(self, message: Message) -> bool:
        """Tell whether a text of the highest risk must be shown together with its English."""
        return message.risk is Risk.SAFETY and self._is_unproven(message.id, message.text)

    def _is_unproven(self, id: str, english: str) -> bool:  # noqa: A002
        self._used.add(id)
        if self._is_english or self._catalog.message(id, english).fallback:
            return False
        unproven = self._catalog.review(id) not in APPROVED
        self._beside |= unproven
        return unproven

    def _say(self, id: str, text: Text, values: dict[str, Value] | None, risk: Risk) -> Markup:  # noqa: A002
        self._used.add(id)
        self._reviews.add(standing("missing" if text.fallback else self._catalog.review(id), risk))
        said = escape(text.value) if values is None else _fill(text.value, values)
        return _IN_ENGLISH.format(said) if text.fallback and not self._is_english else said


def standing(state: str, risk: Risk) -> str:
    """Return a review state as `told` takes it: `checked` where one check is enough for a text of this risk."""
    return "checked" if state == "peer-reviewed" and risk in _ONE_CHECK else state


def plain(text: str | Markup) -> str:
    """Return text for an attribute or a title: without the elements that words may carry."""
    return text.striptags() if isinstance(text, Markup) else text


def trusted(text: str) -> Markup:
    """Mark text of our own making (a style sheet, a drawing) as markup; never a word of a catalogue."""
    return Markup(text)  # noqa: S704 - built from files of this project, not from input


def make_environment(folder: Path = TEMPLATES, compiled: Path | None = None) -> Environment:
    """Return the environment: escaping, strict, and without the blank lines of the source.

    `compiled` is a folder where templates that are compiled stay for the next start.
    """
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
    )
    environment.filters["plain"] = plain
    return environment


def tidy(html: str) -> str:
    """Drop empty lines and indents; nothing in our pages depends on them."""
    return "\n".join(line for line in map(str.strip, html.splitlines()) if line) + "\n"


def _fill(text: str, values: dict[str, Value]) -> Markup:
    parts = _PLACEHOLDER.split(text)
    said = [escape(parts[0])]
    for name, rest in zip(parts[1::2], parts[2::2], strict=True):
        said += (_isolated(values[name]), escape(rest))
    return Markup("").join(said)


def _isolated(value: Value) -> Markup:
    """Keep a value's direction to itself; a number cannot disturb its surroundings."""
    return escape(value) if isinstance(value, int) else _APART.format(value)
