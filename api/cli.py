"""The command `pauza`. Errors are `path:line: message` and exit 1; a wrong call exits 2."""

import argparse
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from api import __version__, doctor, locale_commands, narration_commands, user_commands
from api.app import create_app, ready_release
from api.checking import check_everything
from api.content.expiry import Dated, lapsed, told
from api.content.ids import accept_ids
from api.content.loader import load_dated, load_programme
from api.errors import AppError, ContentError
from api.release.booklet import booklet
from api.release.export import export
from api.release.sources import load_sources
from api.server import serve_until_stopped
from api.settings import VARIABLES, Settings

_DEFAULT = "serve"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    options = parser.parse_args(words or [_DEFAULT])
    run: Callable[[Settings, argparse.Namespace], int] = options.run
    try:
        return run(Settings.from_env(), options)
    except AppError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever reads has seen enough, as `head` has; what is still to be written goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"{error.filename or 'pauza'}: {error.strerror or error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    settings = "\n".join(f"  {name:24} {text}" for name, text in VARIABLES.items())
    parser = argparse.ArgumentParser(
        prog="pauza",
        description="A self-help programme for stress that works offline, in the reader's language.",
        epilog=f"environment:\n{settings}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    commands.add_parser("serve", help="serve the programme (the default)").set_defaults(run=_serve)
    commands.add_parser("build", help="compile the release and print its sizes").set_defaults(run=_build)
    exporting = commands.add_parser("export", help="write the release as files for any static host")
    exporting.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder, or an earlier export")
    exporting.set_defaults(run=_export)
    single = commands.add_parser("booklet", help="write the programme of one language as ONE file to pass on")
    single.add_argument("language", metavar="LANG", help="a language tag, such as pl")
    single.add_argument("file", type=Path, metavar="FILE", help="where to write the .html file")
    single.set_defaults(run=_booklet)
    checking = commands.add_parser("check", help="check content and catalogues")
    checking.add_argument("--accept-ids", action="store_true", help="accept new message ids into content/ids.txt")
    checking.set_defaults(run=_check)
    commands.add_parser("doctor", help="look at this machine and say what is missing").set_defaults(run=_doctor)
    locale_commands.add_to(commands)
    narration_commands.add_to(commands)
    user_commands.add_to(commands)
    return parser


def _today() -> date:
    return date.today()  # noqa: DTZ011 - a service expires at the local midnight of the machine


def _serve(settings: Settings, _options: argparse.Namespace) -> int:
    release, sources = ready_release(settings, _today())
    for finding in sources.warnings if sources else ():
        print(finding, file=sys.stderr)
    app = create_app(settings, release)
    # Read once: they must be those of the release that is served.
    return serve_until_stopped(
        app, settings, partial(_log_lapsed, load_dated(settings.content_dir, settings.overlay_dir))
    )


def _log_lapsed(dated: Dated, today: date) -> None:
    if found := lapsed(dated, today):
        logging.getLogger("pauza").warning(told(found))


def _refuse_lapsed(settings: Settings) -> None:
    """Hand nothing on that says what nobody has checked in time; a running server keeps what people have."""
    if found := lapsed(load_dated(settings.content_dir, settings.overlay_dir), _today()):
        raise ContentError([item.finding for item in found])


def _build(settings: Settings, _options: argparse.Namespace) -> int:
    _refuse_lapsed(settings)
    release, _ = ready_release(settings, _today())
    print(f"release {release.id}: {len(release.files)} files")
    for tag, row in release.manifest["languages"].items():
        for name, listed in ((tag, row), *row["optional"].items()):
            sizes = listed["sizes"]
            told = f"raw {sizes['raw']:,}  gzip {sizes['gzip']:,}  brotli {sizes['brotli']:,}"
            print(f"{name:6} {len(listed['pages']):3} pages  pack {told}")
    return 0


def _export(settings: Settings, options: argparse.Namespace) -> int:
    _refuse_lapsed(settings)
    release, _ = ready_release(settings, _today())
    print(f"{options.folder}: {export(release, options.folder)} files of release {release.id}")
    return 0


def _booklet(settings: Settings, options: argparse.Namespace) -> int:
    sources = load_sources(settings, _today())
    offered = [locale.tag for locale in sources.offered]
    if options.language not in offered:
        print(f"unknown language {options.language!r}; offered: {', '.join(offered)}", file=sys.stderr)
        return 2
    _refuse_lapsed(settings)
    html = booklet(sources, options.language, _today()).encode()
    _replace(options.file, html)
    print(f"{options.file}: {len(html):,} bytes")
    return 0


def _replace(target: Path, body: bytes) -> None:
    """Write a file whole or not at all."""
    descriptor, name = tempfile.mkstemp(dir=target.resolve().parent, prefix=".pauza-")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(body)
        part.chmod(0o644)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _check(settings: Settings, options: argparse.Namespace) -> int:
    if options.accept_ids:
        accept_ids(load_programme(settings.content_dir), settings.content_dir)
    findings = check_everything(settings, _today())
    for finding in sorted(findings):
        print(finding)
    errors = sum(finding.severity == "error" for finding in findings)
    print(f"{errors} errors, {len(findings) - errors} warnings", file=sys.stderr)
    return 1 if errors else 0


def _doctor(settings: Settings, _options: argparse.Namespace) -> int:
    return doctor.examine(settings, _today())
