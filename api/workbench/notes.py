"""Questions, answers and notes beside a text. Questions go to whoever wrote the English; everybody may answer."""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from api.workbench import throttling
from api.workbench.refusals import RefusedError
from api.workbench.tables import note

KINDS = ("question", "answer", "note")


@dataclass(frozen=True)
class Note:
    """What somebody said beside a text; `answers` is the id of the question that an answer is to."""

    id: int
    text: str
    kind: str
    by: str
    at: int
    words: str
    answers: int | None

    @property
    def told(self) -> dict[str, Any]:
        """The note as values of JSON."""
        said = {"id": self.id, "kind": self.kind, "by": self.by, "at": self.at}
        return {**said, "text": self.words, "answers": self.answers}


def add(db: Connection, language: str, said: Note) -> Note:
    """Add a note, which gets its id.

    Raises:
        RefusedError: an answer to no question of this text, or too many notes in an hour.

    """
    throttling.take(db, f"notes {said.by}", throttling.OF_NOTES, said.at)
    asked = {one.id for one in of_texts(db, language).get(said.text, ()) if one.kind == "question"}
    if said.answers not in asked if said.kind == "answer" else said.answers is not None:
        raise RefusedError("malformed", "an answer names a question of the same text, and nothing else does")
    kept = {name: value for name, value in asdict(said).items() if name != "id"}
    made = db.execute(insert(note).values(**kept, language=language).returning(note)).one()
    return _note(made)


def of_texts(db: Connection, language: str) -> dict[str, list[Note]]:
    """Return all notes of a language by text, the oldest first."""
    found: dict[str, list[Note]] = {}
    for one in map(_note, db.execute(select(note).where(note.c.language == language).order_by(note.c.id))):
        found.setdefault(one.text, []).append(one)
    return found


def open_questions(notes: list[Note]) -> int:
    """Count the questions that nobody has answered."""
    answered = {one.answers for one in notes}
    return sum(one.kind == "question" and one.id not in answered for one in notes)


def _note(row: Row[Any]) -> Note:
    return Note(row.id, row.text, row.kind, row.by, row.at, row.words, row.answers)
