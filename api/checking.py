"""Run every check there is over content and catalogues: what `pauza check` prints."""

from datetime import date
from pathlib import Path

from api.content.checks import check_programme
from api.content.instruments import check_instruments
from api.content.loader import load_programme
from api.content.models import Programme
from api.content.organisation import read_organisation
from api.content.wordlists import check_wordlists
from api.errors import CatalogError, ContentError, Finding
from api.i18n.catalogs import load_catalog, rules_of
from api.i18n.changes import Changes
from api.i18n.locales import Locale, LocaleRegistry
from api.i18n.published import check_snapshots
from api.i18n.roles import Roles
from api.release.overlay import check_overlay, faults_of_words
from api.release.sources import all_messages, known_pictures, messages_by_domain, messages_of
from api.release.words import Messages
from api.settings import Settings
from api.translation.fmt import check_canonical
from api.translation.glossary import check_glossary
from api.translation.sync import SyncReport, sync
from api.translation.trail import unstated


def check_everything(settings: Settings, today: date) -> list[Finding]:
    """Return all findings; a file that cannot be read hides only what depends on it."""
    try:
        programme = load_programme(settings.content_dir)
    except ContentError as error:
        return error.findings
    findings = check_programme(programme, today=today, known_pictures=known_pictures(settings.pwa_dir))
    findings += check_wordlists(settings.content_dir / "wordlists")
    try:
        messages = all_messages(programme, settings.pwa_dir)
        registry = LocaleRegistry.load(settings.locales_dir / "locales.toml")
    except CatalogError as error:
        return [*findings, *error.findings]
    findings += _of_organisation(settings, programme, messages, registry, today)
    findings += [*Roles.load(settings.locales_dir).findings, *Changes.load(settings.locales_dir).findings]
    findings += check_instruments(programme.instruments, [locale.tag for locale in registry.offered])
    for locale in (registry.source, *registry.translated):
        try:
            findings += load_catalog(settings.locales_dir, locale, messages).findings
            findings += _unstated(settings.locales_dir, locale)
            findings += check_snapshots(settings.locales_dir / locale.folder)
            findings += check_glossary(settings.locales_dir, locale)
        except CatalogError as error:
            findings += error.findings
    try:
        report = sync(settings.locales_dir, registry, messages_by_domain(messages), today=today, check=True)
        findings += _out_of_step(report)
        # What sync would write again byte for byte is in the one form.
        settled = {file.path for file in report.files}.difference(report.written)
        findings += check_canonical(settings.locales_dir, settled)
    except CatalogError as error:
        findings += error.findings
    # A torn file is found by whoever reads it.
    return list(dict.fromkeys(findings))


def _of_organisation(
    settings: Settings, programme: Programme, messages: Messages, registry: LocaleRegistry, today: date
) -> list[Finding]:
    """Find what is wrong in the folder of an organisation, where one is set."""
    if settings.overlay_dir is None:
        return []
    try:
        organisation = read_organisation(settings.overlay_dir)
    except ContentError as error:
        return error.findings
    known = messages | messages_of(organisation.added_to(programme), ())
    rules = rules_of(settings.locales_dir, (registry.source, *registry.translated))
    return [
        *check_overlay(organisation, programme, known, registry, today),
        *faults_of_words(organisation, known, rules),
    ]


def _out_of_step(report: SyncReport) -> list[Finding]:
    remedy = "not in step with its source; run `pauza locales sync`"
    return [*report.findings, *(Finding(path, 1, "unsynced", remedy) for path in report.written)]


def _unstated(locales_dir: Path, locale: Locale) -> list[Finding]:
    """Find words that would be shown without a label because nobody said that a machine wrote them."""
    if locale.status == "source":
        return []
    findings = []
    for path in sorted((locales_dir / locale.folder / "LC_MESSAGES").glob("*.po")):
        if count := unstated(locales_dir, locale, path.stem):
            told = f"{count} texts do not say how they came about; run `pauza locales record {locale.tag} "
            findings.append(Finding(path, 1, "unstated", f"{told}machine-draft|translated --by NAME`"))
    return findings
