"""Coding the files of a release: on all cores, each body once, and not again what an older release has coded."""

import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from api.release.model import Coding, Release, ServedFile, codings
from api.release.stamping import UNSTAMPED, open_codings, reopened, stamped

_Bodies = dict[Coding, bytes]
_Key = tuple[bytes, str]


@dataclass(frozen=True)
class Uncoded:
    """A file before it is coded; `spare` is one that a phone fetches only after a cut.

    In a `stamped` one the id of the release stands where its body holds `UNSTAMPED`.
    """

    path: str
    body: bytes
    content_type: str
    headers: dict[str, str]
    spare: bool = False
    stamped: bool = False

    @property
    def key(self) -> _Key:
        """What its codings depend on."""
        return self.body, self.content_type


class Coder:
    """Codes files while the next ones are still being made: both codings let go of the interpreter lock.

    `known` are older releases, whose codings are taken over: after one changed sentence little is left to do.
    """

    def __init__(self, release_id: str, known: Iterable[Release] = ()) -> None:
        self._release_id = release_id
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1)
        self._known: dict[_Key, _Bodies] = {}
        for release in known:
            for file in release.files.values():
                if bodies := _taken_over(file, release.id):
                    self._known[bodies["identity"], file.headers["content-type"]] = bodies
        self._coming: dict[_Key, Future[_Bodies]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, files: Iterable[Uncoded]) -> None:
        """Start coding what was not seen before."""
        for file in files:
            if file.key not in self._known and file.key not in self._coming:
                self._coming[file.key] = self._pool.submit(self._code, file)

    def finish(self, files: Iterable[Uncoded]) -> list[ServedFile]:
        """Return the files with their codings."""
        wanted = list(files)
        self.begin(wanted)
        return [
            ServedFile(file.path, {"content-type": file.content_type, **file.headers}, self._coded(file))
            for file in wanted
        ]

    def _code(self, file: Uncoded) -> _Bodies:
        if not _is_open(file):
            return codings(file.body, file.content_type, spare=file.spare)
        return open_codings(file.body) or codings(self._stamp(file.body), file.content_type)

    def _coded(self, file: Uncoded) -> _Bodies:
        bodies = self._known[file.key] if file.key in self._known else self._coming[file.key].result()
        return stamped(bodies, self._release_id) if _is_open(file) else bodies

    def _stamp(self, body: bytes) -> bytes:
        return body.replace(UNSTAMPED.encode(), self._release_id.encode())


def _is_open(file: Uncoded) -> bool:
    return file.stamped and UNSTAMPED.encode() in file.body


def _taken_over(file: ServedFile, release_id: str) -> _Bodies | None:
    """Return the codings of an older release's file as they are known: those of its pages with the release open."""
    return reopened(file.bodies, release_id) if release_id.encode() in file.body else file.bodies
