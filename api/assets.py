"""Immutable files: each is served under a name that carries the hash of its bytes."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from api.errors import BuildError

# As esbuild writes what one part of a script takes from another.
_IMPORT = re.compile(r'"\./([\w-]+\.js)"')

CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webmanifest": "application/manifest+json",
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

    def add(self, name: str, body: bytes) -> str:
        """Take a file in and return the address it will be served under."""
        path = PurePosixPath(name)
        url = f"/a/{path.stem}.{short_hash(body)}{path.suffix}"
        self._assets[name] = Asset(name, url, body)
        return url

    def add_script(self, name: str, folder: Path) -> str:
        """Take a script in, after the parts that it imports, and let it import them by their addresses.

        Raises `BuildError` when a part is missing, as after a build that was cut.
        """
        if name in self._assets:
            return self._assets[name].url
        try:
            text = (folder / name).read_text("utf-8")
        except FileNotFoundError:
            raise BuildError(f"{folder / name} is missing; run `make build`") from None
        parts = {part: self.add_script(part, folder) for part in dict.fromkeys(_IMPORT.findall(text))}
        for part, url in parts.items():
            text = text.replace(f'"./{part}"', f'"./{PurePosixPath(url).name}"')
        self._imports[name] = tuple(parts.values())
        return self.add(name, text.encode())

    def imports(self, name: str) -> tuple[str, ...]:
        """Return the addresses that a script imports, so that a page can fetch them together with it."""
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
