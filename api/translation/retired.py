"""Keep the translations of texts that went away, so that none is ever lost and a returning one is found."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Retired:
    """A translation whose text vanished: its id, the English it was made from, and its forms."""

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...]


def retired_path(folder: Path) -> Path:
    """Tell where a language keeps them."""
    return folder / "retired.jsonl"


def read_retired(folder: Path) -> dict[tuple[str, tuple[str, ...]], Retired]:
    """Read them by id and source; the last one wins. A torn line is passed over."""
    path = retired_path(folder)
    found: dict[tuple[str, tuple[str, ...]], Retired] = {}
    for line in path.read_text("utf-8", errors="replace").split("\n") if path.is_file() else ():
        try:
            row = json.loads(line)
            item = Retired(str(row["id"]), _forms(row["source"]), _forms(row["target"]))
        except (ValueError, KeyError, TypeError):
            continue
        found[item.id, item.source] = item
    return found


def retire(folder: Path, items: Iterable[Retired], at: date) -> None:
    """Append translations that are not kept yet."""
    known = read_retired(folder)
    fresh = [item for item in items if known.get((item.id, item.source)) != item]
    if not fresh:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with retired_path(folder).open("a", encoding="utf-8") as stream:
        for item in fresh:
            row = {"id": item.id, "source": item.source, "target": item.target, "at": at.isoformat()}
            stream.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _forms(value: Sequence[str]) -> tuple[str, ...]:
    if isinstance(value, str) or not all(isinstance(form, str) for form in value):
        raise TypeError(value)
    return tuple(value)
