"""Immutable files: each is served under a name that carries the hash of its bytes."""

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from api.errors import BuildError

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
}


@dataclass(frozen=True)
class Asset:
    """One file under `/a/`: its logical name, its address and its bytes."""

    name: str
    url: str
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type, by the ending of the name."""
        return CONTENT_TYPES[PurePosixPath(self.name).suffix]


@dataclass
class AssetTable:
    """All assets of a release, by logical name (`main.js`, `pictures/bus-dawn.svg`)."""

    _assets: dict[str, Asset] = field(default_factory=dict)
    _imports: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, name: str, body: bytes, stamp: bytes = b"") -> str:
        """Take a file in and return the address it will be served under.

        Files that change together may share the hash of one `stamp`, so that a page need name only one of them.
        """
        path = PurePosixPath(name)
        url = f"/a/{path.stem}.{short_hash(stamp or body)}{path.suffix}"
        self._assets[name] = Asset(name, url, body)
        return url

    def add_modules(self, dist: Path) -> None:
        """Take in the scripts of pages as the build made them: it named them by their bytes, and they name each other.

        Raises `BuildError` when the build is missing or was cut.
        """
        try:
            modules = json.loads((dist / "build.json").read_text("utf-8"))["modules"]
            bodies = {name: (dist / module["file"]).read_bytes() for name, module in modules.items()}
        except (OSError, ValueError, KeyError) as error:
            raise BuildError(f"{dist} holds no whole build of the front end ({error}); run `make build`") from None
        for name, module in modules.items():
            self._assets[name] = Asset(name, f"/a/{module['file']}", bodies[name])
            self._imports[name] = tuple(f"/a/{part}" for part in module["imports"])

    def imports(self, name: str) -> tuple[str, ...]:
        """Return the addresses that a script imports at once, so that a page can fetch them together with it."""
        return self._imports.get(name, ())

    def urls(self) -> dict[str, str]:
        """Return logical name → address, for templates."""
        return {name: asset.url for name, asset in self._assets.items()}

    def __getitem__(self, name: str) -> Asset:
        return self._assets[name]

    def __iter__(self) -> Iterator[Asset]:
        return iter(self._assets.values())


def short_hash(body: bytes) -> str:
    """Return the part of a SHA-256 that names a file: 60 bits, enough for some thousand files."""
    return hashlib.sha256(body).hexdigest()[:15]


def csp_hash(text: str) -> str:
    """Return the `'sha256-…'` source that lets exactly this inline text through a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
