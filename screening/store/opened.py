"""An opened vault: one officer, one connection, the repositories. Used from the thread that opened it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import msgspec

from screening.core.errors import Problem, ScreeningError
from screening.store import files, keys, owners, owning, pages, recovery, rotation
from screening.store.audit import AuditAction, AuditLog
from screening.store.cases import CaseRepository
from screening.store.check_cases import check_case
from screening.store.database import Database
from screening.store.desks import DeskRepository
from screening.store.header import DATABASE_FILE, Header, RecoverySlot, Slot, read_header, write_header
from screening.store.lock import VaultLock
from screening.store.meta import MetaKey, get_meta, set_meta
from screening.store.office import ServiceRepository, SettingsRepository
from screening.store.unlock import Officer, Unlocked

Clock = Callable[[], str]
ANY_LIMITS = keys.KdfLimits(1, 1, 1)
"""For a vault that was opened already: that nobody lowered its limits since is what the header's MAC says."""


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
        *,
        under_old_key: bool = False,
    ) -> None:
        self.folder = folder
        self.id = header.vault_id
        self.training = header.training
        self.officer: Officer = unlocked.officer
        self.database = database
        self.cases = CaseRepository(database)
        self.services = ServiceRepository(database)
        self.settings = SettingsRepository(database)
        self.desk = DeskRepository(database, unlocked.officer.id)
        self.audit = AuditLog(database, header.vault_id, unlocked.signer, clock)
        self._header = header
        self._vault_key = unlocked.vault_key
        self._old_key = unlocked.old_key if under_old_key else None  # until the database is under the new one
        self._unsettled = bool(header.old)
        self._clock = clock
        self._lock = lock
        self._closed = False
        database.take_up = self._take_up_again
        self.failed_before = 0
        """How many tries to open the vault failed before this one."""
        self.parts: set[Path] = set()
        """Files of copies that are being made now: whoever clears what a kill left does not touch these."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several changes one. Not nested. Raises DISK_FULL, FOLDER_NOT_WRITABLE, DATABASE_DAMAGED."""
        with self.database.transaction():
            yield
        self.audit.kept()

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
                    self.settle()
                    self._step_generation()
        finally:
            self.database.close()
            self._forget_keys()
            self._lock.release()

    def abandon(self) -> None:
        """Let go of the file and the keys without writing anything: the vault is about to be gone."""
        if self._closed:
            return
        self._closed = True
        self.database.close()
        self._forget_keys()
        self._lock.release()

    @property
    def closed(self) -> bool:
        """Whether the vault was closed."""
        return self._closed

    @property
    def header(self) -> Header:
        """Who has a way in; as it stands in the folder, as far as this program wrote or read it."""
        return self._header

    @property
    def vault_key(self) -> bytearray:
        """The key that everybody's way leads to. Wiped when the vault is closed: never keep it."""
        return self._vault_key

    @property
    def recovery_key_confirmed(self) -> bool:
        """Whether somebody has shown that they have a recovery key."""
        return any(self.is_confirmed(slot.officer_id) for slot in self._header.recovery)

    def is_confirmed(self, recovery_id: str) -> bool:
        """Whether somebody has shown that they have this recovery key, be it by coming in with it."""
        return recovery_id == self.officer.id or recovery.is_confirmed(self.database, recovery_id)

    def confirm_recovery_key(self, recovery_id: str = "") -> None:
        """Somebody has shown that they have it; without an id, the one made last."""
        last = max(self._header.recovery, key=lambda slot: slot.number)
        with self.transaction():
            recovery.mark_confirmed(self.database, recovery_id or last.officer_id)
            self.audit.append(AuditAction.RECOVERY_KEY_CONFIRMED, recovery_id or last.officer_id, {})

    def renew_recovery_key(self) -> str:
        """A new recovery key, to be shown once and confirmed, in place of all before, with a new vault key.

        So a key of before opens nothing of now, not even beside a copy of the header of before.
        """
        before = self._header.recovery
        lost = any(self.is_confirmed(slot.officer_id) for slot in before)
        number = owners.recovery_keys_made(self.database) + 1 if lost else before[0].number
        new = owning.new_recovery(self.id, self._vault_key, number)
        self.rotate(msgspec.structs.replace(self._header, recovery=(new.slot,)))
        return new.written

    def change_owners(self, header: Header, *notes: tuple[AuditAction, str]) -> None:
        """Put a header with other owners in force, and note what changed for whom; `notes` are added to that.

        Committed to the database first, the header after it: a kill in between leaves the owners of before. The
        vault key stays.
        """
        self.settle()
        generation = self._database_generation() + 1
        self._unsettled = True
        with self.transaction():
            self._bring_in_line(header)
            for action, object_id in notes:
                self.audit.append(action, object_id, {})
            set_meta(self.database, MetaKey.GENERATION, str(generation))
        self._write_header(owning.sealed_to_owners(header, self._vault_key), generation)
        self._unsettled = False
        # One further, so that the header of before is no longer the one that a kill could have left.
        self._step_generation()

    def rotate(self, header: Header, *notes: tuple[AuditAction, str]) -> None:
        """Put a header in force under a new vault key: a copy of one before opens nothing of now.

        The header comes first and holds both keys until the database is encrypted anew: a kill after that is made
        good at the next opening, and before it nothing has changed. Raises DISK_FULL before anything is touched.
        """
        self.settle()
        rotation.check_room(self.folder)
        fresh, key = owning.with_new_key(header, self._vault_key)
        generation = self._database_generation() + 1
        sealed = msgspec.structs.replace(fresh, generation=generation).sealed(key)
        write_header(self.folder, sealed)
        self._header = sealed
        self._old_key, self._vault_key = self._vault_key, key
        self._unsettled = True
        self.settle(*notes)

    def settle(self, *notes: tuple[AuditAction, str]) -> None:
        """Finish what a kill or a full disk interrupted; nothing to do most of the time."""
        if not self._unsettled:
            return
        if self._header.old:
            self._finish_rotation(notes)
        else:
            with self.transaction():
                if self._bring_in_line(self._header):  # what was noted in the database never came into force
                    self.audit.append(AuditAction.GENERATION_REPAIRED, self.id, {})
            self._write_generation(self._database_generation())
            self._unsettled = False

    def renew_slot(self, slot: Slot | RecoverySlot | None) -> None:
        """Keep a slot wrapped for the vault key of now, where the disk takes it: the one before opens too."""
        if slot is None or self._unsettled:
            return
        slots = tuple(
            slot if each.id == slot.id and isinstance(slot, Slot) else each for each in self._header.slots
        )
        ways = tuple(
            slot if each.id == slot.id and isinstance(slot, RecoverySlot) else each
            for each in self._header.recovery
        )
        renewed = msgspec.structs.replace(self._header, slots=slots, recovery=ways)
        with suppress(ScreeningError):
            self._write_header(renewed, self._header.generation)

    def key_for(self, use: keys.KeyUse) -> bytes:
        """The vault's key for one use."""
        return keys.derive(self._vault_key, use)

    def check_generation(self) -> None:
        """Compare the database's generation with the header's. Raises GENERATION_MISMATCH, DATABASE_DAMAGED.

        The database's is committed first: one ahead is a kill in between, and `settle` repairs it. In a rotation
        the header comes first, and says so. Anything else: one of the two files is an older copy.
        """
        if get_meta(self.database, MetaKey.VAULT_ID) != self.id:
            raise ScreeningError(Problem.DATABASE_DAMAGED)
        self._unsettled = self._ahead_of(self._header) == 1 or self._unsettled

    def begin_anew(self, past: int, detail: dict[str, str | int]) -> None:
        """A copy was restored: it goes on under a generation beyond every one that is known. Audited."""
        generation = max(past, self._database_generation()) + 1
        with self.transaction():
            set_meta(self.database, MetaKey.GENERATION, str(generation))
            self.audit.append(AuditAction.BACKUP_RESTORED, self.id, detail)
        self._write_generation(generation)

    def check_header(self, header: Header) -> None:
        """Check a header just read against this vault. Raises HEADER_DAMAGED, GENERATION_MISMATCH."""
        if header.vault_id != self.id or not header.genuine(self._vault_key):
            raise ScreeningError(Problem.HEADER_DAMAGED)
        self._ahead_of(header)

    def _ahead_of(self, header: Header) -> int:
        ahead = self._database_generation() - header.generation
        if not (-1 if header.old else 0) <= ahead <= 1:
            raise ScreeningError(Problem.GENERATION_MISMATCH)
        return ahead

    def check_case(self, case_id: str) -> None:
        """Compare one case with the audit before anybody goes on with it. Raises CASE_ALTERED(case)."""
        found = self.database.fast("SELECT number FROM case_file WHERE id = ?", (case_id,))
        if found:
            check_case(self.database, case_id, str(found[0][0]))

    def note(self, action: AuditAction, object_id: str, detail: Mapping[str, str | int]) -> None:
        """An entry of its own: on a full disk it waits for the first change that finds room."""
        try:
            with self.transaction():
                self.audit.append(action, object_id, detail)
        except ScreeningError as error:
            if error.problem is not Problem.DISK_FULL:
                raise
            self.audit.defer(action, object_id, detail)

    def count_pages(self) -> int:
        """How many pages the file has. Raises DISK_GONE."""
        with files.reading():
            return pages.count_pages(self._path)

    def damaged_pages(self, first: int, count: int) -> list[int]:
        """Which of these pages do not authenticate. Outside a transaction. Raises DISK_GONE."""
        if self.database.writing:
            raise RuntimeError("pages are looked at while nothing is being written")
        with files.reading():
            key = keys.derive(self._old_key or self._vault_key, keys.KeyUse.DATABASE)
            return pages.damaged_pages(self._path, key, first, count)

    @property
    def generation(self) -> int:
        """How often the vault was closed; steps up with each clean close."""
        return self._database_generation()

    @property
    def _path(self) -> Path:
        return self.folder / DATABASE_FILE

    def _take_up_again(self) -> None:
        """The disk was gone: go on only with the very vault that was open. Raises DISK_GONE until it is back."""
        if not self._path.exists():
            raise ScreeningError(Problem.DISK_GONE)
        self._lock.release()
        self._lock = VaultLock(self.folder)
        self.database.attach_again(keys.derive(self._old_key or self._vault_key, keys.KeyUse.DATABASE))
        self.check_header(read_header(self.folder, ANY_LIMITS))
        self.audit.check_tail()
        self.audit.must_go_on()

    def _step_generation(self) -> None:
        generation = self._database_generation()
        if generation != self._header.generation:
            self._write_generation(generation)
        with self.database.transaction():
            set_meta(self.database, MetaKey.GENERATION, str(generation + 1))
        self._write_generation(generation + 1)

    def _finish_rotation(self, notes: tuple[tuple[AuditAction, str], ...]) -> None:
        if self._old_key is not None:
            new, old = rotation.database_key(self._vault_key), rotation.database_key(self._old_key)
            self.database.change_key(new, old)
            keys.wipe(self._old_key)
            self._old_key = None
        before, generation = self._database_generation(), self._header.generation
        with self.transaction():
            if before < generation:  # otherwise it was noted already, and only the header could not be written
                self.audit.append(AuditAction.VAULT_KEY_ROTATED, self.id, {})
            self._bring_in_line(self._header)
            for action, object_id in notes:
                self.audit.append(action, object_id, {})
            set_meta(self.database, MetaKey.GENERATION, str(max(before, generation)))
        self._write_header(msgspec.structs.replace(self._header, old=""), max(before, generation))
        self._unsettled = False
        self._step_generation()

    def _bring_in_line(self, header: Header) -> bool:
        changes = owners.bring_in_line(self.database, header, self._clock())
        for change in changes:
            self.audit.append(change.action, change.officer_id, {})
        return bool(changes)

    def _forget_keys(self) -> None:
        keys.wipe(self._vault_key)
        if self._old_key is not None:
            keys.wipe(self._old_key)

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
        self._adopt(sealed)

    def _adopt(self, header: Header) -> None:
        """The header on the disk is this one; whoever opened the vault may have another role or code by it."""
        self._header = header
        mine = next((slot for slot in header.slots if slot.officer_id == self.officer.id), None)
        if mine is not None:
            self.officer = Officer(mine.code, mine.role, mine.officer_id, mine.must_change)
