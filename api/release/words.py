"""The catalogues of a release: each is read when its words are asked for, and what is told of it is remembered."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from api.content.loader import GUIDES
from api.content.texts import Message
from api.errors import Finding
from api.i18n.catalogs import Catalog, load_catalog
from api.i18n.gate import hold_back
from api.i18n.locales import Locale
from api.i18n.parts import Part
from api.release.memo import Memo
from api.release.tongues import Tongue, tongue_of
from api.settings import Settings
from api.translation.extract import InterfaceMessage

# Id → (domain, source message).
Messages = dict[str, tuple[str, Message | InterfaceMessage]]
_CATALOG, _TOLD = "catalog", "told"


def shipped(messages: Messages, locale: Locale) -> Messages:
    """Return the texts that pages of a language need: those of helpers only where it has their pages."""
    if locale.helpers:
        return messages
    return {name: (domain, message) for name, (domain, message) in messages.items() if not _for_helpers(message)}


def _for_helpers(message: Message | InterfaceMessage) -> bool:
    return message.path.parent.name == GUIDES


class Told(NamedTuple):
    """What must be known of every language: how far it is, and what is wrong with its files."""

    tongue: Tongue
    findings: tuple[Finding, ...]


class Catalogs(Mapping[str, Catalog]):
    """Tag → catalogue. One that nobody asks for is not read, and of its files only those that `memo` has not seen."""

    def __init__(
        self,
        settings: Settings,
        messages: Messages,
        offered: Iterable[Locale],
        shared: str,
        memo: Memo,
        worded: Callable[[Catalog], Catalog] = lambda catalog: catalog,
    ) -> None:
        self._settings, self._messages, self._shared, self._memo = settings, messages, shared, memo
        self._locales = {locale.tag: locale for locale in offered}
        self._read: dict[str, Catalog] = {}
        # Puts in what an organisation says instead.
        self._worded = worded

    def __getitem__(self, tag: str) -> Catalog:
        if tag not in self._read:
            loaded = self._load(self._locales[tag])
            settings = self._settings
            held = hold_back(loaded, self._messages, settings.min_review, settings.locales_dir)
            self._read[tag] = self._worded(held)
        return self._read[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._locales)

    def __len__(self) -> int:
        return len(self._locales)

    def told(self, tag: str, fingerprint: str) -> Told:
        """Return what must be known of a language whose inputs have this fingerprint."""
        root = self._settings.locales_dir
        if row := self._memo.recall(_TOLD, fingerprint):
            self._memo.hold(_CATALOG, self._fingerprint(tag))
            return Told(Tongue.from_row(row[0]), tuple(Finding.from_row(one, root) for one in row[1]))
        catalog = self[tag]
        told = Told(tongue_of(catalog, shipped(self._messages, self._locales[tag])), catalog.findings)
        self._memo.keep(_TOLD, fingerprint, [told.tongue.as_row(), [one.as_row(root) for one in told.findings]])
        return told

    def _load(self, locale: Locale) -> Catalog:
        root, fingerprint = self._settings.locales_dir, self._fingerprint(locale.tag)
        rows: dict[str, Any] = self._memo.recall(_CATALOG, fingerprint) or {}
        parts = {path: Part.from_row(row, root) for path, row in rows.items()}
        found = load_catalog(root, locale, self._messages, parts)
        if {path: part.digest for path, part in parts.items()} != {path: row[0] for path, row in rows.items()}:
            self._memo.keep(_CATALOG, fingerprint, {path: part.as_row(root) for path, part in parts.items()})
        return found

    def _fingerprint(self, tag: str) -> str:
        return f"{self._shared}-{tag}"
