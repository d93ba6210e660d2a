"""`pauza locales check` and `ignore`: what may be wrong with translations, and what stays as it is for a reason."""

import argparse
from collections.abc import Mapping
from datetime import date

from api.i18n.locales import Locale
from api.release.words import Messages
from api.settings import Settings
from api.translation.findings.catalogue import Looked, Row, ignore, look
from api.translation.findings.rules import LEVELS, Rules

_LONGEST = 60


def look_at(settings: Settings, locales: list[Locale], messages: Messages, options: argparse.Namespace) -> int:
    """Print what the rules find in these languages down to a level; return 1 when something must not be published."""
    rules, risks = Rules.load(settings.locales_dir), risks_of(messages)
    told = LEVELS[: LEVELS.index(options.level) + 1]
    blocked = 0
    for locale in locales:
        looked = look(settings.locales_dir, rules, locale, risks, options.domain or ())
        for row in looked.rows:
            if row.found.level in told and not row.ignored:
                print(_told(row))
        print(_summed(looked))
        blocked += looked.count("block")
    return 1 if blocked else 0


def leave(settings: Settings, locale: Locale, options: argparse.Namespace, today: date) -> int:
    """Write down why a finding is left as it is."""
    rules = Rules.load(settings.locales_dir)
    ignore(settings.locales_dir, rules, locale, options.id, options.rule, why=options.because, by=options.by, at=today)
    print(f"{locale.tag} {options.id}: {options.rule} is ignored until one of the two texts changes")
    return 0


def risks_of(messages: Messages) -> Mapping[str, str]:
    """Return the class of risk of each text by its id."""
    return {name: message.risk.value for name, (_, message) in messages.items()}


def _told(row: Row) -> str:
    found, marked = row.found, row.marked
    part = f" “{marked}”" if marked and len(marked) <= _LONGEST and marked not in found.reason else ""
    return f"{row.path}:{row.line}: {found.level}: {found.id}: {found.reason}{part} [{found.rule}]"


def _summed(looked: Looked) -> str:
    counts = ", ".join(f"{looked.count(level)} {level}" for level in LEVELS)
    share = 100 * looked.count("warn") / max(looked.texts, 1)
    ignored = sum(bool(row.ignored) for row in looked.rows)
    return f"{looked.locale.tag}: {looked.texts} texts, {counts} ({share:.2f} warn per 100 texts), {ignored} ignored"
