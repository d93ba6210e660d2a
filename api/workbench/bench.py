"""The workbench as one thing: its settings, its database, its project and the lock over the catalogues' files."""

import contextlib
import fcntl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from api.db import Database, open_database
from api.settings import Settings
from api.workbench.accounts import Person
from api.workbench.preview import Studio
from api.workbench.project import Project
from api.workbench.refusals import RefusedError


@dataclass
class Bench:
    """What every act of the workbench works on; `clock` tells the seconds since 1970."""

    settings: Settings
    database: Database
    project: Project
    studio: Studio
    clock: Callable[[], float] = time.time
    _files: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def open(cls, settings: Settings) -> "Bench":
        """Open the workbench. Raises ConfigError when its folder cannot be used."""
        project = Project(settings)
        return cls(settings, open_database(settings), project, Studio(settings, project))

    @contextlib.contextmanager
    def alone_with_files(self) -> Iterator[None]:
        """Hold the files of the catalogues, so that nobody else of ours writes them meanwhile."""
        with self._files, (self.settings.data_dir / "catalogues.lock").open("ab") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield


def need(person: Person, language: str, *roles: str) -> None:
    """Refuse whoever has none of these roles in a language; with no roles named, any will do. Raises RefusedError."""
    if language not in person.languages:
        raise RefusedError("not-yours", "this language is not one of yours")
    if roles and person.roles_in(language).isdisjoint(roles):
        raise RefusedError("not-yours", f"this needs the role {' or '.join(roles)}")
