"""Compiled releases on disk: a file for each portion, and an index for each release that names its portions.

A portion whose key did not change is not written again, and two releases that share one read it once. Writing is
atomic (a file beside it, then a rename); whatever is torn or altered is treated as absent.
"""

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from api.release.assembly import closed
from api.release.model import CODINGS, Coding, PackList, Portion, Release, ServedFile

_FORMAT = 5
_INDEX, _PORTION, _PART = ".release.json", ".portion", ".part"
_ABANDONED_SECONDS = 3600


class Store:
    """Releases and their portions in a folder; without a folder it holds nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._sound: set[str] = set()

    def load(self, release_id: str) -> Release | None:
        """Read a release back, or return nothing when it is absent, torn or of another format."""
        index = self._index(release_id)
        if index is None:
            return None
        files: dict[str, ServedFile] = {}
        for name in index["portions"]:
            portion = self._read(name)
            if portion is None:
                return None
            files |= closed([portion], release_id)  # one after the other: the open pages need not all be held
        return Release(release_id, files, index["manifest"])

    def portion(self, name: str, key: str) -> Portion | None:
        """Return a portion that was made from the same before."""
        return self._read(_file_name(name, key))

    def latest(self, name: str) -> Portion | None:
        """Return the portion of this name that was stored last: most of its files are coded as they will be again."""
        if self._folder is None or not self._folder.is_dir():
            return None
        own = sorted(self._folder.glob(f"{name}.*{_PORTION}"), key=_written)
        return self._read(own[-1].name) if own else None

    def save(self, release: Release, keep: int = 2) -> None:
        """Write what is not there yet, and drop all but the newest `keep` releases.

        Raises `OSError` where the folder cannot be written.
        """
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        names = {_file_name(portion.name, portion.key): portion for portion in release.portions}
        for name, portion in names.items():
            if name not in self._sound:
                _write(self._folder / name, *_packed(portion))
                self._sound.add(name)
        index = {"format": _FORMAT, "id": release.id, "manifest": release.manifest, "portions": list(names)}
        _write(self._folder / f"{release.id}{_INDEX}", _json(index))
        self._prune(keep)

    def older_assets(self, but: str) -> dict[str, ServedFile]:
        """Return the immutable files of all releases `but` one: a page opened before an update still needs them."""
        own = self._index(but)
        names = dict.fromkeys(name for index in self._indices() if index["id"] != but for name in index["portions"])
        unlike = [self._read(name) for name in names if own is None or name not in own["portions"]]
        files = (file for portion in unlike if portion for file in portion.files.values())
        return {file.path: file for file in files if file.path.startswith("/a/")}

    def _index(self, release_id: str) -> dict[str, Any] | None:
        if self._folder is None:
            return None
        try:
            index: dict[str, Any] = json.loads((self._folder / f"{release_id}{_INDEX}").read_text("utf-8"))
            sound = index["format"] == _FORMAT and index["id"] == release_id and "manifest" in index
            return index if sound and isinstance(index["portions"], list) else None
        except (OSError, ValueError, LookupError, TypeError):
            return None

    def _indices(self) -> Iterator[dict[str, Any]]:
        for path in self._folder.glob(f"*{_INDEX}") if self._folder else ():
            if index := self._index(path.name.removesuffix(_INDEX)):
                yield index

    def _read(self, name: str) -> Portion | None:
        if self._folder is None:
            return None
        try:
            digest, rest = (self._folder / name).read_bytes().split(b"\n", 1)
            if hashlib.sha256(rest).hexdigest().encode() != digest:
                return None
            end = rest.index(b"\n")
            portion = _unpacked(json.loads(rest[:end]), memoryview(rest)[end + 1 :])
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None
        self._sound.add(name)
        return portion

    def _prune(self, keep: int) -> None:
        """Drop old releases and what no release needs; what another process is about to need is too young for that."""
        if self._folder is None:
            return
        folder = self._folder
        indices = sorted(self._indices(), key=lambda index: _written(folder / f"{index['id']}{_INDEX}"))
        old, needed = (
            {name for index in some for name in _named(index)} for some in (indices[:-keep], indices[-keep:])
        )
        before = time.time() - _ABANDONED_SECONDS
        for path in folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)  # a release as an older version stored it
            elif path.name not in needed and (path.name in old or _written(path) < before):
                path.unlink(missing_ok=True)


def _named(index: Mapping[str, Any]) -> Iterator[str]:
    yield f"{index['id']}{_INDEX}"
    yield from index["portions"]


def _file_name(name: str, key: str) -> str:
    return f"{name}.{key}{_PORTION}"


def _packed(portion: Portion) -> tuple[bytes, ...]:
    blob = bytearray()
    head = {
        "format": _FORMAT,
        "name": portion.name,
        "key": portion.key,
        "packs": [asdict(listed) for listed in portion.packs],
        "stamped": sorted(portion.stamped),
        "files": [_row(file, blob) for file in portion.files.values()],
    }
    rest = _json(head) + b"\n" + blob
    return hashlib.sha256(rest).hexdigest().encode(), b"\n", rest


def _row(file: ServedFile, blob: bytearray) -> dict[str, Any]:
    spans = {}
    for coding in CODINGS:
        body = file.bodies.get(coding)
        if body is not None:
            spans[coding] = [len(blob), len(body)]
            blob += body
    return {"path": file.path, "headers": file.headers, "spans": spans}


def _unpacked(head: Mapping[str, Any], blob: memoryview) -> Portion | None:
    if head["format"] != _FORMAT:
        return None
    files = [ServedFile(row["path"], row["headers"], _bodies(row["spans"], blob)) for row in head["files"]]
    packs = [PackList(one["name"], one["head"], tuple(one["bundles"]), tuple(one["pages"])) for one in head["packs"]]
    by_path = {file.path: file for file in files}
    return Portion(head["name"], head["key"], by_path, tuple(packs), frozenset(head["stamped"]))


def _bodies(spans: Mapping[Coding, tuple[int, int]], blob: memoryview) -> dict[Coding, bytes]:
    return {coding: bytes(blob[start : start + size]) for coding, (start, size) in spans.items()}


def _write(path: Path, *parts: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f"{path.name}.", suffix=_PART, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _written(path: Path) -> float:
    """Return when a file was written; one that another process just took away is of long ago."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
