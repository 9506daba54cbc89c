"""Another vault key under a vault that stays open: what touches the database file, and which key it is under.

The header with the new key, which still holds the old one, is written first: from then on the change is decided,
and a kill at any moment is made good at the next opening. SQLite's journal makes the re-encryption itself whole.

What it cannot do: somebody who once opened the vault, kept a copy of the folder and can still write to it can put
that copy back, under a vault key they know, or go on from it with links of their own. Neither header nor database
can tell; only what is kept elsewhere can (the audit's head on paper, a counter in the system's keyring).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from screening.core.errors import Problem, ScreeningError
from screening.store import connection, files, keys
from screening.store.database import Database
from screening.store.header import DATABASE_FILE
from screening.store.unlock import Unlocked

_SPARE = 1024 * 1024


def database_key(vault_key: bytes | bytearray) -> bytes:
    """The key of cases.db."""
    return keys.derive(vault_key, keys.KeyUse.DATABASE)


def open_database(path: Path, unlocked: Unlocked) -> tuple[Database, bool]:
    """The database, and whether it is still under the old key of an interrupted rotation.

    Raises what `Database` does, and GENERATION_MISMATCH where the header is of before a rotation.
    """
    for vault_key, old in ((unlocked.vault_key, False), (unlocked.old_key, True)):
        if vault_key is None:
            continue
        try:
            return Database(path, database_key(vault_key)), old
        except ScreeningError as error:
            if error.problem is not Problem.DATABASE_DAMAGED:
                raise
            if not connection.fits_no_page(path, database_key(vault_key)):
                raise
    raise ScreeningError(Problem.GENERATION_MISMATCH)


def check_room(folder: Path) -> None:
    """Raises DISK_FULL where the journal of a re-encryption would not fit: better before than half way."""
    with files.writing():
        size = (folder / DATABASE_FILE).stat().st_size
        free = shutil.disk_usage(folder).free
    if free < size + _SPARE:
        raise ScreeningError(Problem.DISK_FULL)
