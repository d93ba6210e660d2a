"""Turn a message's id and English into the words of one language, or fall back to the English.

Everything is checked when a catalogue is loaded; looking a word up afterwards cannot fail.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from api.errors import CatalogError, Finding
from api.i18n.locales import Locale
from api.i18n.parts import Part, PartReader, Source, Stale, Translation, twice
from api.i18n.plurals import ENGLISH, PluralRule, PluralTable
from api.i18n.pseudo import PSEUDO
from api.i18n.review import WITHDRAWN

SOURCE_TAG = "en"


@dataclass(frozen=True)
class Text:
    """Words to show, not HTML-escaped. `lang` is the tag of the language they are really in."""

    value: str
    lang: str
    fallback: bool


@dataclass
class Catalog:
    """The words of one language.

    `missing` holds the ids that are served in English instead, `as_of` is the day of the last statement about words.
    `stale` has the texts whose words wait for a person, `behind` those among them that are shown as they were before
    the English changed, and `withdrawn` the files whose English changed so that their words must not be followed.
    `own` are the words of the organisation that runs this server; they come before all others.
    """

    locale: Locale
    rule: PluralRule = ENGLISH
    compute: Callable[[str], str] | None = None
    translations: Mapping[str, Translation] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    missing: set[str] = field(default_factory=set)
    as_of: str = ""
    stale: Mapping[str, Stale] = field(default_factory=dict)
    behind: frozenset[str] = frozenset()
    withdrawn: frozenset[str] = frozenset()
    own: Mapping[str, Translation] = field(default_factory=dict)

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
        found = self._found(id)
        return found.state if found else "missing"

    def digest(self, id: str) -> str:  # noqa: A002
        """Sum up what this catalogue says for an id: another sum, other words or another state of review."""
        found = self._found(id)
        return hashlib.sha256(repr((found.source, found.forms, found.state)).encode()).hexdigest()[:16] if found else ""

    def _found(self, message_id: str) -> Translation | None:
        return self.own.get(message_id) or self.translations.get(message_id)

    def _text(self, message_id: str, source: tuple[str, ...], n: int) -> Text:
        english = source[ENGLISH.index(n)] if len(source) > 1 else source[0]
        found = self._found(message_id)
        if self.compute is not None and found is None:
            return Text(self.compute(english), self.locale.tag, fallback=False)
        if found is None or found.source != source:
            self.missing.add(message_id)
            return Text(english, SOURCE_TAG, fallback=True)
        form = self.rule.index(n) if len(source) > 1 else 0
        return Text(found.forms[form], self.locale.tag, fallback=False)


def load_catalog(
    locales_dir: Path, locale: Locale, sources: Mapping[str, Source], known: dict[str, Part] | None = None
) -> Catalog:
    """Load every PO file of a language and keep only what is sound; a base stands where there is nothing else.

    Parts in `known` that did not change are not read again; what is read is put there.

    Raises CatalogError when there are files but not one entry of them can be read.
    """
    if locale.status == "source":
        return Catalog(locale, compute=str)
    if locale.status == "pseudo":
        return Catalog(locale, compute=PSEUDO[locale.tag])
    reader = PartReader(locales_dir, sources, known)
    own = _joined(reader, locale)
    shown, stale = _not_withdrawn(own), own.stale
    if locale.below:
        # What was withdrawn here is withdrawn: the words below it were judged with it.
        below = _joined(reader, locale.below)
        known_here = own.translations.keys()
        shown |= {name: entry for name, entry in _not_withdrawn(below).items() if name not in known_here}
        stale = {name: one for name, one in below.stale.items() if name not in known_here} | stale
    missing = set(reader.texts.keys() - shown.keys())
    return Catalog(locale, own.rule, None, shown, tuple(own.findings), missing, own.as_of, stale)


class _Joined(NamedTuple):
    """All files of a language: of a text in two of them the first counts."""

    rule: PluralRule
    translations: dict[str, Translation]
    stale: dict[str, Stale]
    findings: list[Finding]
    as_of: str


def _joined(reader: PartReader, locale: Locale) -> _Joined:
    rule = plural_rule(reader.dir, locale)
    found = dict(reader.parts(locale, rule))
    findings = [finding for part in found.values() for finding in part.findings]
    if any(part.torn for part in found.values()) and not any(part.read for part in found.values()):
        raise CatalogError(findings)
    translations: dict[str, Translation] = {}
    stale: dict[str, Stale] = {}
    for path, part in found.items():
        again = (name for name in part.translations if name in translations)
        findings += [Finding(path, part.translations[name].line, *twice(name)) for name in again]
        translations = {**part.translations, **translations}
        stale = {**part.stale, **stale}
    if not found:
        message = f"{locale.english} has no catalogue yet; run `pauza locales sync` and translate"
        findings.append(Finding(reader.dir / locale.folder, 1, "no-catalogue", message, "warning"))
    return _Joined(rule, translations, stale, findings, max((part.as_of for part in found.values()), default=""))


def _not_withdrawn(joined: _Joined) -> dict[str, Translation]:
    return {name: entry for name, entry in joined.translations.items() if entry.state != WITHDRAWN}


def rules_of(locales_dir: Path, locales: Iterable[Locale]) -> dict[Locale, PluralRule]:
    """Return the plural rule of each language that has words of its own. Raises CatalogError as `plural_rule` does."""
    real = (locale for locale in locales if locale.status != "pseudo")
    return {one: ENGLISH if one.status == "source" else plural_rule(locales_dir, one) for one in real}


def plural_rule(locales_dir: Path, locale: Locale) -> PluralRule:
    """Find the plural rule of a language. Raises CatalogError when the table has none."""
    path = locales_dir / "plurals.toml"
    try:
        return PluralTable.load(path).rule(locale.tag)
    except KeyError:
        message = f"{locale.tag} has no row; add its categories from CLDR"
        raise CatalogError([Finding(path, 1, "no-plural-rule", message)]) from None
