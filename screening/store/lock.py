"""One program per vault: a lock that the system takes back when the program dies."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock, Timeout

from screening.core.errors import Problem, ScreeningError
from screening.store import files

LOCK_FILE = "vault.lock"


class VaultLock:
    """The lock on one vault's folder."""

    def __init__(self, folder: Path) -> None:
        """Take the lock. Raises VAULT_IN_USE, FOLDER_NOT_WRITABLE or DISK_FULL."""
        self._lock = FileLock(folder / LOCK_FILE, blocking=False, mode=files.PRIVATE_FILE, thread_local=False)
        held = False
        with files.writing():
            try:
                self._lock.acquire()
                held = True
            except Timeout:  # an OSError too: somebody else holds it
                held = False
        if not held:
            raise ScreeningError(Problem.VAULT_IN_USE)

    def release(self) -> None:
        """Give the lock back. May be called twice."""
        self._lock.release()
