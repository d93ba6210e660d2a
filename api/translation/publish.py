"""Publish what a language says: write the snapshot that readers keep while a changed English is being translated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polib

from api.i18n.catalogs import Catalog
from api.i18n.earlier import Sources
from api.i18n.gate import below_the_rung
from api.i18n.locales import Locale
from api.i18n.parts import entry_source, target_forms
from api.i18n.poreading import read_po
from api.i18n.published import Said, Snapshot, snapshot_path, snapshots, versions
from api.i18n.review import NOTES, digest, read_trail, trail_path
from api.i18n.roles import Roles, counted
from api.translation.findings.looking import findings
from api.translation.findings.model import Text
from api.translation.findings.rules import Rules
from api.translation.pofile import write_text
from api.translation.trail import check_pseudonym

_BY_ITSELF = "sync"


@dataclass(frozen=True)
class Published:
    """What became of publishing one file: the number of its newest snapshot, whether it is new, or why there is none.

    `reasons` has a sentence for each text that may not be published.
    """

    domain: str
    version: int = 0
    is_new: bool = False
    texts: int = 0
    reasons: tuple[str, ...] = ()


def publish(
    locales_dir: Path, catalog: Catalog, sources: Sources, domain: str, minimum: Mapping[str, str], *, by: str, at: date
) -> Published:
    """Publish today's words of one file of a language, if each of its texts may be shown.

    Raises ConfigError for a name that is not a pseudonym, CatalogError where the rules cannot be used.
    """
    check_pseudonym(by)
    names = [name for name, (own, _) in sources.items() if own == domain]
    rules = Rules.load(locales_dir)
    reasons = [f"{name}: {why}" for name in names if (why := _why_not(catalog, sources, name, minimum, rules))]
    if reasons:
        return Published(domain, reasons=tuple(reasons))
    said = {name: Said(words.source, words.forms) for name in names if (words := catalog.translations[name])}
    return _write(locales_dir, catalog.locale, domain, said, by, at)


def publish_before(
    locales_dir: Path, locale: Locale, domain: str, entries: Iterable[polib.POEntry], *, at: date
) -> None:
    """Publish what a file says before a changed English makes some of it wait for a person.

    `entries` are those of the file as it was; a regional language says with them what its base has besides.
    """
    said = _said(entries)
    base = locale.below and locales_dir / locale.below.folder / "LC_MESSAGES" / f"{domain}.po"
    if base and base.is_file():
        said = _said(read_po(base).entries) | said
    last = next(snapshots(locales_dir / locale.folder, domain), None)
    is_known = last is not None and said.items() <= last.texts.items()
    if said and not is_known:
        _write(locales_dir, locale, domain, said, _BY_ITSELF, at)


def _why_not(catalog: Catalog, sources: Sources, name: str, minimum: Mapping[str, str], rules: Rules) -> str:
    words = catalog.translations.get(name)
    if words is None:
        return "is not translated, waits for a person, or is not sound (`pauza check` says which)"
    if rung := below_the_rung(words, sources[name][1], minimum):
        return f"is {words.state}, and this server asks for {rung}"
    rule = catalog.rule
    text = Text(name, catalog.locale.tag, words.source, words.forms, len(rule.categories), spelled=rule.spelled)
    return next((found.reason for found in findings(rules, text) if found.level == "block"), "")


def _said(entries: Iterable[polib.POEntry]) -> dict[str, Said]:
    return {
        entry.msgctxt: Said(entry_source(entry), target_forms(entry))
        for entry in entries
        if entry.msgctxt and not entry.fuzzy and all(target_forms(entry))
    }


def _write(locales_dir: Path, locale: Locale, domain: str, said: Mapping[str, Said], by: str, at: date) -> Published:
    folder = locales_dir / locale.folder
    last = next(snapshots(folder, domain), None)
    if last is not None and last.texts == said:
        return Published(domain, last.version, texts=len(said))
    version = max(versions(folder, domain), default=0) + 1
    signers = tuple(sorted(_signers(locales_dir, locale, domain, said)))
    snapshot = Snapshot(domain, version, at.isoformat(), by, signers, said)
    write_text(snapshot_path(folder, domain, version), snapshot.as_json())
    return Published(domain, version, is_new=True, texts=len(said))


def _signers(locales_dir: Path, locale: Locale, domain: str, said: Mapping[str, Said]) -> set[str]:
    """Return who stated something about these very words, in this language or its base."""
    pairs = {(name, digest(one.source), digest(one.target)) for name, one in said.items()}
    roles = Roles.load(locales_dir)
    found = set()
    for own in filter(None, (locale.below, locale)):
        path = trail_path(locales_dir / own.folder, domain)
        for event in counted(read_trail(path)[0], roles, own.tag, path)[0]:
            if event.event not in NOTES and (event.id, event.source, event.target) in pairs:
                found.add(event.by)
    return found
