"""A compiled release on disk: one index and one blob, so that the next start reads two files.

Writing is atomic (a temporary folder, then a rename); a torn or altered store is treated as absent.
"""

import hashlib
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.release.model import CODINGS, Release, ServedFile

_FORMAT = 4
_STAGING = ".staging-"
_ABANDONED_SECONDS = 3600


def save(release: Release, folder: Path, keep: int = 2) -> None:
    """Write the release below `folder` and drop all but the newest `keep` releases."""
    folder.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    try:
        _write(release, staging)
        shutil.rmtree(folder / release.id, ignore_errors=True)
        staging.rename(folder / release.id)
    except OSError:
        # Another process may have stored the same release in the same moment: then that one serves.
        if load(folder, release.id) is None:
            raise
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _prune(folder, keep)


def load(folder: Path, release_id: str) -> Release | None:
    """Read a release back, or return nothing when it is absent, torn or of another format."""
    place = folder / release_id
    try:
        index = json.loads((place / "index.json").read_text("utf-8"))
        blob = (place / "blob").read_bytes()
        if index["format"] != _FORMAT or index["id"] != release_id or hashlib.sha256(blob).hexdigest() != index["blob"]:
            return None
        files = {row["path"]: _unpack(row, blob) for row in index["files"]}
        return Release(id=release_id, files=files, manifest=index["manifest"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def stored(folder: Path, but: str = "") -> Iterator[Release]:
    """Read all stored releases `but` one."""
    for place in folder.iterdir() if folder.is_dir() else ():
        if place.name != but and not place.name.startswith("."):
            release = load(folder, place.name)
            if release:
                yield release


def previous_assets(folder: Path, release_id: str) -> dict[str, ServedFile]:
    """Return the immutable files of the other stored releases: a page opened before an update still needs them."""
    files = (file for release in stored(folder, but=release_id) for file in release.files.values())
    return {file.path: file for file in files if file.path.startswith("/a/")}


def _write(release: Release, place: Path) -> None:
    blob = bytearray()
    rows = [_pack(file, blob) for file in release.files.values()]
    digest = hashlib.sha256(blob).hexdigest()
    index = {"format": _FORMAT, "id": release.id, "manifest": release.manifest, "blob": digest, "files": rows}
    (place / "blob").write_bytes(blob)
    (place / "index.json").write_text(json.dumps(index, separators=(",", ":")), "utf-8")


def _pack(file: ServedFile, blob: bytearray) -> dict[str, Any]:
    spans = {}
    for coding in CODINGS:
        body = file.bodies.get(coding)
        if body is not None:
            spans[coding] = [len(blob), len(body)]
            blob += body
    return {"path": file.path, "headers": file.headers, "spans": spans}


def _unpack(row: dict[str, Any], blob: bytes) -> ServedFile:
    bodies = {coding: blob[start : start + size] for coding, (start, size) in row["spans"].items()}
    return ServedFile(path=row["path"], headers=row["headers"], bodies=bodies)


def _prune(folder: Path, keep: int) -> None:
    """Drop old releases, and what a process left that was stopped while it stored one."""
    ages = sorted((_age(place), place) for place in folder.iterdir() if place.is_dir())
    whole = [place for _, place in ages if not place.name.startswith(".")]
    torn = [place for age, place in ages if place.name.startswith(_STAGING) and age > _ABANDONED_SECONDS]
    for place in (*whole[keep:], *torn):
        shutil.rmtree(place, ignore_errors=True)


def _age(place: Path) -> float:
    """Return the seconds since a folder was written; one that another process just took away is of no age."""
    try:
        return time.time() - place.stat().st_mtime
    except FileNotFoundError:
        return 0.0
