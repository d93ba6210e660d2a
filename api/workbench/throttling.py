"""Slow down guessing without locking anybody out: buckets that refill, kept in the database.

A device on which the person has signed in before has a bucket of its own, so a flood from elsewhere does not stop it.
"""

import math
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from api.workbench.refusals import RefusedError
from api.workbench.tables import bucket


@dataclass(frozen=True)
class Limit:
    """So many tries, which come back evenly over so many seconds."""

    tries: int
    seconds: int


# Ten in a quarter of an hour: OWASP ASVS 5, 6.3.1. What is for everybody together holds the machine's work down.
OF_ACCOUNT = Limit(10, 900)
OF_DEVICE = Limit(20, 900)
OF_ALL_SIGN_INS = Limit(120, 60)
# A code and a challenge have too many bits to be guessed: this only holds down how often the database is written.
OF_ALL_CODES = Limit(1200, 60)
OF_ALL_CHALLENGES = Limit(600, 60)
OF_NOTES = Limit(120, 3600)
_LONGEST = 3600


def take(db: Connection, key: str, limit: Limit, now: float) -> None:
    """Take one try out of a bucket.

    Raises:
        RefusedError: it is empty; `wait` says after how many seconds there is one.

    """
    row = db.execute(select(bucket.c.left, bucket.c.at).where(bucket.c.key == key)).first()
    # A clock that was set back must not keep anybody waiting.
    filled = limit.tries if row is None else row.left + max(0.0, now - row.at) * limit.tries / limit.seconds
    left = min(limit.tries, filled) - 1
    if left < 0:
        wait = max(1, math.ceil(-left * limit.seconds / limit.tries))
        raise RefusedError("too-often", f"too many tries; wait {wait} seconds", wait=wait)
    put = insert(bucket).values(key=key, left=left, at=now)
    db.execute(put.on_conflict_do_update(index_elements=["key"], set_={"left": left, "at": now}))
    db.execute(delete(bucket).where(bucket.c.at < now - _LONGEST))
