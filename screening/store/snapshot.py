"""A copy of cases.db while the vault is in use: in short steps, and as it stood at one moment.

The driver's own backup call does not give the thread back before it has ended, and a reader beside the vault would
keep an answer from being saved. So the file is copied as it lies, ciphertext for ciphertext: between two steps no
transaction is open, and every transaction rewrites the first page, with a fresh random vector. If that page is
the same before and after, nothing was written meanwhile; if not, the pieces that differ are copied again, the last
time in one step. Called on the vault's thread alone: closing the file here takes back this program's locks on it,
of which there are none outside a transaction.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from sqlcipher3 import dbapi2 as sqlcipher

from screening.core.errors import Problem, ScreeningError
from screening.store import connection as raw
from screening.store import files
from screening.store.aside import Aside, Progress
from screening.store.backup_file import CHUNK
from screening.store.database import guarded
from screening.store.meta import MetaKey

_PAGE = 4096
_PASSES = 4


def copy_database(source: Path, target: Path, aside: Aside) -> Generator[Progress, None, None]:
    """Copy the file; when it returns, the copy is as the file is at that moment.

    Raises DATABASE_DAMAGED, DISK_FULL, FOLDER_NOT_WRITABLE.
    """
    copy = aside.now(partial(_writable, target))
    try:
        with _readable(source) as pages:
            known: list[bytes] = []
            for _ in range(_PASSES - 1):
                before = _mark(pages)
                for start, chunk in _changed(pages, before[0], known):
                    if chunk:
                        yield from aside.run(partial(_write, copy, start, chunk, aside))
                    yield aside.progress()
                if _mark(pages) == before:
                    aside.now(partial(_cut, copy, before[0]))
                    return
            length = _mark(pages)[0]
            for start, chunk in _changed(pages, length, known):
                if chunk:
                    aside.now(partial(_write, copy, start, chunk, aside))
            aside.now(partial(_cut, copy, length))
    finally:
        aside.later(copy.close)  # there, or it could be closed in the middle of a write


def _changed(pages: BinaryIO, length: int, known: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """Where each piece begins, and the piece, empty where it is known; `known` is brought up to date."""
    for number, start in enumerate(range(0, length, CHUNK)):
        chunk = _piece(pages, start, min(CHUNK, length - start))
        digest = hashlib.sha256(chunk).digest()
        same = number < len(known) and known[number] == digest
        known[number : number + 1] = [digest]
        yield start, b"" if same else chunk


class Inside(Struct, frozen=True):
    """What stands in a copy's database; `rows`: number of rows per table."""

    rows: dict[str, int]
    schema: int
    vault_id: str
    generation: int
    audit_seq: int
    audit_head: str


def look_inside(path: Path, key: bytes) -> Inside:
    """Open a copy; gives rows per table and what is known of the vault. Raises DATABASE_DAMAGED."""
    connection = raw.connect(path, key)
    try:
        return guarded(partial(_look, connection))
    finally:
        connection.close()


def check_pages(path: Path, key: bytes) -> None:
    """Open a copy and check every page and every row's place in it. Raises DATABASE_DAMAGED."""
    connection = raw.connect(path, key)
    try:
        sound = guarded(partial(_is_sound, connection))
    finally:
        connection.close()
    if not sound:
        raise ScreeningError(Problem.DATABASE_DAMAGED)


def _is_sound(connection: sqlcipher.Connection) -> bool:
    return (
        not connection.execute("PRAGMA cipher_integrity_check").fetchall()
        and connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
        and not connection.execute("PRAGMA foreign_key_check").fetchall()
    )


def _look(connection: sqlcipher.Connection) -> Inside:
    if raw.pragma(connection, "application_id") != raw.APPLICATION_ID:
        raise ScreeningError(Problem.DATABASE_DAMAGED)
    kept = dict(
        connection.execute(
            "SELECT key, value FROM meta WHERE key IN (?, ?, ?)",
            (MetaKey.VAULT_ID, MetaKey.GENERATION, MetaKey.AUDIT_HEAD),
        ).fetchall()
    )
    seq, _, head = str(kept.get(MetaKey.AUDIT_HEAD, "")).partition(":")
    return Inside(
        rows=_rows(connection),
        schema=int(str(raw.pragma(connection, "user_version"))),
        vault_id=str(kept.get(MetaKey.VAULT_ID, "")),
        generation=_number(kept.get(MetaKey.GENERATION, "")),
        audit_seq=_number(seq),
        audit_head=head,
    )


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    raise ScreeningError(Problem.DATABASE_DAMAGED)


def _rows(connection: sqlcipher.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
        "AND name NOT GLOB 'case_search_*' ORDER BY name"
    ).fetchall()
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        for (name,) in names
    }


def _readable(source: Path) -> BinaryIO:
    try:
        return source.open("rb", buffering=0)
    except OSError:
        pass
    raise ScreeningError(Problem.DATABASE_MISSING)


def _writable(target: Path) -> BinaryIO:
    with files.writing():
        descriptor = os.open(
            target, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), files.PRIVATE_FILE
        )
        return os.fdopen(descriptor, "wb")


def _mark(pages: BinaryIO) -> tuple[int, bytes]:
    """Length and first page."""
    first = _piece(pages, 0, _PAGE)
    return os.fstat(pages.fileno()).st_size, first


def _piece(pages: BinaryIO, start: int, length: int = CHUNK) -> bytes:
    try:
        pages.seek(start)
        return pages.read(length)
    except OSError:
        pass
    raise ScreeningError(Problem.DATABASE_DAMAGED)


def _write(copy: BinaryIO, start: int, chunk: bytes, aside: Aside) -> None:
    with files.writing():
        copy.seek(start)
        copy.write(chunk)
    aside.count(len(chunk))


def _cut(copy: BinaryIO, size: int) -> None:
    with files.writing():
        copy.flush()
        copy.truncate(size)
