"""What somebody has typed for a text and not handed in. Each keeps their own; everybody of the language sees all."""

import json
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from api.workbench.refusals import RefusedError
from api.workbench.tables import draft


@dataclass(frozen=True)
class Draft:
    """Words of one person for one text; `base` and `source` are digests of what they were made from and for."""

    by: str
    text: str
    forms: tuple[str, ...]
    base: str
    source: str
    etag: str
    at: int

    @property
    def told(self) -> dict[str, Any]:
        """The draft as its author sees it."""
        return {"forms": list(self.forms), "base": self.base, "at": self.at, "etag": self.etag}

    @property
    def told_to_others(self) -> dict[str, Any]:
        """The draft as everybody else sees it."""
        return {"by": self.by, "forms": list(self.forms), "at": self.at}


def put(db: Connection, language: str, wanted: Draft, *, seen: str | None) -> Draft:
    """Keep a draft over the one that `seen` names ("" for none); None keeps it over any.

    Raises:
        RefusedError: another device of the same person wrote in between; both texts are in the answer.

    """
    before = mine(db, wanted.by, language, [wanted.text]).get(wanted.text)
    forms = tuple(unicodedata.normalize("NFC", form) for form in wanted.forms)
    if before and seen not in (None, before.etag) and before.forms != forms:
        message = "you have written something else here on another device"
        raise RefusedError("newer", message, mine={"forms": list(forms)}, theirs=before.told)
    kept = Draft(wanted.by, wanted.text, forms, wanted.base, wanted.source, secrets.token_hex(8), wanted.at)
    values = {"forms": json.dumps(forms), "base": kept.base, "source": kept.source, "etag": kept.etag, "at": kept.at}
    row = insert(draft).values(account=kept.by, language=language, text=kept.text, **values)
    db.execute(row.on_conflict_do_update(index_elements=["account", "language", "text"], set_=values))
    return kept


def drop(db: Connection, by: str, language: str, texts: Sequence[str]) -> None:
    """Take drafts of one person away."""
    for text in texts:
        db.execute(delete(draft).where(draft.c.account == by, draft.c.language == language, draft.c.text == text))


def drop_unchanged(db: Connection, language: str, done: Draft) -> None:
    """Take a draft away unless its author has typed on since it was read."""
    of_it = (draft.c.account == done.by, draft.c.language == language, draft.c.text == done.text)
    db.execute(delete(draft).where(*of_it, draft.c.etag == done.etag))


def mine(db: Connection, by: str, language: str, texts: Sequence[str] | None = None) -> dict[str, Draft]:
    """Return one person's drafts by text, all of a language or those of some texts."""
    query = select(draft).where(draft.c.account == by, draft.c.language == language)
    wanted = None if texts is None else set(texts)
    found = map(_draft, db.execute(query))
    return {one.text: one for one in found if wanted is None or one.text in wanted}


def others(db: Connection, by: str, language: str, text: str | None = None) -> dict[str, list[Draft]]:
    """Return what everybody else has typed, by text, the newest first."""
    query = select(draft).where(draft.c.account != by, draft.c.language == language).order_by(draft.c.at.desc())
    found: dict[str, list[Draft]] = {}
    for one in map(_draft, db.execute(query if text is None else query.where(draft.c.text == text))):
        found.setdefault(one.text, []).append(one)
    return found


def _draft(row: Row[Any]) -> Draft:
    forms = tuple(json.loads(row.forms))
    return Draft(row.account, row.text, forms, row.base, row.source, row.etag, row.at)
