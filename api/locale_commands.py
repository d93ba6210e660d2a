"""`pauza locales …`: keep catalogues in step with their sources, in one form, and say how far they are."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from api.content.loader import load_programme
from api.errors import AppError, ConfigError
from api.exchange_commands import FORMATS, export_file, import_file
from api.finding_commands import leave, look_at
from api.i18n.catalogs import Catalog, load_catalog
from api.i18n.gate import hold_back
from api.i18n.locales import Locale, LocaleRegistry
from api.i18n.review import LADDER, ORIGINS, WITHDRAWN
from api.release.sources import all_messages, messages_by_domain
from api.release.words import Messages, shipped
from api.settings import Settings
from api.translation.findings.rules import LEVELS
from api.translation.fmt import fmt
from api.translation.joining import join
from api.translation.memory import Memory, remembered
from api.translation.publish import Published, publish
from api.translation.readback import read_findings, record_findings
from api.translation.status import status
from api.translation.sync import sync
from api.translation.threeway import merge_files
from api.translation.trail import check_pseudonym, record_file


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `locales` with its own commands."""
    parser = commands.add_parser(
        "locales", help="catalogues: add, sync, fmt, status, record, export, import, memory, merge"
    )
    own = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    adding = _command(own, "add", _add, "begin a language: a row in the list, and its empty catalogues", check=False)
    adding.add_argument("language", metavar="LANG", help="its BCP 47 tag")
    _command(own, "sync", _sync, "bring every catalogue in step with its source, by id", check=True)
    _command(own, "fmt", _fmt, "write every catalogue in its canonical form", check=True)
    _command(own, "status", _status, "count what is shown and how well it was checked", check=False)
    checking = _command(own, "check", _check, "look for what may be wrong with translations", check=False)
    checking.add_argument("language", metavar="LANG", nargs="*", help="these languages only")
    checking.add_argument("--domain", action="append", metavar="DOMAIN", help="only this file; may be repeated")
    checking.add_argument("--level", choices=LEVELS, default="warn", help="down to this level (warn)")
    ignoring = _command(own, "ignore", _ignore, "leave what a check found, and say why", check=False)
    ignoring.add_argument("language", metavar="LANG")
    ignoring.add_argument("id", metavar="ID", help="the permanent name of the text")
    ignoring.add_argument("rule", metavar="RULE", help="the word in brackets behind the finding")
    ignoring.add_argument("--because", required=True, metavar="WHY", help="a sentence; it stays in the trail")
    ignoring.add_argument("--by", required=True, metavar="NAME", help="a pseudonym, never an address")
    recording = _command(own, "record", _record, "state how the texts of a language came about", check=False)
    recording.add_argument("language", metavar="LANG")
    recording.add_argument("event", help=f"{', '.join((*LADDER, WITHDRAWN))}")
    recording.add_argument("--by", required=True, metavar="NAME", help="a pseudonym, never an address")
    recording.add_argument("--domain", action="append", metavar="DOMAIN", help="only this file; may be repeated")
    publishing = _command(
        own, "publish", _publish, "keep what a language says today, for when the English changes", check=False
    )
    publishing.add_argument("language", metavar="LANG")
    publishing.add_argument("--by", required=True, metavar="NAME", help="a pseudonym, never an address")
    publishing.add_argument("--domain", action="append", metavar="DOMAIN", help="only this file; may be repeated")
    reading = _command(own, "read-back", _read_back, "record what a blind back-translation found", check=False)
    reading.add_argument("language", metavar="LANG")
    reading.add_argument("findings", type=Path, metavar="FILE", help="JSON lines: domain, id, back, finding")
    reading.add_argument("--by", required=True, metavar="NAME", help="a pseudonym, not the translator's")
    exporting = _command(own, "export", _export, "write a language as one file for any tool", check=False)
    importing = _command(own, "import", _import, "show what a file would change, and take it", check=False)
    for command in (exporting, importing):
        command.add_argument("language", metavar="LANG")
        command.add_argument("file", type=Path, metavar="FILE", help=f"a name with {', '.join(FORMATS)}")
    exporting.add_argument("--domain", action="append", metavar="DOMAIN", help="only this part; may be repeated")
    importing.add_argument("--write", action="store_true", help="write what is new or changed, not only show it")
    importing.add_argument("--over", action="store_true", help="take disputed texts too, over newer ones here")
    importing.add_argument("--by", metavar="NAME", help="a pseudonym: who translated, for the trail (with --write)")
    looking = _command(own, "memory", _memory, "show what was said before for English like this", check=False)
    looking.add_argument("language", metavar="LANG")
    looking.add_argument("english", metavar="ENGLISH")
    merging = _command(own, "merge-driver", _merge, "merge two versions of a PO file by ids, for git", check=False)
    for name, text in (("base", "%O"), ("ours", "%A, which is written"), ("theirs", "%B")):
        merging.add_argument(name, type=Path, metavar=name.upper(), help=text)


Run = Callable[[Settings, argparse.Namespace], int]


def _command(own: Any, name: str, run: Run, text: str, *, check: bool) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = own.add_parser(name, help=text)
    if check:
        parser.add_argument(
            "--check", action="store_true", help="only tell what would change; exit 1 if anything would"
        )
    parser.set_defaults(run=run)
    return parser


def _registry(settings: Settings) -> LocaleRegistry:
    return LocaleRegistry.load(settings.locales_dir / "locales.toml")


def _messages(settings: Settings) -> Messages:
    return all_messages(load_programme(settings.content_dir), settings.pwa_dir)


def _translated(settings: Settings) -> list[Locale]:
    return list(_registry(settings).translated)


def _add(settings: Settings, options: argparse.Namespace) -> int:
    registry = join(settings.locales_dir, options.language)
    added = registry.get(options.language)
    report = sync(settings.locales_dir, registry, messages_by_domain(_messages(settings)))
    place = settings.locales_dir / added.folder / "LC_MESSAGES"
    print(f"{added.tag} {added.english} ({added.endonym}): {len(report.written)} files written in {place}")
    print('It stands in no menu as long as its status in locales.toml is "draft".')
    return 0


def _merge(_settings: Settings, options: argparse.Namespace) -> int:
    disputed = merge_files(options.base, options.ours, options.theirs)
    for message in disputed:
        print(f"{message}: both sides changed its words; ours are kept, look at both")
    return 1 if disputed else 0


def _sync(settings: Settings, options: argparse.Namespace) -> int:
    domains = messages_by_domain(_messages(settings))
    report = sync(settings.locales_dir, _registry(settings), domains, check=options.check)
    for finding in report.findings:
        print(finding)
    for file in report.files:
        counts = {"new": file.new, "changed": file.changed, "cosmetic": file.cosmetic, "retired": file.retired}
        told = ", ".join(f"{len(ids)} {word}" for word, ids in counts.items() if ids)
        if told:
            print(f"{file.path}: {told}")
    print(f"{len(report.written)} files {'would change' if options.check else 'written'}")
    return 1 if report.findings or (options.check and report.written) else 0


def _fmt(settings: Settings, options: argparse.Namespace) -> int:
    folders = [settings.locales_dir / locale.folder for locale in _translated(settings)]
    differing = fmt([folder for folder in folders if folder.is_dir()], check=options.check)
    for path in differing:
        print(path)
    return 1 if options.check and differing else 0


def _status(settings: Settings, _options: argparse.Namespace) -> int:
    messages = _messages(settings)
    for locale in _translated(settings):
        own = messages_by_domain(shipped(messages, locale))
        grouped = {domain: [item.id for item in items] for domain, items in own.items()}
        rows = status(_served(settings, locale, messages), grouped)
        texts, shown, behind = (sum(getattr(row, name) for row in rows) for name in ("total", "shown", "behind"))
        print(f"{locale.tag} {locale.english}: {shown} of {texts} texts shown{_told_behind(behind)}")
        for row in rows:
            states = ", ".join(f"{count} {state}" for state, count in sorted(row.states.items()))
            states += _told_behind(row.behind) + (", withdrawn: a change concerns safety" if row.withdrawn else "")
            print(f"  {row.domain:22} {row.shown:4} of {row.total:4}   {states}")
    return 0


def _told_behind(count: int) -> str:
    return f", {count} of them as they were before the English changed" if count else ""


def _served(settings: Settings, locale: Locale, messages: Messages) -> Catalog:
    loaded = load_catalog(settings.locales_dir, locale, messages)
    return hold_back(loaded, messages, settings.min_review, settings.locales_dir)


def _publish(settings: Settings, options: argparse.Namespace) -> int:
    locale, messages = _locale(settings, options.language), _messages(settings)
    known = list(messages_by_domain(messages))
    for domain in options.domain or known:
        if domain not in known:
            raise ConfigError("--domain", domain, f"one of {', '.join(known)}")
    catalog = load_catalog(settings.locales_dir, locale, messages)
    done = [
        publish(settings.locales_dir, catalog, messages, domain, settings.min_review, by=options.by, at=_today())
        for domain in options.domain or known
    ]
    for one in done:
        print(f"{locale.tag} {one.domain}: {_told_published(one)}")
    return 1 if any(one.reasons for one in done) else 0


def _told_published(one: Published) -> str:
    if one.reasons:
        return "\n  ".join(("not published", *one.reasons))
    return f"version {one.version}, {one.texts} texts" if one.is_new else f"nothing new since version {one.version}"


def _locale(settings: Settings, tag: str) -> Locale:
    known = {locale.tag: locale for locale in _translated(settings)}
    if tag not in known:
        raise ConfigError("LANG", tag, f"one of {', '.join(known)}")
    return known[tag]


def _check(settings: Settings, options: argparse.Namespace) -> int:
    known = _translated(settings)
    chosen = [_locale(settings, tag) for tag in options.language] or known
    return look_at(settings, chosen, _messages(settings), options)


def _ignore(settings: Settings, options: argparse.Namespace) -> int:
    return leave(settings, _locale(settings, options.language), options, _today())


def _export(settings: Settings, options: argparse.Namespace) -> int:
    return export_file(settings, _locale(settings, options.language), _messages(settings), options)


def _import(settings: Settings, options: argparse.Namespace) -> int:
    locale = _locale(settings, options.language)
    if options.write and not options.by:
        raise AppError("--by is missing: give a pseudonym of who translated, as it will stand in the trail")
    if options.by:
        check_pseudonym(options.by)
    imported = import_file(settings, locale, _messages(settings), options)
    for domain in imported.domains:
        record_file(settings.locales_dir, locale, domain, event="translated", by=options.by, at=_today())
    return 1 if imported.refused else 0


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a day in a trail, no moment


def _memory(settings: Settings, options: argparse.Namespace) -> int:
    locale = _locale(settings, options.language)
    memory = Memory(remembered(settings.locales_dir / locale.folder))
    for near in memory.near(options.english):
        differs = "" if near.same else "  other numbers, denials or opposites"
        print(f"{near.score:.0%} {near.segment.id}{differs}")
        print(*(f"  {text}" for text in (near.segment.source[0], *near.segment.target)), sep="\n")
    return 0


def _read_back(settings: Settings, options: argparse.Namespace) -> int:
    locale = _locale(settings, options.language)
    drifts = read_findings(options.findings)
    count = record_findings(settings.locales_dir, locale, drifts, by=options.by, at=_today())
    print(f"{locale.tag}: {count} findings recorded")
    return 0


def _record(settings: Settings, options: argparse.Namespace) -> int:
    locale = _locale(settings, options.language)
    folder = settings.locales_dir / locale.folder / "LC_MESSAGES"
    if options.event not in ORIGINS and not options.domain:
        raise ConfigError("--domain", "", "the name of each file that was looked at, as ui or grounding")
    domains = options.domain or [path.stem for path in sorted(folder.glob("*.po"))]
    for domain in domains:
        if not (folder / f"{domain}.po").is_file():
            raise ConfigError("--domain", domain, f"a file in {Path(folder)}")
        count = record_file(settings.locales_dir, locale, domain, event=options.event, by=options.by, at=_today())
        print(f"{locale.tag} {domain}: {count} recorded as {options.event}")
    return 0
