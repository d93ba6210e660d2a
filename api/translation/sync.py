"""`pauza locales sync`: bring every PO file in step with its source, by permanent id and never by likeness.

Merging by likeness once gave "breathe out" the words of "breathe in". Here a new id is always empty,
a changed source keeps its words but marks them, and no translation is ever lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polib

from api.content.texts import Severity
from api.errors import Finding
from api.i18n.catalogs import plural_rule
from api.i18n.changes import AWAY, Change, Changes, note
from api.i18n.locales import Locale, LocaleRegistry
from api.i18n.parts import entry_source, previous_source, source_forms, target_forms
from api.i18n.plurals import PluralRule
from api.i18n.poreading import PoText, read_po
from api.i18n.review import digest
from api.translation.cosmetic import is_cosmetic
from api.translation.entries import Translatable, make_entry, template_entries
from api.translation.pofile import PoHeader, render, reorder_plurals, write_text
from api.translation.publish import publish_before
from api.translation.retired import Retired, read_retired, retire
from api.translation.trail import carry_over

_REASON = "l10n: "


@dataclass
class FileReport:
    """What happened to one PO file, as lists of ids."""

    path: Path
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    cosmetic: list[str] = field(default_factory=list)
    restored: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)


@dataclass
class SyncReport:
    """What a sync did, or would do: files, those whose bytes changed, and what needs a person."""

    files: list[FileReport] = field(default_factory=list)
    written: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def sync(
    locales_dir: Path,
    registry: LocaleRegistry,
    messages_by_domain: Mapping[str, Sequence[Translatable]],
    *,
    today: date | None = None,
    check: bool = False,
) -> SyncReport:
    """Write templates and catalogues of every translated language. With `check` only tell what would change."""
    day = today or date.today()  # noqa: DTZ011 - a day in a comment, no moment
    report, known = SyncReport(), Changes.load(locales_dir)
    for domain, messages in messages_by_domain.items():
        text = render(
            PoHeader(domain, comment=f"Pauza: {domain}. Template of the translations."),
            template_entries(messages, locales_dir),
        )
        path = locales_dir / "pot" / f"{domain}.pot"
        changes = list(_changes(path, messages, day, known)) if not check and _differs(path, text) else []
        _put(path, text, report, check=check)
        note(locales_dir, changes)
    # What a regional language has from its base is published with it, before the base is written.
    for locale in sorted(registry.translated, key=lambda one: not one.base):
        merger = _Merger(locales_dir, locale, plural_rule(locales_dir, locale), day, check, report)
        for domain, messages in messages_by_domain.items():
            merger.merge(domain, messages)
        merger.tell_orphans(messages_by_domain)
    return report


def _changes(template: Path, messages: Sequence[Translatable], day: date, known: Changes) -> Iterator[Change]:
    """Yield what became of the English since the template was written; what went and comes back too."""
    entries = read_po(template).entries if template.is_file() else []
    before = {entry.msgctxt: entry_source(entry) for entry in entries if entry.msgctxt}
    at = day.isoformat()
    for message in messages:
        was, now = before.pop(message.id, None), source_forms(message)
        if was is not None and was != now:
            yield Change(message.id, digest(was), digest(now), _severity(was, now, message.severity).value, at)
        elif was is None and known.is_away(message.id):
            yield Change(message.id, AWAY, digest(now), _severity((), now, message.severity).value, at)
    for name, was in before.items():
        yield Change(name, digest(was), AWAY, Severity.MEANING.value, at)


def _severity(before: Sequence[str], now: Sequence[str], declared: Severity) -> Severity:
    """Tell what a change means: a mark that it is cosmetic may have been left behind from an earlier one."""
    return Severity.MEANING if declared is Severity.COSMETIC and not is_cosmetic(before, now) else declared


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode("utf-8")


def _put(path: Path, text: str, report: SyncReport, *, check: bool) -> None:
    if _differs(path, text):
        report.written.append(path)
        if not check:
            write_text(path, text)


@dataclass
class _Merger:
    """Merges the domains of one language."""

    locales_dir: Path
    locale: Locale
    rule: PluralRule
    day: date
    check: bool
    report: SyncReport

    @property
    def folder(self) -> Path:
        return self.locales_dir / self.locale.folder

    def merge(self, domain: str, messages: Sequence[Translatable]) -> None:
        path = self.folder / "LC_MESSAGES" / f"{domain}.po"
        old = read_po(path) if path.is_file() else PoText(path)
        if old.findings or not self._in_our_order(old):
            # What cannot be read cannot be written back: a person must mend it first.
            self.report.findings += old.findings
            return
        done = FileReport(path)
        by_id, left_over = _by_id(old)
        if not self.check and any(_means_another(message, by_id.get(message.id)) for message in messages):
            publish_before(self.locales_dir, self.locale, domain, old.entries, at=self.day)
        kept = read_retired(self.folder)
        entries = []
        for message in messages:
            known = by_id.pop(message.id, None)
            if known is None:
                entries.append(self._new(message, kept, done))
            else:
                entries.append(self._known(message, known, domain, done))
        self._retire([*left_over, *by_id.values()], done)
        comment = (
            old.comment
            or f"Pauza: {domain}, in {self.locale.english}.\nThe licence of the content holds for this file."
        )
        header = PoHeader(domain, self.locale.folder, self.rule.header, comment)
        self.report.files.append(done)
        _put(path, render(header, entries), self.report, check=self.check)

    def tell_orphans(self, domains: Mapping[str, object]) -> None:
        for path in sorted((self.folder / "LC_MESSAGES").glob("*.po")):
            if path.stem not in domains:
                message = "no part of the programme has this name; move its words or delete the file"
                self.report.findings.append(Finding(path, 1, "orphan-catalogue", message, "warning"))

    def _in_our_order(self, old: PoText) -> bool:
        if reorder_plurals(old.entries, self.rule, old.metadata.get("Plural-Forms", "").strip()):
            return True
        message = f"its Plural-Forms cannot be matched; put the forms in the order of {self.rule.header}"
        old.findings.append(Finding(old.path, 1, "plural-order", message))
        return False

    def _empty(self, message: Translatable) -> list[str]:
        return [""] * len(self.rule.categories) if len(source_forms(message)) > 1 else [""]

    def _new(
        self, message: Translatable, kept: Mapping[tuple[str, tuple[str, ...]], Retired], done: FileReport
    ) -> polib.POEntry:
        """Make an empty entry, unless this very id with this very text was here before."""
        before = kept.get((message.id, source_forms(message)))
        if before and len(before.target) == len(self._empty(message)):
            done.restored.append(message.id)
            return make_entry(message, self.locales_dir, before.target)
        done.new.append(message.id)
        return make_entry(message, self.locales_dir, self._empty(message))

    def _known(self, message: Translatable, old: polib.POEntry, domain: str, done: FileReport) -> polib.POEntry:
        """Keep the words of an entry; mark them when the source means something else now."""
        before, now = entry_source(old), source_forms(message)
        forms = self._fitted(target_forms(old), message)
        entry = make_entry(message, self.locales_dir, forms)
        entry.tcomment = "\n".join(line for line in old.tcomment.split("\n") if not line.startswith(_REASON))
        if not any(forms):
            return entry
        if before == now:
            _keep_mark(entry, old)
        elif old.fuzzy and previous_source(old) == now:
            done.restored.append(message.id)
        elif _severity(before, now, message.severity) is Severity.COSMETIC:
            _keep_mark(entry, old)
            done.cosmetic.append(message.id)
            if not self.check:
                place = (self.locales_dir, self.locale, domain)
                carry_over(*place, message.id, before=before, now=now, target=forms, at=self.day)
        else:
            self._mark(entry, old, message)
            done.changed.append(message.id)
        return entry

    def _mark(self, entry: polib.POEntry, old: polib.POEntry, message: Translatable) -> None:
        """Mark the words as made from another source: the one they were really translated from."""
        severity = _severity(entry_source(old), source_forms(message), message.severity)
        reason = f"{_REASON}source changed {self.day.isoformat()} ({severity.value})"
        translated_from = (previous_source(old) if old.fuzzy else None) or entry_source(old)
        entry.flags.append("fuzzy")
        entry.previous_msgctxt = message.id
        entry.previous_msgid = translated_from[0]
        entry.previous_msgid_plural = translated_from[1] if len(translated_from) > 1 else None
        entry.tcomment = "\n".join(filter(None, (entry.tcomment, reason)))

    def _fitted(self, forms: tuple[str, ...], message: Translatable) -> list[str]:
        """Give the words the number of forms that the message needs now; the last form is the general one."""
        wanted = len(self._empty(message))
        if len(forms) == wanted:
            return list(forms)
        general = next((form for form in reversed(forms) if form), "")
        return [*[""] * (wanted - 1), general]

    def _retire(self, entries: Sequence[polib.POEntry], done: FileReport) -> None:
        items = []
        for entry in entries:
            forms = target_forms(entry)
            if any(forms) and entry.msgctxt:
                translated_from = (previous_source(entry) if entry.fuzzy else None) or entry_source(entry)
                items.append(Retired(entry.msgctxt, translated_from, forms))
            done.retired.append(entry.msgctxt or entry.msgid)
        if not self.check:
            retire(self.folder, items, self.day)


def _by_id(old: PoText) -> tuple[dict[str, polib.POEntry], list[polib.POEntry]]:
    """Sort entries by id; a second one of an id, one without id and one marked obsolete are left over."""
    by_id: dict[str, polib.POEntry] = {}
    left_over = list(old.obsolete)
    for entry in old.entries:
        if entry.msgctxt and entry.msgctxt not in by_id:
            by_id[entry.msgctxt] = entry
        else:
            left_over.append(entry)
    return by_id, left_over


def _means_another(message: Translatable, old: polib.POEntry | None) -> bool:
    before, now = (entry_source(old) if old else ()), source_forms(message)
    return bool(before) and before != now and _severity(before, now, message.severity) is not Severity.COSMETIC


def _keep_mark(entry: polib.POEntry, old: polib.POEntry) -> None:
    """Keep the mark of an earlier change, with the reason and the source of then."""
    if not old.fuzzy:
        return
    entry.flags.append("fuzzy")
    entry.previous_msgctxt = old.previous_msgctxt
    entry.previous_msgid = old.previous_msgid
    entry.previous_msgid_plural = old.previous_msgid_plural
    entry.tcomment = old.tcomment
