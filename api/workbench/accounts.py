"""Accounts under a pseudonym, by invitation only. No address, no name, nothing that tells who somebody is."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from api.errors import ConfigError
from api.translation.trail import check_pseudonym
from api.workbench import secrets_of
from api.workbench.refusals import RefusedError, unknown
from api.workbench.tables import account, device, draft, invitation, passkey, role, sign_in

# Whoever puts words back into English must not have seen the English, and does so outside (`pauza locales read-back`).
ROLES = ("translator", "reviewer", "clinician")
_DAY = 86_400
_HANDLE_BYTES = 32


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, or may be: a pseudonym and pairs of role and language."""

    name: str
    roles: frozenset[tuple[str, str]]

    @property
    def languages(self) -> frozenset[str]:
        """The tags of the languages that this person works in."""
        return frozenset(language for _, language in self.roles)

    def roles_in(self, language: str) -> frozenset[str]:
        """Return the roles in one language."""
        return frozenset(name for name, tag in self.roles if tag == language)


@dataclass(frozen=True)
class Invitation:
    """What a code opens: a role in some languages until a time; `name` is the one pseudonym it is for, or None."""

    role: str
    languages: tuple[str, ...]
    name: str | None
    expires: int


def invite(
    db: Connection, role_name: str, languages: Sequence[str], *, days: int, now: float, name: str | None = None
) -> str:
    """Return the code of a new invitation.

    Raises:
        ConfigError: no such role, or a name that is no pseudonym.

    """
    if role_name not in ROLES:
        raise ConfigError("--role", role_name, f"one of {', '.join(ROLES)}")
    if name is not None:
        check_pseudonym(name)
    code = secrets_of.make()
    kept = {"code": secrets_of.kept(code), "name": name, "role": role_name, "languages": " ".join(languages)}
    db.execute(insert(invitation).values(**kept, expires=int(now) + days * _DAY))
    db.execute(delete(invitation).where(invitation.c.expires < now))
    return code


def reset(db: Connection, name: str, *, days: int, now: float) -> str:
    """End all sign-ins of an account, forget its password and passkeys; return a code that gives it a new password.

    Raises:
        RefusedError: there is no such account.

    """
    _existing(db, name)
    _sign_out(db, name)
    db.execute(update(account).where(account.c.name == name).values(password=None))
    code = secrets_of.make()
    kept = {"code": secrets_of.kept(code), "name": name, "role": "", "languages": ""}
    db.execute(insert(invitation).values(**kept, expires=int(now) + days * _DAY))
    return code


def close(db: Connection, name: str, now: float) -> None:
    """Take an account away. Its drafts stay for others, and its name is never given again: words stand under it.

    Raises:
        RefusedError: there is no such account.

    """
    _existing(db, name)
    _sign_out(db, name)
    db.execute(delete(role).where(role.c.account == name))
    db.execute(update(account).where(account.c.name == name).values(password=None, closed=int(now)))


def opened(db: Connection, code: str, now: float) -> Invitation:
    """Tell what a code opens, without using it up. Raises RefusedError."""
    row = db.execute(select(invitation).where(invitation.c.code == secrets_of.kept(code))).first()
    if row is None or row.expires < now:
        raise unknown("invitation; ask for a new one")
    return Invitation(row.role, tuple(row.languages.split()), row.name, row.expires)


def join(db: Connection, code: str, name: str, *, password_hash: str, taken: frozenset[str], now: float) -> None:
    """Use an invitation up: make an account, or set a new password after a reset.

    `taken` are names that others wrote under before there were accounts; only an invitation that names one opens it.

    Raises:
        RefusedError: no such invitation, or a name that is taken or not the one it is for.

    """
    found = opened(db, code, now)
    _refuse_name(db, found, name, taken)
    db.execute(delete(invitation).where(invitation.c.code == secrets_of.kept(code)))
    if found.role:
        handle = secrets.token_bytes(_HANDLE_BYTES)
        db.execute(insert(account).values(name=name, password=password_hash, handle=handle, since=int(now)))
        rows = [{"account": name, "role": found.role, "language": tag} for tag in found.languages]
        db.execute(insert(role), rows)
    else:
        db.execute(update(account).where(account.c.name == name).values(password=password_hash))


def person(db: Connection, name: str) -> Person:
    """Return an account with its roles. Raises RefusedError."""
    _existing(db, name)
    rows = db.execute(select(role.c.role, role.c.language).where(role.c.account == name))
    return Person(name, frozenset((row.role, row.language) for row in rows))


def everybody(db: Connection) -> list[Person]:
    """Return all accounts that were not taken away, by name."""
    names = db.execute(select(account.c.name).where(account.c.closed.is_(None)).order_by(account.c.name)).scalars()
    return [person(db, name) for name in names.all()]


def password_of(db: Connection, name: str) -> str | None:
    """Return what is kept of a password; nothing for an account that is not there or has none."""
    found = select(account.c.password).where(account.c.name == name, account.c.closed.is_(None))
    return db.execute(found).scalar()


def _existing(db: Connection, name: str) -> None:
    if db.execute(select(account.c.name).where(account.c.name == name, account.c.closed.is_(None))).first() is None:
        raise unknown("account")


def _refuse_name(db: Connection, found: Invitation, name: str, taken: frozenset[str]) -> None:
    try:
        check_pseudonym(name)
    except ConfigError:
        message = "a pseudonym has 2 to 40 small letters (a to z), digits and hyphens, and begins with no hyphen"
        raise RefusedError("bad-pseudonym", message) from None
    if found.name not in (None, name):
        raise RefusedError("bad-pseudonym", "this invitation is for another pseudonym")
    exists = db.execute(select(account.c.name).where(account.c.name == name)).first() is not None
    drafted = db.execute(select(draft.c.account).where(draft.c.account == name).limit(1)).first() is not None
    if found.role and (exists or (found.name is None and (drafted or name in taken))):
        raise RefusedError("taken", "this pseudonym is taken; choose another")


def _sign_out(db: Connection, name: str) -> None:
    """End every sign-in, and void every code that opens this account."""
    for table in (sign_in, device, passkey):
        db.execute(delete(table).where(table.c.account == name))
    db.execute(delete(invitation).where(invitation.c.name == name))
