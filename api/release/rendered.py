"""What rendering made of each language, kept beside the releases.

A language whose inputs did not change is then not rendered again: the time of a compile depends on what changed and not
on how many languages there are. It is a cache: what cannot be read or written is made again.
"""

import contextlib
import json
import zlib
from pathlib import Path
from typing import NamedTuple

from api.release.pages import RenderedPage

_FORMAT = 1
_QUICK = 1


class Rendering(NamedTuple):
    """A language's pages as they are kept and as they are served, before sizes are known, and its booklet.

    All of them leave the release open.
    """

    pack: list[RenderedPage]
    web: list[RenderedPage]
    booklet: str


class RenderedStore:
    """Renderings in a folder, each under the fingerprint of everything it was made from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, fingerprint: str) -> Rendering | None:
        """Return what was kept, or nothing when it is absent, torn or of another format."""
        try:
            kept = json.loads(zlib.decompress(self._path(fingerprint).read_bytes()))
            if kept["format"] != _FORMAT:
                return None
            pack, web = ([RenderedPage(*row) for row in kept[edition]] for edition in ("pack", "web"))
            return Rendering(pack, web, kept["booklet"])
        except (OSError, ValueError, LookupError, TypeError, zlib.error):
            return None

    def save(self, fingerprint: str, made: Rendering) -> None:
        """Keep a rendering; a folder that cannot be written keeps none."""
        rows = {edition: [list(vars(page).values()) for page in getattr(made, edition)] for edition in ("pack", "web")}
        body = json.dumps({"format": _FORMAT, **rows, "booklet": made.booklet}, ensure_ascii=False).encode()
        path = self._path(fingerprint)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(zlib.compress(body, _QUICK))
            part.replace(path)

    def keep_only(self, fingerprints: set[str], spare: int) -> None:
        """Drop all renderings but these and the newest `spare` others, which going back to an older state uses."""
        with contextlib.suppress(OSError):
            others = [path for path in self._folder.glob("*.z") if path.stem not in fingerprints]
            others.sort(key=lambda path: path.stat().st_mtime, reverse=True)
            for path in (*others[spare:], *self._folder.glob("*.part")):
                path.unlink(missing_ok=True)

    def _path(self, fingerprint: str) -> Path:
        return self._folder / f"{fingerprint}.z"
