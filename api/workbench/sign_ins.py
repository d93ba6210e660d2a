"""Who is signed in where. Only digests of tokens are kept, and each sign-in can be ended from any other device."""

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from api.workbench import accounts, secrets_of, throttling
from api.workbench.accounts import Person
from api.workbench.refusals import unknown
from api.workbench.tables import device, passkey, sign_in

# A day without a sign of life, a week at most: somebody translates an hour each evening, on a phone that may be lost.
IDLE, LONGEST = 86_400, 7 * 86_400
# A device stays known for half a year.
KNOWN = 180 * 86_400
# A row is written anew only so often.
_REFRESH = 300


@dataclass(frozen=True)
class SignIn:
    """One sign-in of a person; `id` names it to the person, and is no secret."""

    id: str
    person: Person


@dataclass(frozen=True)
class Tokens:
    """The two secrets that a browser gets: that of the sign-in, and that by which its device is known again."""

    sign_in: str
    device: str


def begin(db: Connection, name: str, known: str, now: float) -> Tokens:
    """Sign an account in; every time with new tokens, so that a planted one is worth nothing."""
    tokens = Tokens(secrets_of.make(), secrets_of.make())
    _tidy(db, now)
    db.execute(delete(device).where(device.c.token == secrets_of.kept(known)))
    kept = {"token": secrets_of.kept(tokens.sign_in), "id": secrets.token_hex(8), "account": name}
    db.execute(insert(sign_in).values(**kept, since=int(now), seen=int(now)))
    db.execute(insert(device).values(token=secrets_of.kept(tokens.device), account=name, seen=int(now)))
    return tokens


def find(db: Connection, token: str, now: float) -> SignIn | None:
    """Return the sign-in of a token while it counts."""
    row = db.execute(select(sign_in).where(sign_in.c.token == secrets_of.kept(token))).first()
    if row is None or row.seen < now - IDLE or row.since < now - LONGEST:
        return None
    return SignIn(row.id, accounts.person(db, row.account))


def is_due(db: Connection, token: str, now: float) -> bool:
    """Tell whether it is time to write down that a sign-in is in use."""
    seen = db.execute(select(sign_in.c.seen).where(sign_in.c.token == secrets_of.kept(token))).scalar()
    return seen is not None and seen < now - _REFRESH


def see(db: Connection, token: str, now: float) -> None:
    """Write down that a sign-in is in use."""
    db.execute(update(sign_in).where(sign_in.c.token == secrets_of.kept(token)).values(seen=int(now)))


def end(db: Connection, name: str, sign_in_id: str) -> None:
    """End one sign-in of a person. Raises RefusedError when there is none of this id."""
    gone = db.execute(delete(sign_in).where(sign_in.c.id == sign_in_id, sign_in.c.account == name))
    if not gone.rowcount:
        raise unknown("sign-in")


def forget(db: Connection, token: str) -> None:
    """End the sign-in of a token, if it is one: whoever signs in again leaves nothing open behind."""
    db.execute(delete(sign_in).where(sign_in.c.token == secrets_of.kept(token)))


def throttle(db: Connection, name: str, known: str, now: float) -> None:
    """Take a try of the bucket that counts for this account on this device. Raises RefusedError."""
    token = secrets_of.kept(known)
    if db.execute(select(device.c.token).where(device.c.token == token, device.c.account == name)).first():
        throttling.take(db, f"device {token}", throttling.OF_DEVICE, now)
        return
    throttling.take(db, "sign-in", throttling.OF_ALL_SIGN_INS, now)
    throttling.take(db, f"account {secrets_of.kept(name)}", throttling.OF_ACCOUNT, now)


def throttle_challenges(db: Connection, known: str, now: float) -> None:
    """Take a try for signing in with a passkey, a device's own where it is known. Raises RefusedError."""
    token = secrets_of.kept(known)
    if db.execute(select(device.c.token).where(device.c.token == token)).first():
        throttling.take(db, f"device {token}", throttling.OF_DEVICE, now)
    else:
        throttling.take(db, "challenges", throttling.OF_ALL_CHALLENGES, now)


def told(db: Connection, here: SignIn) -> dict[str, Any]:
    """Return what a person is told of their own account."""
    name = here.person.name
    sign_ins = db.execute(select(sign_in).where(sign_in.c.account == name).order_by(sign_in.c.seen.desc()))
    keys = db.execute(select(passkey).where(passkey.c.account == name).order_by(passkey.c.since))
    return {
        "pseudonym": name,
        "roles": [{"role": role, "language": language} for role, language in sorted(here.person.roles)],
        "sessions": [
            {"id": row.id, "since": row.since, "seen": row.seen, "here": row.id == here.id} for row in sign_ins
        ],
        "passkeys": [{"id": row.id, "name": row.name, "since": row.since} for row in keys],
    }


def _tidy(db: Connection, now: float) -> None:
    db.execute(delete(sign_in).where((sign_in.c.seen < now - IDLE) | (sign_in.c.since < now - LONGEST)))
    db.execute(delete(device).where(device.c.seen < now - KNOWN))
