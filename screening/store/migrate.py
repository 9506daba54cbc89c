"""Bringing a database to the newest schema: all or nothing, and no row lost on the way (traps 14 and 15)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, text

from screening.core.errors import Problem, ScreeningError
from screening.store import connection as raw
from screening.store.database import Database, guarded

SCHEMA_VERSION = 3
"""PRAGMA user_version of the newest schema; the Alembic revision is the same number in four digits."""

MIGRATIONS = Path(__file__).parent / "migrations"


def check_version(database: Database) -> int:
    """The schema's version. Raises VAULT_NEWER(found, known), or DATABASE_DAMAGED for a foreign database."""
    if database.pragma("application_id") != [(raw.APPLICATION_ID,)]:
        raise ScreeningError(Problem.DATABASE_DAMAGED)
    found = int(database.pragma("user_version")[0][0])
    if found > SCHEMA_VERSION:
        raise ScreeningError(Problem.VAULT_NEWER, found=found, known=SCHEMA_VERSION)
    return found


def migrate(database: Database, version: int = SCHEMA_VERSION, scripts: Path = MIGRATIONS) -> None:
    """Run the revisions up to `version` in one transaction; nothing of it stays where one of them fails.

    Raises RuntimeError where a revision lost rows or left a reference without its row: it has a bug.
    """
    # Foreign keys cannot be switched inside a transaction; left on, re-creating a table erases its children.
    database.pragma("foreign_keys = OFF")
    try:
        with database.transaction() as connection:
            guarded(lambda: _upgrade_whole(connection, version, scripts))
    finally:
        database.pragma("foreign_keys = ON")
    if database.pragma("foreign_keys") != [(1,)]:
        raise RuntimeError("foreign keys stayed off after a migration")


def _upgrade_whole(connection: Connection, version: int, scripts: Path) -> None:
    before, triggers = _row_counts(connection), _triggers(connection)
    _upgrade(connection, version, scripts)
    after = _row_counts(connection)
    lost = sorted(name for name, count in before.items() if after.get(name, count) != count)
    if lost:
        raise RuntimeError(f"a migration changed the number of rows of {', '.join(lost)}")
    if triggers - _triggers(connection):
        raise RuntimeError("a migration lost a trigger")
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise RuntimeError("a migration left a reference without its row")
    connection.exec_driver_sql(f"PRAGMA application_id = {raw.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {version}")


def _upgrade(connection: Connection, version: int, scripts: Path) -> None:
    # Alembic takes 243 ms to import (measured) and only a new or an older vault needs it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{version:04}")


def _row_counts(connection: Connection) -> dict[str, int]:
    names = connection.execute(
        text(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name NOT LIKE 'alembic!_%' ESCAPE '!'"
            " AND name NOT GLOB 'case_search_*'"
        )
    )
    return {
        name: int(connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one())  # noqa: S608
        for (name,) in names.all()
    }


def _triggers(connection: Connection) -> set[str]:
    return set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
