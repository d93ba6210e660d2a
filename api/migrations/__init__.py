"""Bring a database to the tables of today, step by step (alembic), from whatever version of Pauza it comes."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

# The last step; held to the files in `versions/` by a test, so that a start need not load alembic to compare.
HEAD = "r0001"
_VERSIONS = "alembic_version"


def upgrade(connection: Connection) -> None:
    """Take the steps that are missing, within the caller's transaction."""
    if _current(connection) == HEAD:
        return
    # Slow to load, and wanted once after an update.
    from alembic.config import Config  # noqa: PLC0415
    from alembic.runtime.environment import EnvironmentContext  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory(str(Path(__file__).parent))
    with EnvironmentContext(Config(), scripts, fn=lambda revision, _: scripts._upgrade_revs("head", revision)) as steps:  # noqa: SLF001
        steps.configure(connection=connection, render_as_batch=True)
        steps.run_migrations()


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSIONS):
        return None
    return connection.execute(text(f"SELECT version_num FROM {_VERSIONS}")).scalar()  # noqa: S608 - a constant
