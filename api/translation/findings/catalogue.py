"""Look at all texts of a language, and keep in its trail what somebody decided to leave as it is."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polib

from api.content.texts import Risk
from api.errors import ConfigError
from api.i18n.catalogs import plural_rule
from api.i18n.damage import DIGITS_ONLY, dials
from api.i18n.locales import Locale
from api.i18n.parts import entry_source, target_forms
from api.i18n.poreading import read_po
from api.i18n.review import CHECK_IGNORED, digest, read_trail, trail_path
from api.translation.findings.looking import findings
from api.translation.findings.model import Found, Text
from api.translation.findings.rules import Rules
from api.translation.glossary import GLOSSARY, read_glossary
from api.translation.trail import record_ignored

# Id of text and rule, and the digests of source and target → why it is left.
Ignored = Mapping[tuple[str, str, str, str], str]


@dataclass(frozen=True)
class Row:
    """One finding in a file: where the text stands, the words that are marked, and why it is ignored, or ""."""

    path: Path
    line: int
    found: Found
    marked: str
    ignored: str


@dataclass(frozen=True)
class Looked:
    """What was found in a language, and in how many texts."""

    locale: Locale
    texts: int
    rows: tuple[Row, ...]

    def count(self, level: str) -> int:
        """Count what is found at a level and not ignored."""
        return sum(row.found.level == level and not row.ignored for row in self.rows)


def look(
    locales_dir: Path, rules: Rules, locale: Locale, risks: Mapping[str, str], domains: Collection[str] = ()
) -> Looked:
    """Look at all translated texts of a language, or of some of its files; `risks` gives the class of a text.

    Raises:
        CatalogError: the glossary cannot be used.

    """
    folder = locales_dir / locale.folder
    paths = sorted((folder / "LC_MESSAGES").glob("*.po"))
    entries = {path: [one for one in read_po(path).entries if _is_said(one)] for path in paths}
    texts = Texts(locales_dir, locale, risks, (entry for own in entries.values() for entry in own))
    rows: list[Row] = []
    looked = [path for path in paths if not domains or path.stem in domains]
    for path in looked:
        ignored = read_ignored(folder, path.stem)
        for entry in entries[path]:
            text = texts.of(entry)
            rows += (_row(path, entry, text, found, ignored) for found in findings(rules, text))
    return Looked(locale, sum(len(entries[path]) for path in looked), tuple(rows))


class Texts:
    """Makes the texts of a language that rules look at: with its glossary, its plurals, and its words elsewhere."""

    def __init__(
        self, locales_dir: Path, locale: Locale, risks: Mapping[str, str], entries: Iterator[polib.POEntry]
    ) -> None:
        self._locale, self._risks = locale, risks
        self._rule = plural_rule(locales_dir, locale)
        self._terms = read_glossary(locales_dir / locale.folder / GLOSSARY)
        self._others: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
        for entry in entries:
            self._others.setdefault(entry_source(entry), {}).setdefault(target_forms(entry), entry.msgctxt or "")

    def of(self, entry: polib.POEntry) -> Text:
        """Return the text of an entry."""
        source, name = entry_source(entry), entry.msgctxt or ""
        keeps_digits = self._risks.get(name) == Risk.SAFETY.value and dials(source)
        return Text(
            id=name,
            language=self._locale.tag,
            source=source,
            forms=target_forms(entry),
            categories=len(self._rule.categories),
            terms=self._terms,
            others=self._others.get(source),
            spelled=DIGITS_ONLY if keeps_digits else self._rule.spelled,
        )


def read_ignored(folder: Path, domain: str) -> Ignored:
    """Return what is left as it is in a file of a language, and why."""
    events, _ = read_trail(trail_path(folder, domain))
    return {
        (event.id, event.rule, event.source, event.target): event.why
        for event in events
        if event.event == CHECK_IGNORED
    }


def ignore(
    locales_dir: Path, rules: Rules, locale: Locale, message_id: str, rule_id: str, *, why: str, by: str, at: date
) -> None:
    """Leave what a rule finds in a text of a language, for a reason that stays in its trail.

    Raises ConfigError for a text or a rule that is not there, a rule that nobody may ignore, a finding that is not
    there, no reason, and a name that is not a pseudonym.
    """
    rule = next((one for one in rules.rules if one.id == rule_id), None)
    if rule is None or rule.level == "block":
        may = ", ".join(one.id for one in rules.rules if one.level != "block")
        raise ConfigError("RULE", rule_id, f"one that may be ignored: {may}")
    path, entry = _find(locales_dir / locale.folder, message_id)
    looked = look(locales_dir, rules, locale, {}, [path.stem])
    if not any((row.found.id, row.found.rule) == (message_id, rule_id) for row in looked.rows):
        raise ConfigError("RULE", rule_id, f"a rule that finds something in {message_id}")
    words: dict[str, Any] = {"source": entry_source(entry), "target": target_forms(entry)}
    record_ignored(locales_dir, locale, path.stem, id=message_id, rule=rule_id, why=why, by=by, at=at, **words)


def _find(folder: Path, message_id: str) -> tuple[Path, polib.POEntry]:
    for path in sorted((folder / "LC_MESSAGES").glob("*.po")):
        for entry in read_po(path).entries:
            if entry.msgctxt == message_id:
                return path, entry
    raise ConfigError("ID", message_id, "the permanent name of a text, as grounding.s03.body.1")


def _is_said(entry: polib.POEntry) -> bool:
    return bool(entry.msgctxt) and not entry.fuzzy and any(target_forms(entry))


def _row(path: Path, entry: polib.POEntry, text: Text, found: Found, ignored: Ignored) -> Row:
    key = (text.id, found.rule, digest(text.source), digest(text.forms))
    units = text.forms[found.form].encode("utf-16-le")
    marked = units[2 * found.start : 2 * found.end].decode("utf-16-le")
    return Row(path, entry.linenum or 1, found, marked, ignored.get(key, ""))
