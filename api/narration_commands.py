"""`pauza narration …`: take recordings in, say what is still to be recorded, check what is there."""

import argparse
from datetime import date
from pathlib import Path
from typing import NamedTuple

from api.content.loader import load_programme
from api.errors import ConfigError
from api.i18n.catalogs import Catalog, load_catalog
from api.i18n.gate import hold_back
from api.i18n.locales import Locale, LocaleRegistry
from api.narration.clips import missing, recording_of, state_of, take_in, verify
from api.narration.ledger import ENDINGS, VOICES, narration_folder, read_ledgers
from api.narration.script import Script, all_ids, scripts
from api.narration.spoken import DIGITS, spoken
from api.release.sources import all_messages
from api.settings import Settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `narration` with its own commands."""
    parser = commands.add_parser("narration", help="recorded voices: import, list, missing, verify")
    own = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    importing = own.add_parser("import", help="take recordings in, each named after its step: grounding.s03.webm")
    importing.add_argument("language", metavar="LANG")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE", help="WAV, WebM, MP4 or Ogg")
    importing.add_argument("--by", required=True, metavar="NAME", help="the pseudonym of the voice, who agreed to it")
    importing.add_argument("--voice", choices=VOICES, default="person", help="who speaks (default: person)")
    importing.set_defaults(run=_import)
    listing = own.add_parser("list", help="every clip of a language, and whether it still says the words of its step")
    listing.add_argument("language", metavar="LANG")
    listing.set_defaults(run=_list)
    lacking = own.add_parser("missing", help="every step that is to be recorded, or recorded again")
    lacking.add_argument("language", metavar="LANG")
    lacking.add_argument("--text", action="store_true", help="also the words to read out")
    lacking.set_defaults(run=_missing)
    checking = own.add_parser("verify", help="check the files of all languages against their ledgers")
    checking.set_defaults(run=_verify)


class _Desk(NamedTuple):
    """What every command needs to know about one language."""

    folder: Path
    known: dict[str, str]
    scripts: dict[str, Script]
    catalog: Catalog


def _desk(settings: Settings, tag: str) -> _Desk:
    offered = {locale.tag: locale for locale in _registry(settings).offered}
    if tag not in offered:
        raise ConfigError("LANG", tag, f"one of {', '.join(offered)}")
    programme = load_programme(settings.content_dir)
    messages = all_messages(programme, settings.pwa_dir)
    loaded = load_catalog(settings.locales_dir, offered[tag], messages)
    catalog = hold_back(loaded, messages, settings.min_review, settings.locales_dir)
    said = {script.id: script for script in scripts(programme, catalog)}
    return _Desk(_folder(settings, offered[tag]), all_ids(programme), said, catalog)


def _registry(settings: Settings) -> LocaleRegistry:
    return LocaleRegistry.load(settings.locales_dir / "locales.toml")


def _folder(settings: Settings, locale: Locale) -> Path:
    return narration_folder(settings.locales_dir, locale.folder)


def _import(settings: Settings, options: argparse.Namespace) -> int:
    desk = _desk(settings, options.language)
    today = date.today()  # noqa: DTZ011 - a day in a ledger, no moment
    found = [recording_of(path) for path in options.files]
    made = take_in(desk.folder, desk.scripts, desk.known, found, by=options.by, voice=options.voice, at=today)
    for clip in made:
        sizes = " + ".join(f"{_kilobytes(desk.folder / f'{clip.id}.{ending}')} KB" for ending in ENDINGS)
        print(f"{clip.id}: {clip.seconds:.1f} seconds, {sizes}")
    return 0


def _list(settings: Settings, options: argparse.Namespace) -> int:
    desk = _desk(settings, options.language)
    clips, findings = read_ledgers(desk.folder)
    for finding in findings:
        print(finding)
    for name in sorted(clips):
        clip = clips[name]
        print(f"{name:28} {clip.seconds:6.1f} s  {clip.voice:9} {clip.by:20} {state_of(clip, desk.scripts)}")
    states = [state_of(clip, desk.scripts) for clip in clips.values()]
    minutes = sum(clip.seconds for clip in clips.values()) / 60
    print(f"{len(clips)} clips, {minutes:.1f} minutes; {states.count('current')} say today's words")
    return 1 if findings else 0


def _missing(settings: Settings, options: argparse.Namespace) -> int:
    desk = _desk(settings, options.language)
    wanted = missing(desk.folder, desk.scripts)
    digits = desk.catalog.message("ui.listen.digits", DIGITS).value
    for script in wanted:
        print(script.id)
        for line in script.lines if options.text else ():
            print(f"    {f'({line.rest:g} s quiet) ' if line.rest else ''}{spoken(line.text, digits)}")
    untranslated = len(desk.known) - len(desk.scripts)
    left_out = f"; {untranslated} not translated" if untranslated else ""
    print(f"{len(wanted)} of {len(desk.scripts)} steps to record{left_out}")
    return 0


def _verify(settings: Settings, _options: argparse.Namespace) -> int:
    known = all_ids(load_programme(settings.content_dir))
    folders = [_folder(settings, locale) for locale in _registry(settings).offered]
    findings = [finding for folder in folders if folder.is_dir() for finding in verify(folder, known)]
    for finding in findings:
        print(finding)
    print(f"{len(findings)} faults")
    return 1 if findings else 0


def _kilobytes(path: Path) -> int:
    return -(-path.stat().st_size // 1000)
