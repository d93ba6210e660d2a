"""Snapshots of what a language said: `locales/<folder>/published/<file>.v<number>.json`, each written once.

While a changed English waits to be translated, readers keep the words of the newest snapshot that may still be shown.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from api.errors import Finding

_FOLDER = "published"
_NAME = re.compile(r"(?P<domain>.+)\.v(?P<version>[1-9]\d*)\.json")
_REMEDY = "take it from the history of the repository; a snapshot is written once and never changed"


class Said(NamedTuple):
    """The words of one text and the English they were made from, with all plural forms."""

    source: tuple[str, ...]
    target: tuple[str, ...]


@dataclass(frozen=True)
class Snapshot:
    """What one file of a language said on a day (ISO 8601).

    `by` is who published it, `signers` are those whose statements about these very words stood in the trail.
    """

    domain: str
    version: int
    at: str
    by: str
    signers: tuple[str, ...]
    texts: Mapping[str, Said]

    def as_json(self) -> str:
        """Return the bytes of its file: one line for each text, and a SHA-256 over all of it."""
        head = {"unit": self.domain, "version": self.version, "at": self.at, "by": self.by, "signers": self.signers}
        lines = [_line(name, [said.source, said.target]) for name, said in self.texts.items()]
        body = "\n".join([*(_line(name, value) for name, value in head.items()), '"texts": {', ",\n".join(lines)])
        digest = hashlib.sha256(body.encode()).hexdigest()
        told = ",\n".join(_line(name, value) for name, value in (*head.items(), ("sha256", digest)))
        return f'{{\n{told},\n"texts": {{\n' + ",\n".join(lines) + "\n}\n}\n"


def snapshot_path(folder: Path, domain: str, version: int) -> Path:
    """Tell where a snapshot stands in the folder of its language."""
    return folder / _FOLDER / f"{domain}.v{version}.json"


def read_snapshot(path: Path) -> Snapshot:
    """Read a snapshot. Raises ValueError where it is not byte for byte what was written once."""
    text = path.read_text("utf-8")
    try:
        row: dict[str, Any] = json.loads(text)
        texts = {name: Said(tuple(source), tuple(target)) for name, (source, target) in row["texts"].items()}
        found = Snapshot(row["unit"], row["version"], row["at"], row["by"], tuple(row["signers"]), texts)
        named = _NAME.fullmatch(path.name)
        is_whole = found.as_json() == text and named is not None
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(str(path)) from error
    if not is_whole or (named["domain"], named["version"]) != (found.domain, str(found.version)):  # type: ignore[index]
        raise ValueError(str(path))
    return found


def versions(folder: Path, domain: str) -> list[int]:
    """Return the numbers of a file's snapshots, the newest first."""
    return sorted((number for name, number in _numbered(folder) if name == domain), reverse=True)


def snapshots(folder: Path, domain: str) -> Iterator[Snapshot]:
    """Yield a file's snapshots, the newest first; one that is not whole is passed over."""
    for version in versions(folder, domain):
        try:
            yield read_snapshot(snapshot_path(folder, domain, version))
        except (OSError, ValueError):
            continue


def check_snapshots(folder: Path) -> list[Finding]:
    """Find snapshots of a language that were changed or taken away."""
    findings = []
    numbers: dict[str, list[int]] = {}
    for path in sorted((folder / _FOLDER).glob("*")):
        try:
            read_snapshot(path)
        except (OSError, ValueError):
            findings.append(Finding(path, 1, "snapshot-changed", f"this snapshot is not as it was written; {_REMEDY}"))
    for name, number in _numbered(folder):
        numbers.setdefault(name, []).append(number)
    for name, own in numbers.items():
        for lost in sorted(set(range(1, max(own))).difference(own)):
            path = snapshot_path(folder, name, lost)
            findings.append(Finding(path, 1, "snapshot-missing", f"this snapshot is gone; {_REMEDY}"))
    return findings


def _numbered(folder: Path) -> Iterator[tuple[str, int]]:
    for path in (folder / _FOLDER).glob("*.json"):
        if found := _NAME.fullmatch(path.name):
            yield found["domain"], int(found["version"])


def _line(name: str, value: Any) -> str:
    return f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}"
