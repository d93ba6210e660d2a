"""Keep and check passwords: Argon2id at OWASP's minimum for a small server (19 MiB, two passes, one lane).

At most two are worked out at once and few may wait: each takes memory, so many would be an attack on it.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST, LONGEST = 12, 128
_FEWEST_CHARACTERS = 5
# A shorter name stands in many words by chance.
_TELLING = 4
_AT_ONCE, _WAITING = 2, 16
_turns, _places = threading.BoundedSemaphore(_AT_ONCE), threading.BoundedSemaphore(_AT_ONCE + _WAITING)


class TooManyAtOnceError(Exception):
    """More passwords wait to be checked than this machine can take."""


def weakness(password: str, name: str) -> str:
    """Tell why a password cannot be taken, or "": its length (NIST SP 800-63B), its sameness, what names the person."""
    if not SHORTEST <= len(password) <= LONGEST:
        return f"a password has {SHORTEST} to {LONGEST} characters"
    if len(set(password)) < _FEWEST_CHARACTERS:
        return "this password repeats a few characters"
    if len(name) >= _TELLING and name in password.lower():
        return "a password must not hold the pseudonym"
    return ""


def hashed(password: str) -> str:
    """Return what is kept of a password. Raises TooManyAtOnceError."""
    with _turn():
        return _hasher().hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Tell whether a password is the one that was kept; with nothing kept it takes the same time and is not.

    Raises:
        TooManyAtOnceError: too many wait already.

    """
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    try:
        with _turn():
            return _hasher().verify(kept or _nobody(), password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@contextmanager
def _turn() -> Iterator[None]:
    if not _places.acquire(blocking=False):
        raise TooManyAtOnceError
    try:
        with _turns:
            yield
    finally:
        _places.release()


@cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # noqa: PLC0415 - wanted when somebody signs in

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _nobody() -> str:
    return _hasher().hash("nobody's password, to take as long as somebody's")
