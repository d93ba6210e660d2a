"""What there is to translate, and what the catalogues say now. English is read once, a catalogue when it changes."""

import re
import threading
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from api.content.loader import load_programme
from api.content.models import Programme, Unit
from api.errors import CatalogError
from api.i18n.catalogs import plural_rule
from api.i18n.locales import Locale, LocaleRegistry
from api.i18n.parts import Part, PartReader
from api.i18n.plurals import PluralRule
from api.i18n.review import Event, by_id, read_trail, trail_path
from api.i18n.roles import FILE, Roles
from api.release.sources import all_messages, messages_by_domain
from api.release.words import Messages
from api.settings import Settings
from api.translation.findings.rules import Rules
from api.translation.memory import Memory, remembered
from api.workbench.refusals import unknown

_BY = re.compile(rb'"by":\s*"([a-z0-9-]{1,64})"')
# Names under which programs and authors write into trails.
_OURS = frozenset({"author", "draft-machine"})
_MOST_MEMORIES = 4
_TITLES = {
    "ui": "Buttons and labels",
    "programme": "The name and the people",
    "pictures": "Pictures in words",
    "services": "Places that help",
    "stepping": "After the last session",
    "shifts": "Working days",
}


class Project:
    """The texts of the programme and the catalogues of every language, for many readers at once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.locales_dir = settings.locales_dir
        self._lock = threading.RLock()
        self.known: dict[str, Part] = {}
        self._readers: dict[object, PartReader] = {}
        self._trails: dict[Path, tuple[object, dict[str, list[Event]]]] = {}
        self._memories: dict[str, tuple[object, Memory]] = {}

    @cached_property
    def registry(self) -> LocaleRegistry:
        """The languages there are."""
        return LocaleRegistry.load(self.locales_dir / "locales.toml")

    @cached_property
    def messages(self) -> Messages:
        """Id → (domain, source message)."""
        return all_messages(self.programme, self.settings.pwa_dir)

    @cached_property
    def programme(self) -> Programme:
        """The authored content."""
        return load_programme(self.settings.content_dir)

    @cached_property
    def domains(self) -> Mapping[str, Messages]:
        """Domain → its messages, in the order of the content."""
        found: dict[str, Messages] = {name: {} for name in messages_by_domain(self.messages)}
        for message_id, one in self.messages.items():
            found[one[0]][message_id] = one
        return found

    @cached_property
    def units(self) -> Mapping[str, Unit]:
        """Domain → the unit that it is a page of, where it is one."""
        return {unit.slug: unit for unit in self.programme.units}

    def locale(self, tag: str) -> Locale:
        """Return a translated language. Raises RefusedError."""
        found = next((locale for locale in self.registry.translated if locale.tag == tag), None)
        if found is None:
            raise unknown("language")
        return found

    def rule(self, locale: Locale) -> PluralRule:
        """Return the plural rule of a language."""
        return plural_rule(self.locales_dir, locale)

    def domain_of(self, text_id: str) -> str:
        """Return the domain of a text. Raises RefusedError."""
        if text_id not in self.messages:
            raise unknown("text")
        return self.messages[text_id][0]

    def texts_of(self, domain: str) -> Messages:
        """Return the messages of a domain. Raises RefusedError."""
        if domain not in self.domains:
            raise unknown("unit")
        return self.domains[domain]

    def title_of(self, domain: str) -> str:
        """Return what a unit is called, in English."""
        unit = self.units.get(domain)
        return unit.title.text if unit else _TITLES.get(domain, domain)

    def folder(self, locale: Locale) -> Path:
        """Return where a language stands."""
        return self.locales_dir / locale.folder

    def paths(self, locale: Locale, domain: str) -> tuple[Path, Path]:
        """Return where the words of a unit stand, and what was stated of them."""
        folder = self.folder(locale)
        return folder / "LC_MESSAGES" / f"{domain}.po", trail_path(folder, domain)

    def parts(self, locale: Locale) -> dict[str, Part]:
        """Return domain → what its PO file gives; files that did not change are not read again."""
        with self._lock:
            found = self._reader().parts(locale, self.rule(locale))
            return {path.stem: part for path, part in found}

    def part(self, locale: Locale, domain: str) -> Part | None:
        """Return what the PO file of one unit gives, without reading those of others."""
        path, _ = self.paths(locale, domain)
        with self._lock:
            return self._reader().part(path, locale, self.rule(locale)) if path.is_file() else None

    def stated(self, locale: Locale, domain: str) -> dict[str, list[Event]]:
        """Return id → everything that was stated of it, counting or not."""
        path = trail_path(self.folder(locale), domain)
        with self._lock:
            sign, known = _sign(path), self._trails.get(path)
            if known is None or known[0] != sign:
                known = self._trails[path] = (sign, by_id(read_trail(path)[0]))
            return known[1]

    def memory(self, locale: Locale) -> Memory:
        """Return what a language has translated before."""
        folder = self.folder(locale)
        files = (*sorted((folder / "LC_MESSAGES").glob("*.po")), folder / "retired.jsonl")
        with self._lock:
            sign, known = tuple(map(_sign, files)), self._memories.pop(locale.tag, None)
            if known is None or known[0] != sign:
                known = (sign, Memory(remembered(folder)))
            self._memories[locale.tag] = known
            while len(self._memories) > _MOST_MEMORIES:
                self._memories.pop(next(iter(self._memories)))
            return known[1]

    def rules(self) -> Rules:
        """Return the rules of findings of this moment; where their file cannot be read there are none."""
        try:
            return Rules.load(self.locales_dir)
        except CatalogError:
            return Rules((), {})

    def taken_names(self) -> frozenset[str]:
        """Return every name that words or roles stand under, whether it has an account or not."""
        trails = self.locales_dir.glob("*/trail/*.jsonl")
        stated = {name.decode() for path in trails for name in _BY.findall(path.read_bytes())}
        return frozenset(stated | {one.name for one in Roles.load(self.locales_dir).people} | _OURS)

    def today(self) -> date:
        """Return the day that statements carry."""
        return date.today()  # noqa: DTZ011 - a day in a trail, no moment

    def _reader(self) -> PartReader:
        sign = _sign(self.locales_dir / FILE)
        if sign not in self._readers:
            self._readers = {sign: PartReader(self.locales_dir, self.messages, self.known)}
        return self._readers[sign]


def _sign(path: Path) -> object:
    """Return what changes when a file does."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return str(path), found.st_mtime_ns, found.st_size
