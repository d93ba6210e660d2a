"""What one PO file with its trail gives to a catalogue: its sound entries, and what is wrong with the others."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import polib

from api.errors import Finding
from api.i18n.damage import DIGITS_ONLY, Spelled, damages, dials
from api.i18n.locales import Locale
from api.i18n.plurals import PluralRule
from api.i18n.poreading import PoText, read_po
from api.i18n.review import Event, by_id, digest, read_trail, state, trail_path
from api.i18n.roles import Roles, counted

_SAFETY = "D"


class SourceText(Protocol):
    """A text as its author wrote it; an interface message may also have a `plural`."""

    @property
    def id(self) -> str:
        """The permanent id."""

    @property
    def text(self) -> str:
        """The English."""


Source = SourceText | str | tuple[str, SourceText]


@dataclass(frozen=True)
class Translation:
    """One sound entry of a PO file: the source it was made from, its forms, its review state and its line from 1."""

    source: tuple[str, ...]
    forms: tuple[str, ...]
    state: str
    line: int = field(default=1, compare=False)


class Stale(NamedTuple):
    """The digests of words that wait for a person, and of the English they were made from."""

    source: str
    target: str


@dataclass(frozen=True)
class Part:
    """What one PO file gives.

    `digest` is over the bytes of the file and of its trail and over who has a role in the language, `as_of` is the day
    (ISO 8601) of the last statement in the trail or "", `read` counts the entries that could be read and `torn` the
    places that could not. `stale` has the texts whose English changed, or whose words somebody marked.
    """

    digest: str
    translations: Mapping[str, Translation]
    findings: tuple[Finding, ...]
    as_of: str
    read: int
    torn: int
    stale: Mapping[str, Stale] = field(default_factory=dict)

    def as_row(self, locales_dir: Path) -> list[Any]:
        """Return the part as values of JSON; paths of findings are told from the folder of all languages."""
        words = [(name, one.source, one.forms, one.state, one.line) for name, one in self.translations.items()]
        found = [one.as_row(locales_dir) for one in self.findings]
        return [self.digest, words, found, self.as_of, self.read, self.torn, self.stale]

    @classmethod
    def from_row(cls, row: Iterable[Any], locales_dir: Path) -> "Part":
        """Make the part again that `as_row` was called on."""
        bytes_sum, words, found, as_of, read, torn, stale = row
        translations = {
            name: Translation(tuple(source), tuple(forms), state, line) for name, source, forms, state, line in words
        }
        told = tuple(Finding.from_row(one, locales_dir) for one in found)
        waiting = {name: Stale(*one) for name, one in stale.items()}
        return cls(bytes_sum, translations, told, as_of, read, torn, waiting)


class PartReader:
    """Reads the parts of catalogues against `sources`; a part in `known` whose bytes are the same is not read again.

    `known` is told by paths within the folder of all languages and learns every part that is read.
    """

    def __init__(self, locales_dir: Path, sources: Mapping[str, Source], known: dict[str, Part] | None = None) -> None:
        self.dir = locales_dir
        self.texts = {message_id: source_forms(source) for message_id, source in sources.items()}
        # These keep every digit: somebody may dial or count by them.
        self._dialled = {
            message_id
            for message_id, source in sources.items()
            if _risk(source) == _SAFETY and dials(self.texts[message_id])
        }
        self._known = {} if known is None else known
        self._roles = Roles.load(locales_dir)

    def parts(self, locale: Locale, rule: PluralRule) -> Iterator[tuple[Path, Part]]:
        """Return the path and the part of every PO file of a language, by their names."""
        for path in sorted((self.dir / locale.folder / "LC_MESSAGES").glob("*.po")):
            yield path, self.part(path, locale, rule)

    def part(self, path: Path, locale: Locale, rule: PluralRule) -> Part:
        """Return the part of one PO file."""
        trail = trail_path(self.dir / locale.folder, path.stem)
        stated = trail.read_bytes() if trail.is_file() else b""
        people = repr(self._roles.of(locale.tag).people).encode()
        bytes_sum = hashlib.sha256(b"\0".join((path.read_bytes(), stated, people))).hexdigest()
        name = path.relative_to(self.dir).as_posix()
        part = self._known.get(name)
        if part is None or part.digest != bytes_sum:
            part = self._known[name] = self._read(path, trail, locale, rule, bytes_sum)
        return part

    def _read(self, path: Path, trail: Path, locale: Locale, rule: PluralRule, bytes_sum: str) -> Part:
        file = read_po(path)
        said, torn = read_trail(trail)
        events, idle = counted(said, self._roles, locale.tag, trail)
        translations, findings = self._take(file, rule, events)
        told = (*file.findings, *torn, *idle, *findings)
        as_of = max(filter(_is_day, (event.at for event in events)), default="")
        stale = {name: one for entry in file.entries if (name := entry.msgctxt) and (one := _stale(entry, self.texts))}
        return Part(bytes_sum, translations, told, as_of, len(file.entries), len(file.findings), stale)

    def _take(
        self, file: PoText, rule: PluralRule, events: Iterable[Event]
    ) -> tuple[dict[str, Translation], list[Finding]]:
        """Return the sound entries of a file, and a finding for each of the others."""
        stated = by_id(events)
        translations: dict[str, Translation] = {}
        findings = []
        seen: set[str] = set()
        for entry in file.entries:
            forms = target_forms(entry)
            message_id = entry.msgctxt or ""
            spelled = DIGITS_ONLY if message_id in self._dialled else rule.spelled
            found = _refused(entry, forms, self.texts.get(message_id), rule, spelled)
            if message_id in seen:
                found = twice(message_id)
            seen.add(message_id)
            line = entry.linenum or 1
            if found:
                findings.append(Finding(file.path, line, *found))
            elif any(forms) and message_id in self.texts:
                review = state(stated.get(message_id, ()), entry_source(entry), forms)
                translations[message_id] = Translation(entry_source(entry), forms, review, line)
        return translations, findings


def twice(message_id: str) -> tuple[str, str, str]:
    """Tell that an entry repeats another, as `(rule, message, severity)`."""
    return "duplicate-id", f"{message_id} stands twice; keep one of them", "error"


def source_forms(source: Source) -> tuple[str, ...]:
    """Give the one text of a source message, or its singular and plural."""
    message = _message(source)
    if isinstance(message, str):
        return (message,)
    plural: str | None = getattr(message, "plural", None)
    return (message.text,) if plural is None else (message.text, plural)


def _message(source: Source) -> SourceText | str:
    return source[1] if isinstance(source, tuple) else source


def _risk(source: Source) -> str:
    return getattr(_message(source), "risk", "")


def target_forms(entry: polib.POEntry) -> tuple[str, ...]:
    """Give the words of an entry, every plural form in order."""
    if entry.msgid_plural:
        return tuple(text for _, text in sorted((int(index), text) for index, text in entry.msgstr_plural.items()))
    return (entry.msgstr,)


def entry_source(entry: polib.POEntry) -> tuple[str, ...]:
    """Give the English that an entry was made from."""
    return (entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,)


def previous_source(entry: polib.POEntry) -> tuple[str, ...] | None:
    """Give the English that the words of a marked entry were made from, where it is another one."""
    if not entry.previous_msgid:
        return None
    plural = entry.previous_msgid_plural
    return (entry.previous_msgid, plural) if plural else (entry.previous_msgid,)


def _stale(entry: polib.POEntry, texts: Mapping[str, tuple[str, ...]]) -> Stale | None:
    source, forms = entry_source(entry), target_forms(entry)
    if not any(forms) or not (entry.fuzzy or source != texts.get(entry.msgctxt)):
        return None
    made_from = (previous_source(entry) if entry.fuzzy else None) or source
    return Stale(digest(made_from), digest(forms))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _refused(
    entry: polib.POEntry, forms: tuple[str, ...], text: tuple[str, ...] | None, rule: PluralRule, spelled: Spelled
) -> tuple[str, str, str] | None:
    """Tell why an entry is not shown, as `(rule, message, severity)`; None when it is sound or empty."""
    name = entry.msgctxt
    stale = "run `pauza locales sync`"
    found = None
    if not name:
        found = "no-id", f"the entry has no msgctxt; {stale}", "error"
    elif text is None:
        found = "unknown-id", f"{name} is not a text of the programme any more; {stale}", "warning"
    elif not any(form.strip() for form in forms):
        found = None
    elif entry.fuzzy:
        found = "fuzzy", f"{name}: the source changed; compare, mend and take the fuzzy mark away", "warning"
    elif entry_source(entry) != text:
        found = "source-changed", f"{name}: the source differs from this file; {stale}", "error"
    elif len(text) > 1 and (len(forms) != len(rule.categories) or not all(form.strip() for form in forms)):
        found = "plural-count", f"{name}: fill in all forms: {', '.join(rule.categories)}", "error"
    elif broken := damages(text, forms, spelled):
        found = broken[0].rule, f"{name}: {broken[0].remedy}", "error"
    return found
