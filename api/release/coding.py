"""Coding the files of a release: on all cores, each body once, and not again what an older release has coded."""

import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from api.release.model import Coding, ServedFile, codings

_Bodies = dict[Coding, bytes]
_Key = tuple[bytes, str]


@dataclass(frozen=True)
class Uncoded:
    """A file before it is coded; `spare` is one that a phone fetches only after a cut."""

    path: str
    body: bytes
    content_type: str
    headers: dict[str, str]
    spare: bool = False

    @property
    def key(self) -> _Key:
        """What its codings depend on."""
        return self.body, self.content_type


class Coder:
    """Codes files while the next ones are still being made: both codings let go of the interpreter lock.

    `known` are files of older releases, whose codings are taken over: after one changed sentence little is left to do.
    """

    def __init__(self, known: Iterable[ServedFile] = ()) -> None:
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1)
        self._known: dict[_Key, _Bodies] = {(one.body, one.headers["content-type"]): one.bodies for one in known}
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
                self._coming[file.key] = self._pool.submit(codings, *file.key, spare=file.spare)

    def finish(self, files: Iterable[Uncoded]) -> list[ServedFile]:
        """Return the files with their codings."""
        wanted = list(files)
        self.begin(wanted)
        return [
            ServedFile(file.path, {"content-type": file.content_type, **file.headers}, self._coded(file.key))
            for file in wanted
        ]

    def _coded(self, key: _Key) -> _Bodies:
        return self._known[key] if key in self._known else self._coming[key].result()
