"""`pauza user …`: who may translate. Run by whoever runs the server, on the machine of its data folder."""

import argparse
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api.errors import ConfigError
from api.i18n.locales import LocaleRegistry
from api.i18n.roles import ROLES as CHECKING
from api.i18n.roles import Roles
from api.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

_DAYS = 3
_MOST_DAYS = 30
# As in `api/workbench/accounts.py`, which is slow to load for a command that only explains itself; held by a test.
ROLES = ("translator", "reviewer", "clinician")


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `user` with its own commands."""
    parser = commands.add_parser("user", help="translators' accounts: invite, list, reset, remove, backup")
    own = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    inviting = own.add_parser("invite", help="print a link with which somebody makes an account")
    inviting.add_argument("--role", required=True, choices=ROLES)
    inviting.add_argument("--lang", required=True, action="append", metavar="LANG", help="may be repeated")
    inviting.add_argument("--name", metavar="NAME", help="the one pseudonym it is for, such as one in roles.toml")
    inviting.set_defaults(run=_invite)
    own.add_parser("list", help="name every account with its roles").set_defaults(run=_list)
    resetting = own.add_parser("reset", help="sign an account out everywhere; print a link for a new password")
    removing = own.add_parser("remove", help="take an account away; what it handed in stays")
    resetting.set_defaults(run=_reset)
    removing.set_defaults(run=_remove)
    keeping = own.add_parser("backup", help="copy the database of accounts and drafts, while it is in use too")
    keeping.add_argument("file", type=Path, metavar="FILE")
    keeping.set_defaults(run=_backup)
    for command in (resetting, removing):
        command.add_argument("name", metavar="NAME")
    for command in (inviting, resetting):
        command.add_argument("--days", type=int, default=_DAYS, help=f"how long the link opens ({_DAYS})")


Run = Callable[[Settings, argparse.Namespace], int]


def _invite(settings: Settings, options: argparse.Namespace) -> int:
    from api.workbench import accounts  # noqa: PLC0415 - the database is wanted by these commands alone

    known = [locale.tag for locale in LocaleRegistry.load(settings.locales_dir / "locales.toml").translated]
    tags = list(dict.fromkeys(options.lang))
    for tag in tags:
        if tag not in known:
            raise ConfigError("--lang", tag, f"one of {', '.join(known)}")
    with _writing(settings) as db:
        days = _days(options.days)
        code = accounts.invite(db, options.role, tags, days=days, now=time.time(), name=options.name)
    print(_link(settings, code))
    print(f"It opens once, within {days} days. Give it to that person alone, by a way you trust.")
    if not settings.public_url:
        print(
            f"It is for a server at port {settings.port} of this machine; PORT= or PAUZA_PUBLIC_URL= say another one."
        )
    if options.role in CHECKING and not (options.name and _has_a_row(settings, options.name, options.role, tags)):
        print("What they state about words counts once locales/roles.toml gives their pseudonym that role.")
    return 0


def _list(settings: Settings, _options: argparse.Namespace) -> int:
    from api.workbench import accounts  # noqa: PLC0415

    with _writing(settings) as db:
        for person in accounts.everybody(db):
            print(f"{person.name:24} {', '.join(f'{role} {tag}' for role, tag in sorted(person.roles))}")
    return 0


def _reset(settings: Settings, options: argparse.Namespace) -> int:
    from api.workbench import accounts  # noqa: PLC0415

    with _writing(settings) as db:
        code = accounts.reset(db, options.name, days=_days(options.days), now=time.time())
    print(_link(settings, code))
    return 0


def _remove(settings: Settings, options: argparse.Namespace) -> int:
    from api.workbench import accounts  # noqa: PLC0415

    with _writing(settings) as db:
        accounts.close(db, options.name, time.time())
    print(f"{options.name}: taken away; the name is not given again")
    return 0


def _backup(settings: Settings, options: argparse.Namespace) -> int:
    from api.db import open_database  # noqa: PLC0415

    database = open_database(settings)
    try:
        database.copy_to(options.file)
    finally:
        database.close()
    print(
        f"{options.file}: {options.file.stat().st_size:,} bytes; it holds drafts and digests of passwords, keep it safe"
    )
    return 0


def _has_a_row(settings: Settings, name: str, role: str, tags: list[str]) -> bool:
    """Tell whether `roles.toml` gives somebody this role in each of these languages."""
    people = Roles.load(settings.locales_dir).people
    return all(any(one.name == name and one.language == tag and role in one.roles for one in people) for tag in tags)


def _days(days: int) -> int:
    if 1 <= days <= _MOST_DAYS:
        return days
    raise ConfigError("--days", str(days), f"1 to {_MOST_DAYS}")


def _link(settings: Settings, code: str) -> str:
    address = settings.public_url or f"http://localhost:{settings.port}"
    return f"{address}/translate/#join={code}"


@contextmanager
def _writing(settings: Settings) -> "Iterator[Connection]":
    from api.db import open_database  # noqa: PLC0415

    database = open_database(settings)
    try:
        with database.writing() as db:
            yield db
    finally:
        database.close()
