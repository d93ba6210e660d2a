"""Turn a message's id and English into the words of one language, or fall back to the English.

Everything is checked when a catalogue is loaded; looking a word up afterwards cannot fail.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import polib

from api.errors import CatalogError, Finding
from api.i18n.damage import DIGITS_ONLY, Spelled, damages, dials
from api.i18n.locales import Locale
from api.i18n.plurals import ENGLISH, PluralRule, PluralTable
from api.i18n.poreading import PoText, read_po
from api.i18n.pseudo import PSEUDO
from api.i18n.review import WITHDRAWN, Event, by_id, read_trail, state, trail_path

SOURCE_TAG = "en"
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
class Text:
    """Words to show, not HTML-escaped. `lang` is the tag of the language they are really in."""

    value: str
    lang: str
    fallback: bool


@dataclass(frozen=True)
class Translation:
    """One sound entry of a PO file: the source it was made from, its forms and its review state."""

    source: tuple[str, ...]
    forms: tuple[str, ...]
    state: str


@dataclass
class Catalog:
    """The words of one language. `missing` holds the ids that are served in English instead."""

    locale: Locale
    rule: PluralRule = ENGLISH
    compute: Callable[[str], str] | None = None
    translations: Mapping[str, Translation] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    missing: set[str] = field(default_factory=set)

    def message(self, id: str, source: str) -> Text:  # noqa: A002 - the word everybody uses for it
        """Give the words for a message."""
        return self._text(id, (source,), 0)

    def plural(self, id: str, one: str, other: str, n: int) -> Text:  # noqa: A002
        """Give the form of a message that the number `n` takes; `{n}` is left for the caller to fill."""
        return self._text(id, (one, other), n)

    def review(self, id: str) -> str:  # noqa: A002
        """Tell how far the words shown for an id are reviewed: `source`, `missing`, or a rung of the ladder."""
        if self.compute is not None:
            return "source" if self.locale.status == "source" else "machine-draft"
        found = self.translations.get(id)
        return found.state if found else "missing"

    def digest(self, id: str) -> str:  # noqa: A002
        """Sum up what this catalogue says for an id: another sum, other words or another state of review."""
        found = self.translations.get(id)
        return hashlib.sha256(repr((found.source, found.forms, found.state)).encode()).hexdigest()[:16] if found else ""

    def as_rows(self, locales_dir: Path) -> dict[str, Any]:
        """Return the catalogue as values of JSON; paths of findings are told from the folder of all languages."""
        words = [(name, one.source, one.forms, one.state) for name, one in self.translations.items()]
        found = [
            (one.path.relative_to(locales_dir).as_posix(), one.line, one.rule, one.message, one.severity)
            for one in self.findings
        ]
        return {"words": words, "findings": found, "missing": sorted(self.missing)}

    def _text(self, message_id: str, source: tuple[str, ...], n: int) -> Text:
        english = source[ENGLISH.index(n)] if len(source) > 1 else source[0]
        if self.compute is not None:
            return Text(self.compute(english), self.locale.tag, fallback=False)
        found = self.translations.get(message_id)
        if found is None or found.source != source:
            self.missing.add(message_id)
            return Text(english, SOURCE_TAG, fallback=True)
        form = self.rule.index(n) if len(source) > 1 else 0
        return Text(found.forms[form], self.locale.tag, fallback=False)


def load_catalog(locales_dir: Path, locale: Locale, sources: Mapping[str, Source]) -> Catalog:
    """Load every PO file of a language and keep only what is sound; a base stands where there is nothing else.

    Raises CatalogError when there are files but not one entry of them can be read.
    """
    if locale.status == "source":
        return Catalog(locale, compute=str)
    if locale.status == "pseudo":
        return Catalog(locale, compute=PSEUDO[locale.tag])
    rule = plural_rule(locales_dir, locale)
    folder = locales_dir / locale.folder
    files = [read_po(path) for path in sorted((folder / "LC_MESSAGES").glob("*.po"))]
    findings = [finding for file in files for finding in file.findings]
    if findings and not any(file.entries for file in files):
        raise CatalogError(findings)
    texts = {message_id: source_forms(source) for message_id, source in sources.items()}
    dialled = {
        message_id for message_id, source in sources.items() if _risk(source) == _SAFETY and dials(texts[message_id])
    }
    translations: dict[str, Translation] = {}
    for file in files:
        events, torn = read_trail(trail_path(folder, file.path.stem))
        findings += [*torn, *_take(file, texts, rule, dialled, events, translations)]
    shown = {message_id: entry for message_id, entry in translations.items() if entry.state != WITHDRAWN}
    if locale.below:
        # What was withdrawn here is withdrawn: the words below it were judged with it.
        under = load_catalog(locales_dir, locale.below, sources).translations
        shown = {**{name: entry for name, entry in under.items() if name not in translations}, **shown}
    missing = texts.keys() - shown.keys()
    if not files:
        message = f"{locale.english} has no catalogue yet; run `pauza locales sync` and translate"
        findings.append(Finding(folder, 1, "no-catalogue", message, "warning"))
    return Catalog(locale, rule, None, shown, tuple(findings), set(missing))


def catalog_from(rows: Mapping[str, Any], locales_dir: Path, locale: Locale) -> Catalog:
    """Make the catalogue again that `Catalog.as_rows` was called on."""
    if locale.status in ("source", "pseudo"):
        return load_catalog(locales_dir, locale, {})
    translations = {
        name: Translation(tuple(source), tuple(forms), state) for name, source, forms, state in rows["words"]
    }
    findings = tuple(Finding(locales_dir / path, *more) for path, *more in rows["findings"])
    rule = plural_rule(locales_dir, locale)
    return Catalog(locale, rule, None, translations, findings, set(rows["missing"]))


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


def plural_rule(locales_dir: Path, locale: Locale) -> PluralRule:
    """Find the plural rule of a language. Raises CatalogError when the table has none."""
    path = locales_dir / "plurals.toml"
    try:
        return PluralTable.load(path).rule(locale.tag)
    except KeyError:
        message = f"{locale.tag} has no row; add its categories from CLDR"
        raise CatalogError([Finding(path, 1, "no-plural-rule", message)]) from None


def _take(
    file: PoText,
    texts: Mapping[str, tuple[str, ...]],
    rule: PluralRule,
    dialled: Collection[str],
    events: Iterable[Event],
    into: dict[str, Translation],
) -> list[Finding]:
    """Put the sound entries of a file into `into`; tell the others. Texts in `dialled` keep every digit."""
    stated = by_id(events)
    findings = []
    seen: set[str] = set()
    for entry in file.entries:
        forms = target_forms(entry)
        message_id = entry.msgctxt or ""
        spelled = DIGITS_ONLY if message_id in dialled else rule.spelled
        found = _refused(entry, forms, texts.get(message_id), rule, spelled)
        if message_id in seen or message_id in into:
            found = ("duplicate-id", f"{message_id} stands twice; keep one of them", "error")
        seen.add(message_id)
        if found:
            findings.append(Finding(file.path, entry.linenum or 1, *found))
        elif any(forms) and message_id in texts:
            review = state(stated.get(message_id, ()), entry_source(entry), forms)
            into[message_id] = Translation(entry_source(entry), forms, review)
    return findings


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
