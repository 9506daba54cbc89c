"""An opened vault: one officer, one connection, the repositories. Used from the thread that opened it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import msgspec

from screening.core.errors import Problem, ScreeningError
from screening.store import keys, recovery, unlock
from screening.store.audit import AuditAction, AuditLog
from screening.store.cases import CaseRepository
from screening.store.database import Database
from screening.store.header import Header, write_header
from screening.store.lock import VaultLock
from screening.store.meta import MetaKey, get_meta, set_meta
from screening.store.office import ServiceRepository, SettingsRepository
from screening.store.unlock import Officer, Unlocked

Clock = Callable[[], str]


class Vault:
    """An opened vault: `cases`, `services`, `settings` and `audit` read it; changes need `transaction()`.

    The statements of one `transaction()` are kept together or not at all, and are durable when it returns.
    """

    def __init__(
        self,
        folder: Path,
        header: Header,
        unlocked: Unlocked,
        database: Database,
        lock: VaultLock,
        clock: Clock,
    ) -> None:
        self.folder = folder
        self.id = header.vault_id
        self.training = header.training
        self.officer: Officer = unlocked.officer
        self.database = database
        self.cases = CaseRepository(database)
        self.services = ServiceRepository(database)
        self.settings = SettingsRepository(database)
        self.audit = AuditLog(database, header.vault_id, unlocked.signer, clock)
        self._header = header
        self._vault_key = unlocked.vault_key
        self._clock = clock
        self._lock = lock
        self._closed = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several changes one. Not nested. Raises DISK_FULL, FOLDER_NOT_WRITABLE, DATABASE_DAMAGED."""
        with self.database.transaction():
            yield

    def __enter__(self) -> Vault:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Step the generation, close the file, forget the keys, give the lock back. May be called twice.

        What was acknowledged is in the file already. That the generation cannot be stepped (a full disk)
        loses nothing and is not reported: the next unlock finds the two in step, or one apart, and goes on.
        """
        if self._closed:
            return
        self._closed = True
        try:
            if not self.database.writing:
                with suppress(ScreeningError):
                    self._step_generation()
        finally:
            self.database.close()
            keys.wipe(self._vault_key)
            self._lock.release()

    def abandon(self) -> None:
        """Let go of the file and the keys without writing anything: the vault is about to be gone."""
        if self._closed:
            return
        self._closed = True
        self.database.close()
        keys.wipe(self._vault_key)
        self._lock.release()

    @property
    def recovery_key_confirmed(self) -> bool:
        """Whether somebody has shown that they have the recovery key."""
        return recovery.is_confirmed(self.database)

    def confirm_recovery_key(self) -> None:
        """Somebody has shown that they have it."""
        with self.transaction():
            recovery.mark_confirmed(self.database)
            self.audit.append(AuditAction.RECOVERY_KEY_CONFIRMED, self.id, {})

    def renew_recovery_key(self) -> str:
        """A new recovery key, to be shown once and confirmed, in place of the one before.

        Committed to the database first, the header after it: a kill in between leaves a vault that opens as it
        did, with the key of before, still unconfirmed. The vault key stays: whoever has both the key of before
        and a copy of the header of before can still open what they copied, and the cases beside it.
        """
        new = unlock.new_recovery(self._vault_key)
        generation = self._database_generation() + 1
        with self.transaction():
            recovery.replace_owner(self.database, new.slot, self._clock())
            recovery.mark_unconfirmed(self.database)
            self.audit.append(AuditAction.RECOVERY_KEY_RENEWED, self.id, {})
            set_meta(self.database, MetaKey.GENERATION, str(generation))
        self._write_header(unlock.with_new_recovery(self._header, self._vault_key, new.slot), generation)
        # One further, so that the header of before is no longer the one that a kill could have left.
        self._step_generation()
        return new.written

    @property
    def header(self) -> Header:
        """The header as it stands in the folder, as far as this program wrote or read it."""
        return self._header

    def key_for(self, use: keys.KeyUse) -> bytes:
        """The vault's key for one use."""
        return keys.derive(self._vault_key, use)

    def check_generation(self) -> None:
        """Compare the database's generation with the header's. Raises GENERATION_MISMATCH, DATABASE_DAMAGED.

        The database's is committed first: one ahead is a kill in between, and is repaired. Anything else
        means that one of the two files is an older copy.
        """
        if get_meta(self.database, MetaKey.VAULT_ID) != self.id:
            raise ScreeningError(Problem.DATABASE_DAMAGED)
        generation = self._database_generation()
        if generation == self._header.generation + 1:
            # On a full disk it stays one behind, for as long as it takes: `close` steps no further.
            with suppress(ScreeningError):
                self._write_generation(generation)
        elif generation != self._header.generation:
            raise ScreeningError(Problem.GENERATION_MISMATCH)

    def check_header(self, header: Header) -> None:
        """Check a header just read against this vault. Raises HEADER_DAMAGED, GENERATION_MISMATCH."""
        if header.vault_id != self.id or not header.genuine(self._vault_key):
            raise ScreeningError(Problem.HEADER_DAMAGED)
        if not 0 <= self._database_generation() - header.generation <= 1:
            raise ScreeningError(Problem.GENERATION_MISMATCH)

    def _step_generation(self) -> None:
        generation = self._database_generation()
        if generation != self._header.generation:
            self._write_generation(generation)
        with self.database.transaction():
            set_meta(self.database, MetaKey.GENERATION, str(generation + 1))
        self._write_generation(generation + 1)

    def _database_generation(self) -> int:
        kept = get_meta(self.database, MetaKey.GENERATION)
        if not kept.isdecimal():
            raise ScreeningError(Problem.DATABASE_DAMAGED)
        return int(kept)

    def _write_generation(self, generation: int) -> None:
        self._write_header(self._header, generation)

    def _write_header(self, header: Header, generation: int) -> None:
        sealed = msgspec.structs.replace(header, generation=generation).sealed(self._vault_key)
        write_header(self.folder, sealed)
        self._header = sealed
