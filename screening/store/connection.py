"""Opening cases.db: the key set, every protection switched on and read back, before the first row is read.

Settled here and nowhere else: a raw key is never taken for a passphrase, the file is never plain SQLite, there
is no write-ahead log, and the library writes nothing to standard error.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from screening.core.errors import Problem, ScreeningError
from screening.store import files, keys

APPLICATION_ID = 0x53435231
"""PRAGMA application_id of a vault's database ("SCR1")."""

_RAW_KEY = re.compile(rb"[0-9a-f]{64}")
_PLAIN_HEADER = b"SQLite format 3\x00"
_BUSY_SECONDS = 1.0
_PAGE = 4096

# What is set, and what reading it back must give. No WAL: a lost -wal file loses commits without any trace.
_PROTECTIONS: tuple[tuple[str, str, object], ...] = (
    ("cipher_memory_security", "ON", "1"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("synchronous", "FULL", 2),
    ("secure_delete", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("foreign_keys", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
)
_MAC_PROTECTIONS: tuple[tuple[str, str, object], ...] = (
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
)


def raw_key(key: bytes) -> bytearray:
    """SQLCipher's notation for a raw key. Anything else it would silently take for a passphrase."""
    digits = key.hex().encode("ascii")
    if _RAW_KEY.fullmatch(digits) is None:
        raise ValueError("a raw key is 32 bytes")
    return bytearray(b"x'" + digits + b"'")


def create_file(path: Path) -> None:
    """An empty database file that only its owner can read. Raises DISK_FULL or FOLDER_NOT_WRITABLE."""
    with files.writing():
        path.touch(files.PRIVATE_FILE, exist_ok=False)


def connect(path: Path, key: bytes, *, new: bool = False) -> sqlcipher.Connection:
    """A keyed connection with every protection on. The file must exist; only a `new` one may be empty.

    Raises DATABASE_MISSING, DATABASE_DAMAGED (a wrong key too), VAULT_IN_USE, FOLDER_NOT_WRITABLE, DISK_FULL.
    """
    if not path.exists():
        raise ScreeningError(Problem.DATABASE_MISSING)
    if not new and not _looks_encrypted(path):
        raise ScreeningError(Problem.DATABASE_DAMAGED)
    raw = raw_key(key)
    connection: sqlcipher.Connection | None = None
    problem: Problem | None = None
    try:
        connection = sqlcipher.connect(
            f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=_BUSY_SECONDS
        )
        _protect(connection, raw)
    except (sqlcipher.Error, MemoryError) as error:  # tried: a flipped bit can come out as either
        problem = problem_of(error)
    finally:
        keys.wipe(raw)
    if connection is not None and problem is None:
        return connection
    if connection is not None:
        connection.close()
    raise ScreeningError(problem or Problem.DATABASE_DAMAGED)


def fits_no_page(path: Path, key: bytes) -> bool:
    """Whether not one page is of this key: the file is then not damaged but another, or of before a rotation."""
    raw = raw_key(key)
    try:
        connection = sqlcipher.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    except sqlcipher.Error:
        return False
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.set_key(raw)
        failed = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
        return failed >= path.stat().st_size // _PAGE > 1
    except (sqlcipher.Error, OSError):
        return False
    finally:
        keys.wipe(raw)
        connection.close()


def change_key(connection: sqlcipher.Connection, key: bytes, path: Path) -> None:
    """Encrypt every page anew, under another raw key; a kill on the way leaves the file under one of the two.

    The key stands in a statement here, for which Python makes texts that nobody can wipe; the driver's own call
    holds the interpreter's lock as long as it takes, 2.7 s for 100 MB, and in that time no key hides the screen.
    The texts are let go at once and stay in free memory at most until locking, which replaces the process. Run as
    a script, the statement stays in no cache.

    Raises DISK_FULL and the driver's other errors. After a failure the connection must be closed.
    """
    raw, full = raw_key(key), False
    try:
        connection.executescript(f'PRAGMA rekey = "{raw.decode("ascii")}";')
    except sqlcipher.OperationalError:
        full = _no_room(path)  # tried: the statement does not say why it failed
        if not full:
            raise
    finally:
        keys.wipe(raw)
    if full:
        raise ScreeningError(Problem.DISK_FULL)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _no_room(path: Path) -> bool:
    """Whether what a journal of the whole file takes is not free."""
    try:
        return shutil.disk_usage(path.parent).free < path.stat().st_size
    except OSError:
        return False


def problem_of(error: BaseException | None) -> Problem:
    """What a failure of the database means to the officer."""
    code: int = getattr(error, "sqlite_errorcode", None) or 0
    return {
        sqlcipher.SQLITE_FULL: Problem.DISK_FULL,
        sqlcipher.SQLITE_IOERR: Problem.DISK_GONE,  # tried: damage, even a file cut short, never comes as this
        sqlcipher.SQLITE_READONLY: Problem.FOLDER_NOT_WRITABLE,
        sqlcipher.SQLITE_CANTOPEN: Problem.FOLDER_NOT_WRITABLE,
        sqlcipher.SQLITE_PERM: Problem.FOLDER_NOT_WRITABLE,
        sqlcipher.SQLITE_BUSY: Problem.VAULT_IN_USE,
        sqlcipher.SQLITE_LOCKED: Problem.VAULT_IN_USE,
    }.get(code & 0xFF, Problem.DATABASE_DAMAGED)


def pragma(connection: sqlcipher.Connection, name: str) -> object:
    """The value of one pragma, None where the library does not know it."""
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return None if row is None else row[0]


def is_encrypted(path: Path) -> bool:
    """Whether the file's first bytes are anything but those of a plain SQLite file."""
    with path.open("rb") as file:
        return file.read(len(_PLAIN_HEADER)) != _PLAIN_HEADER


def _looks_encrypted(path: Path) -> bool:
    try:
        return path.stat().st_size > 0 and is_encrypted(path)
    except OSError:
        return False


def _protect(connection: sqlcipher.Connection, raw: bytearray) -> None:
    # First of all, or the library writes to standard error when the key does not fit.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.set_key(raw)
    if not pragma(connection, "cipher_version"):
        raise RuntimeError("the database library does not encrypt")
    protections = _PROTECTIONS + (_MAC_PROTECTIONS if sys.platform == "darwin" else ())
    for name, value, expected in protections:
        connection.execute(f"PRAGMA {name} = {value}").fetchall()
        if pragma(connection, name) != expected:
            raise RuntimeError(f"the database refuses {name}")
    if pragma(connection, "cipher_log_level") != "NONE":
        raise RuntimeError("the database refuses cipher_log_level")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
