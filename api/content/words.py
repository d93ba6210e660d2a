"""Make the messages of one file: permanent ids, translators' notes, declared severity of a change."""

from dataclasses import dataclass, field

from api.content.reading import ITEM_ID, Table
from api.content.texts import Message, Risk, Severity


@dataclass
class Words:
    """Gives each text of a file its id under `prefix`, and notes an id that is used twice."""

    prefix: str
    risk: Risk
    notes: dict[str, str] = field(default_factory=dict)
    changes: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, top: Table, prefix: str, risk: Risk) -> "Words":
        """Take `notes` and `change` from the head of a file."""
        words = cls(prefix, risk, top.texts_by_id("notes"), top.texts_by_id("change"))
        for tail, word in words.changes.items():
            if word not in tuple(Severity):
                top.fault("unknown-word", f"change of {tail!r} must be cosmetic, meaning or safety", "change")
        return words

    def message(self, table: Table, tail: str, text: str, line: int) -> Message:
        """Make the message `<prefix>.<tail>`."""
        if tail in self.seen:
            table.source.fault(line, "duplicate-id", f"the id {self.prefix}.{tail} is used twice; give one a new id")
        self.seen.add(tail)
        declared = self.changes.get(tail, Severity.MEANING)
        severity = Severity(declared) if declared in tuple(Severity) else Severity.MEANING
        note = next((self.notes[name] for name in _and_parents(tail) if name in self.notes), "")
        return Message(f"{self.prefix}.{tail}", text, note, self.risk, severity, table.source.path, line)

    def field(self, table: Table, key: str, tail: str) -> Message:
        """Make a message of the required text `key`."""
        text = table.text(key)
        return self.message(table, tail, text, table.line(key, text))

    def optional(self, table: Table, key: str, tail: str) -> Message | None:
        """Make a message of the text `key`, when it is written."""
        return self.field(table, key, tail) if table.has(key) else None

    def numbered(self, table: Table, key: str, tail: str) -> tuple[Message, ...]:
        """Make messages `<tail>.1`, `.2` …; an entry `{ id = "2b", text = … }` keeps its own id.

        Pinned entries do not count, so that a paragraph put in between never shifts the others.
        """
        found = []
        position = 0
        for entry in table.entries(key):
            if isinstance(entry, str):
                position += 1
                if not entry.strip():
                    table.fault("empty-text", f"`{key}` holds an empty text; write it or take it out", key)
                found.append(self.message(table, f"{tail}.{position}", entry.strip(), table.line(key, entry)))
            else:
                pinned = entry.name("id", ITEM_ID, "small letters, digits and hyphens")
                found.append(self.field(entry, "text", f"{tail}.{pinned}"))
                entry.done()
        return tuple(found)

    def finish(self, top: Table) -> None:
        """Note the notes and changes that point at no text; a note may also stand for a group of texts."""
        groups = {name for tail in self.seen for name in _and_parents(tail)}
        for key, named, known in (("notes", self.notes, groups), ("change", self.changes, self.seen)):
            for tail in sorted(named.keys() - known):
                message = f"`{key}` names {tail!r}, but no text here has that id; correct it or take it out"
                top.fault("unknown-id", message, tail)


def _and_parents(tail: str) -> list[str]:
    """Tell `s05.cards.a.text` and then the groups it stands in, without the step alone."""
    parts = tail.split(".")
    return [".".join(parts[:end]) for end in range(len(parts), min(len(parts) - 1, 1), -1)]
