"""The database of the workbench: one engine, and units of work that read or write. Nothing of a participant is in it.

SQLite with one writer at a time, in this process and beside others, because two connections that write and checkpoint
at one instant can tear the file (sqlite.org, "WAL-reset bug", 3.7.0 to 3.51.2).
"""

import contextlib
import fcntl
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from api import migrations
from api.errors import ConfigError
from api.settings import Settings

_FILE = "pauza.sqlite3"
_WRITES = "writes"
# Secure deletion: what is deleted is overwritten. No memory map: a torn file would end the process.
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "busy_timeout=5000",
    "foreign_keys=ON",
    "temp_store=MEMORY",
    "cache_size=-8000",
    "secure_delete=ON",
    "trusted_schema=OFF",
)


class Database:
    """Hands out units of work; a writing one is alone, and is undone as a whole when it raises."""

    def __init__(self, url: str, lock_file: Path) -> None:
        # What somebody typed must not stand in an error.
        self._engine = create_engine(url, connect_args={"check_same_thread": False}, hide_parameters=True)
        self._lock, self._lock_file = threading.Lock(), lock_file
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a unit of work that sees one state of everything."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a unit of work that may write; it waits for every other one."""
        with self._lock, self._lock_file.open("ab") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            with self._engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
                yield connection

    def copy_to(self, path: Path) -> None:
        """Write a whole copy into a new file, readable for its owner alone. Raises FileExistsError."""
        path.touch(mode=0o600, exist_ok=False)
        with self.writing() as connection, contextlib.closing(sqlite3.connect(path)) as copy:
            driver: Any = connection.connection.driver_connection
            driver.commit()
            driver.backup(copy)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def open_database(settings: Settings) -> Database:
    """Open the database of the workbench, made at first need and brought to today's tables.

    Raises:
        ConfigError: the folder or the file cannot be used.

    """
    folder = settings.data_dir
    url = settings.database_url or f"sqlite:///{folder.absolute() / _FILE}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = Database(url, folder / "pauza.lock")
        with database.writing() as connection:
            migrations.upgrade(connection)
        Path(make_url(url).database or "").chmod(0o600)
    except (OSError, DatabaseError) as error:
        raise ConfigError("PAUZA_DATA_DIR", str(folder), f"a folder that can be written ({_told(error)})") from error
    return database


def _told(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or getattr(error, "orig", None) or error)


def _prepare(connection: Any, _record: Any) -> None:
    # The driver would begin transactions at moments of its own.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
