"""Coding the files of a release: on all cores, each body once, and not again what an older portion has coded."""

import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from api.release.model import Coding, Portion, ServedFile, codings
from api.release.stamping import UNSTAMPED, open_codings

_Bodies = dict[Coding, bytes]
_Key = tuple[bytes, str]


@dataclass(frozen=True)
class Uncoded:
    """A file before it is coded; `spare` is one that a phone fetches only after a cut.

    In a `stamped` one the id of the release will stand where its body holds `UNSTAMPED`.
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

    @property
    def is_open(self) -> bool:
        """Whether the id of the release is still to be written in."""
        return self.stamped and UNSTAMPED.encode() in self.body


class Coder:
    """Codes files while the next ones are still being made: both codings let go of the interpreter lock.

    What an older portion holds in coded form is taken over: after one changed sentence little is left to do.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(os.cpu_count() or 1)
        self._known: dict[_Key, _Bodies] = {}
        self._coming: dict[_Key, Future[_Bodies]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def learn(self, portion: Portion | None) -> None:
        """Take over the codings of an older portion, where there is one."""
        for file in portion.files.values() if portion else ():
            self._known[file.body, file.headers["content-type"]] = file.bodies

    def begin(self, files: Iterable[Uncoded]) -> None:
        """Start coding what was not seen before."""
        for file in files:
            if file.key not in self._known and file.key not in self._coming:
                self._coming[file.key] = self._pool.submit(_code, file)

    def finish(self, files: Iterable[Uncoded]) -> list[ServedFile]:
        """Return the files with their codings; those of an open one leave the place of the id uncoded.

        Where a coding does not leave it alone, there is none.
        """
        wanted = list(files)
        self.begin(wanted)
        return [
            ServedFile(file.path, {"content-type": file.content_type, **file.headers}, self._coded(file))
            for file in wanted
        ]

    def _coded(self, file: Uncoded) -> _Bodies:
        return self._known[file.key] if file.key in self._known else self._coming[file.key].result()


def _code(file: Uncoded) -> _Bodies:
    if file.is_open:
        return open_codings(file.body) or {"identity": file.body}
    return codings(file.body, file.content_type, spare=file.spare)
