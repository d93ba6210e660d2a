"""Why something is not done: a stable word for programs, and a sentence for people."""

from typing import Any

from api.errors import AppError


class RefusedError(AppError):
    """Something that cannot be done; `code` is a word of the contract, `more` are further values of the answer."""

    def __init__(self, code: str, message: str, *, wait: int = 0, **more: Any) -> None:
        super().__init__(message)
        self.code, self.message, self.wait, self.more = code, message, wait, more


def unknown(what: str) -> RefusedError:
    """Return the refusal for something that is not there, or not for this person: nobody learns which."""
    return RefusedError("unknown", f"there is no such {what}")
