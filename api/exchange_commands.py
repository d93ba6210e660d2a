"""`pauza locales export` and `import`: a language as one file for any tool, and back."""

import argparse
from collections import Counter
from pathlib import Path
from typing import NamedTuple, Protocol

from api.errors import ConfigError
from api.i18n.catalogs import plural_rule
from api.i18n.locales import Locale
from api.i18n.plurals import PluralRule
from api.release.words import Messages
from api.settings import Settings
from api.translation.exchange import as_csv, as_po, as_xliff
from api.translation.exchange.comparing import Difference, compare, gather, take, told
from api.translation.exchange.model import Exchange, refuse, same_language


class Format(Protocol):
    """A module that writes and reads one format."""

    def write(self, exchange: Exchange, rule: PluralRule) -> str:
        """Return the text of a file."""

    def read(self, path: Path, rule: PluralRule) -> Exchange:
        """Read a file. Raises CatalogError."""


FORMATS: dict[str, Format] = {".po": as_po, ".csv": as_csv, ".xlf": as_xliff, ".xliff": as_xliff}


def export_file(settings: Settings, locale: Locale, messages: Messages, options: argparse.Namespace) -> int:
    """Write the file that `options` names."""
    made, rule = _format(options.file), plural_rule(settings.locales_dir, locale)
    domains = _domains(messages, options.domain)
    exchange = gather(settings.locales_dir / locale.folder, domains, locale.tag, rule)
    # Spreadsheets and XML want their line ends as they are.
    options.file.write_bytes(made.write(exchange, rule).encode())
    empty = sum(not any(unit.forms) for unit in exchange.units)
    print(f"{options.file}: texts: {len(exchange.units)}, of them empty: {empty}")
    return 0


class Imported(NamedTuple):
    """What became of a file: the domains that changed, and how many of its texts were refused."""

    domains: list[str]
    refused: int


def import_file(settings: Settings, locale: Locale, messages: Messages, options: argparse.Namespace) -> Imported:
    """Show text by text what the file would change, and write it when told to.

    Raises:
        CatalogError: the file cannot be read, or is of another language.

    """
    made, rule = _format(options.file), plural_rule(settings.locales_dir, locale)
    exchange = made.read(options.file, rule)
    if exchange.tag and not same_language(exchange.tag, locale.tag):
        raise refuse(options.file, 1, "wrong-language", f"the file says it is {exchange.tag}, not {locale.tag}")
    folder = settings.locales_dir / locale.folder
    differences = compare(exchange, folder, messages, rule)
    for difference in differences:
        print(*told(difference), sep="\n")
    counts = Counter(difference.verdict for difference in differences)
    print(f"{locale.tag}: {', '.join(f'{count} {verdict}' for verdict, count in counts.items()) or 'nothing differs'}")
    taken = [difference for difference in differences if _is_taken(difference, over=options.over)]
    if not options.write:
        print(f"nothing is written; with --write {len(taken)} would be")
        return Imported([], counts["refused"])
    changed = take(folder, taken)
    print(f"texts written: {len(taken)}; files changed: {len(changed)}")
    return Imported(changed, counts["refused"])


def _is_taken(difference: Difference, *, over: bool) -> bool:
    return difference.verdict in ("new", "changed") or (over and difference.verdict == "disputed")


def _format(path: Path) -> Format:
    if path.suffix.lower() not in FORMATS:
        raise ConfigError("FILE", path.name, f"a name that ends with one of {', '.join(FORMATS)}")
    return FORMATS[path.suffix.lower()]


def _domains(messages: Messages, wanted: list[str] | None) -> list[str]:
    known = list(dict.fromkeys(domain for domain, _ in messages.values()))
    for domain in wanted or ():
        if domain not in known:
            raise ConfigError("--domain", domain, f"some of {', '.join(known)}")
    return wanted or known
