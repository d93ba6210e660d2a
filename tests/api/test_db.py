"""One database, one writer at a time, and tables that come from the steps of `api/migrations`."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.dialects import sqlite

from api import migrations
from api.db import Database, open_database
from api.errors import ConfigError
from api.settings import Settings
from api.workbench.tables import METADATA


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, tmp_path / "cache", tmp_path / "data")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    opened = open_database(settings)
    yield opened
    opened.close()


def count(database: Database) -> int:
    with database.reading() as db:
        return int(db.execute(text("SELECT count(*) FROM bucket")).scalar_one())


def add(database: Database, key: str) -> None:
    with database.writing() as db:
        db.execute(text("INSERT INTO bucket VALUES (:key, 1.0, 1.0)"), {"key": key})


def test_the_last_step_is_the_head() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert scripts.get_heads() == [migrations.HEAD]


def test_the_steps_make_the_tables_that_queries_name(database: Database) -> None:
    with database.reading() as db:
        found = inspect(db)
        made = {name: found.get_columns(name) for name in found.get_table_names() if name != "alembic_version"}
        strict = {row.name: row.strict for row in db.execute(text("SELECT name, strict FROM pragma_table_list"))}
    assert made.keys() == METADATA.tables.keys()
    for name, table in METADATA.tables.items():
        told = {one["name"]: (str(one["type"]), one["nullable"]) for one in made[name]}
        assert told == {
            one.name: (str(one.type.compile(sqlite.dialect())), bool(one.nullable)) for one in table.columns
        }, name
        assert strict[name] == 1


def test_opening_again_changes_nothing(settings: Settings, database: Database) -> None:
    add(database, "kept")
    again = open_database(settings)
    assert count(again) == 1
    again.close()


def test_what_raises_is_undone_as_a_whole(database: Database) -> None:
    def fail() -> None:
        with database.writing() as db:
            db.execute(text("INSERT INTO bucket VALUES ('x', 1.0, 1.0)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert count(database) == 0


def test_many_writers_in_two_processes_lose_nothing(settings: Settings, database: Database) -> None:
    other = open_database(settings)  # as a command beside the server: a lock of its own, one file

    def work(one: Database, name: str) -> None:
        for number in range(25):
            add(one, f"{name} {number}")

    threads = [
        threading.Thread(target=work, args=(one, f"{name}{kind}"))
        for kind, one in enumerate((database, other))
        for name in "abc"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(database) == 150
    other.close()


def test_another_file_may_be_named(settings: Settings, tmp_path: Path) -> None:
    there = Settings(tmp_path, tmp_path / "c", tmp_path / "d", database_url=f"sqlite:///{tmp_path / 'other.db'}")
    open_database(there).close()
    assert (tmp_path / "other.db").is_file()
    assert not (settings.data_dir / "pauza.sqlite3").exists()


def test_a_torn_file_is_told(settings: Settings) -> None:
    settings.data_dir.mkdir()
    (settings.data_dir / "pauza.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(ConfigError, match="PAUZA_DATA_DIR"):
        open_database(settings)
