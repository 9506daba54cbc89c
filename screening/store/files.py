"""The vault's small files: read with a size limit, written so that a crash leaves the old or the new one.

A failure to write leaves here as FOLDER_NOT_WRITABLE or DISK_FULL, never as a path or the system's sentence.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from screening.core.errors import Problem, ScreeningError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_GONE = frozenset({errno.EIO, errno.ENODEV, errno.ENXIO, errno.ESTALE})


def problem_of(error: OSError) -> Problem:
    """What a failure while writing into the folder means to the officer."""
    if error.errno in _GONE:
        return Problem.DISK_GONE
    return Problem.DISK_FULL if error.errno in _FULL else Problem.FOLDER_NOT_WRITABLE


@contextmanager
def writing() -> Iterator[None]:
    """Turn a failure to write into DISK_FULL, DISK_GONE or FOLDER_NOT_WRITABLE; no path travels with it."""
    problem: Problem | None = None
    try:
        yield
    except OSError as error:
        problem = problem_of(error)
    if problem is not None:
        raise ScreeningError(problem)


@contextmanager
def reading(problem: Problem = Problem.DISK_GONE) -> Iterator[None]:
    """Turn a failure to read what was there a moment ago into a problem; no path travels with it."""
    gone = False
    try:
        yield
    except OSError:
        gone = True
    if gone:
        raise ScreeningError(problem)


def read_limited(path: Path, limit: int) -> bytes | None:
    """The file's bytes; None where it is larger than `limit`. Raises OSError."""
    with path.open("rb") as file:
        data = file.read(limit + 1)
    return data if len(data) <= limit else None


def sync_folder(folder: Path) -> None:
    """Make a rename in the folder durable, where the system can open folders at all."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_atomically(path: Path, data: bytes, unless: Path | None = None) -> None:
    """Replace a file whole. Raises DISK_FULL or FOLDER_NOT_WRITABLE, and then the old file still stands.

    Where the file `unless` is there, what was written is overwritten, and VAULT_MISSING raised.
    """
    fresh = path.with_name(path.name + ".new")
    unwanted = False
    with writing():
        try:
            with suppress(FileNotFoundError):
                fresh.unlink()
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unwanted = _scrubbed(fresh, unless)  # asked as late as can be
            if not unwanted:
                fresh.replace(path)
                unwanted = _scrubbed(path, unless)  # it came between the two
        except OSError:
            with suppress(OSError):
                fresh.unlink()
            raise
        sync_folder(path.parent)
    if unwanted:
        raise ScreeningError(Problem.VAULT_MISSING)


def _scrubbed(path: Path, unless: Path | None) -> bool:
    if unless is None or not unless.exists():
        return False
    with suppress(OSError):
        write_in_place(path, os.urandom(path.stat().st_size))
        path.unlink()
    return True


def write_in_place(path: Path, data: bytes) -> None:
    """Overwrite a small file of fixed length where it lies: works on a full disk, which a new file does not.

    Raises DISK_FULL or FOLDER_NOT_WRITABLE.
    """
    with writing():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, PRIVATE_FILE)
        try:
            os.write(descriptor, data)
            os.ftruncate(descriptor, len(data))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
