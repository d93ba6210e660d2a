"""Results of slow steps, kept beside the releases under the fingerprint of everything they were made from.

The time of a compile then depends on what changed and not on how many languages there are. It is a cache: what cannot
be read is made again, and a folder that cannot be written keeps nothing.
"""

import contextlib
import json
import os
import zlib
from pathlib import Path
from typing import Any

_FORMAT = 1
_QUICK = 1
_ENDING = ".memo"


class Memo:
    """Values of JSON in a folder, by kind and fingerprint; without a folder it remembers nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._used: set[str] = set()

    @property
    def templates(self) -> Path | None:
        """Where Jinja may keep the templates it has compiled; nothing where that cannot be written."""
        if self._folder is None:
            return None
        place = self._folder / "templates"
        with contextlib.suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
        return place if os.access(place, os.W_OK) else None

    def recall(self, kind: str, fingerprint: str) -> Any:
        """Return what was kept, or None when it is absent, torn or of another format."""
        if self._folder is None:
            return None
        try:
            kept = json.loads(zlib.decompress(self._path(kind, fingerprint).read_bytes()))
            return kept["value"] if kept["format"] == _FORMAT else None
        except (OSError, ValueError, LookupError, TypeError, zlib.error):
            return None

    def keep(self, kind: str, fingerprint: str, value: Any) -> None:
        """Keep a value; one that stood there gives way."""
        if self._folder is None:
            return
        path = self._path(kind, fingerprint)
        body = zlib.compress(json.dumps({"format": _FORMAT, "value": value}, ensure_ascii=False).encode(), _QUICK)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(body)
            part.replace(path)

    def hold(self, kind: str, fingerprint: str) -> None:
        """Say that a value is still of use although nobody had to read it."""
        if self._folder is not None:
            self._path(kind, fingerprint)

    def tidy(self) -> None:
        """Drop all but what was asked for or held, and as many of the newest others, for going back once."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            others = [path for path in self._folder.glob(f"*{_ENDING}") if path.name not in self._used]
            others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
            for path in (*others[len(self._used) :], *self._folder.glob("*.part")):
                path.unlink(missing_ok=True)

    def _path(self, kind: str, fingerprint: str) -> Path:
        assert self._folder is not None  # noqa: S101 - both callers have looked
        name = f"{kind}-{fingerprint}{_ENDING}"
        self._used.add(name)
        return self._folder / name
