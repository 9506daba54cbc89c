"""Creating and opening a vault: a folder with vault.json and cases.db ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from screening.core.errors import Problem, ScreeningError
from screening.store import connection, files, keys, migrate, owners, owning, recovery, rotation, unlock
from screening.store.attempts import ATTEMPTS_FILE, AttemptLog
from screening.store.audit import AuditAction, Signer
from screening.store.calibrate import calibrated_limits
from screening.store.database import Database
from screening.store.header import (
    CREATING_FILE,
    DATABASE_FILE,
    HEADER_FILE,
    Header,
    Role,
    read_header,
    write_header,
)
from screening.store.keys import FLOOR, KdfLimits
from screening.store.lock import LOCK_FILE, VaultLock
from screening.store.meta import MetaKey, set_meta
from screening.store.opened import Clock, Vault
from screening.store.owning import NewHeader
from screening.store.passphrase import check_officer_code, check_passphrase
from screening.store.unlock import Officer, Unlocked
from screening.store.upgrade import upgrade

__all__ = ["NewVault", "Officer", "Role", "Vault", "create_vault", "open_vault", "open_with_recovery_key"]

_OWN_FILES = (
    HEADER_FILE,
    HEADER_FILE + ".new",
    DATABASE_FILE,
    DATABASE_FILE + "-journal",
    ATTEMPTS_FILE,
    LOCK_FILE,
    CREATING_FILE,  # last: while it is there, the rest is known to be nobody's
)


class NewVault(Struct, frozen=True):
    """A vault just created, opened, and its recovery key, which is shown this one time."""

    vault: Vault
    recovery_key: str

    def __repr__(self) -> str:
        return "NewVault(...)"


def utc_now() -> str:
    """The machine's clock: UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def create_vault(
    folder: Path,
    officer: str,
    passphrase: str,
    *,
    training: bool = False,
    kdf: KdfLimits | None = None,
    floor: KdfLimits = FLOOR,
    now: str,
    clock: Clock = utc_now,
    fill: Callable[[Vault], None] = lambda _vault: None,
) -> NewVault:
    """Create a vault in a folder that is empty or not there yet; its first officer is an administrator.

    Without `kdf` the machine is measured. `clock` dates the audit. `fill` writes what the vault begins with, into
    the transaction that makes it: no kill leaves a vault that opens without it. Raises VAULT_EXISTS, VAULT_IN_USE,
    FOLDER_NOT_WRITABLE, DISK_FULL, OFFICER_CODE_INVALID, PASSPHRASE_*. Whatever fails, even a kill half way, does
    not block a second try.
    """
    check_officer_code(officer)
    check_passphrase(passphrase)
    kdf = kdf or calibrated_limits()
    if not kdf.within(floor, keys.CEILING):
        raise ValueError("derivation limits outside floor and ceiling")
    with claimed(folder) as lock:
        new = owning.new_header(officer, passphrase, kdf, training=training)
        path = folder / DATABASE_FILE
        connection.create_file(path)
        database = Database(path, rotation.database_key(new.vault_key), new=True)
        try:
            migrate.migrate(database)
            vault = Vault(folder, new.header, _first_unlocked(new), database, lock, clock)
            _first_rows(vault, new, now, fill)
            if not connection.is_encrypted(path):
                raise RuntimeError("the database is not encrypted")
            AttemptLog(folder).forget_all()
            write_header(folder, new.header)
            with files.writing():
                (folder / CREATING_FILE).unlink()
                files.sync_folder(folder)
        except BaseException:
            database.close()
            raise
    return NewVault(vault, new.recovery_key)


def open_vault(
    folder: Path,
    officer: str,
    passphrase: str,
    *,
    floor: KdfLimits = FLOOR,
    now: str,
    clock: Clock = utc_now,
) -> Vault:
    """Open a vault with an officer's passphrase.

    Raises CANNOT_UNLOCK, WAIT_BEFORE_RETRY(seconds), TOO_MANY_ATTEMPTS; VAULT_MISSING, NOT_A_VAULT,
    VAULT_NEWER(found, known), VAULT_IN_USE; HEADER_DAMAGED, DATABASE_MISSING, DATABASE_DAMAGED,
    GENERATION_MISMATCH, AUDIT_DAMAGED(entry); FOLDER_NOT_WRITABLE, DISK_FULL; of an older schema
    NO_ROOM_TO_RENEW(megabytes).
    """

    failed = 0

    def prove(header: Header) -> Unlocked:
        nonlocal failed
        attempts = AttemptLog(folder)
        failed = attempts.failures()
        attempts.begin(now)
        try:
            unlocked = unlock.with_passphrase(header, officer, passphrase)
        except ScreeningError as error:
            if error.problem is not Problem.CANNOT_UNLOCK:
                attempts.forget()  # the passphrase was right; something else is wrong
            raise
        attempts.forget()
        return unlocked

    vault = _open(folder, floor, clock, prove)
    vault.failed_before = failed
    return vault


def open_with_recovery_key(
    folder: Path, recovery_key: str, *, floor: KdfLimits = FLOOR, clock: Clock = utc_now
) -> Vault:
    """Open a vault with its recovery key, typed with any spaces and case; ends TOO_MANY_ATTEMPTS. Audited.

    Raises what `open_vault` does; there is no wait: a key of 256 random bits cannot be guessed.
    """

    failed = 0

    def prove(header: Header) -> Unlocked:
        nonlocal failed
        unlocked = unlock.with_recovery_key(header, recovery_key)
        failed = AttemptLog(folder).failures()
        AttemptLog(folder).forget_all()
        return unlocked

    vault = _open(folder, floor, clock, prove)
    vault.failed_before = failed
    try:
        _note_recovery(vault)
    except BaseException:
        vault.close()
        raise
    return vault


def _note_recovery(vault: Vault) -> None:
    """The key was used: whoever typed it has it. A full disk keeps nobody out; the entry then waits for room."""
    try:
        with vault.transaction():
            recovery.mark_confirmed(vault.database, vault.officer.id)
            vault.audit.append(AuditAction.RECOVERY_KEY_USED, vault.id, {})
    except ScreeningError as error:
        if error.problem is not Problem.DISK_FULL:
            raise
        vault.audit.defer(AuditAction.RECOVERY_KEY_USED, vault.id, {})


def _open(folder: Path, floor: KdfLimits, clock: Clock, prove: Callable[[Header], Unlocked]) -> Vault:
    read_header(folder, floor)  # says what is wrong with the folder before anything is written into it
    lock = VaultLock(folder)
    unlocked: Unlocked | None = None
    database: Database | None = None
    try:
        header = read_header(folder, floor)
        unlocked = prove(header)
        database, under_old_key = rotation.open_database(folder / DATABASE_FILE, unlocked)
        version = migrate.check_version(database)
        vault = Vault(folder, header, unlocked, database, lock, clock, under_old_key=under_old_key)
        vault.check_generation()
        if version < migrate.SCHEMA_VERSION:
            upgrade(vault, clock())
        vault.audit.check_tail()
        with suppress(ScreeningError):  # on a full disk it stays as a kill left it, for as long as that takes
            vault.settle()
        vault.renew_slot(unlocked.renewed)
    except BaseException:
        if database is not None:
            database.close()
        if unlocked is not None:
            unlocked.wipe()
        lock.release()
        raise
    return vault


def discard_vault(folder: Path) -> None:
    """Take down the files of a vault that is nobody's, and its folder where nothing else lies in it.

    Files of other names stay. Raises VAULT_IN_USE where it is open, FOLDER_NOT_WRITABLE.
    """
    if not folder.is_dir():
        return
    lock = VaultLock(folder)
    try:
        _clear(folder, keep=(LOCK_FILE,))
    finally:
        lock.release()
    _clear(folder)
    with suppress(OSError):
        folder.rmdir()


@contextmanager
def claimed(folder: Path) -> Iterator[VaultLock]:
    """The folder, locked, empty but for the mark of a creation under way; as before where that fails."""
    if folder.exists() and not (folder.is_dir() and _unused(folder)):
        raise ScreeningError(Problem.VAULT_EXISTS)
    made = not folder.exists()
    with files.writing():
        folder.mkdir(files.PRIVATE_FOLDER, parents=True, exist_ok=True)
    lock = VaultLock(folder)  # looked again under it: another program may have finished its vault here meanwhile
    ours = False
    try:
        if not _unused(folder):
            raise ScreeningError(Problem.VAULT_EXISTS)
        ours = True
        with files.writing():
            folder.chmod(files.PRIVATE_FOLDER)
            (folder / CREATING_FILE).touch(files.PRIVATE_FILE)
        _clear(folder, keep=(LOCK_FILE, CREATING_FILE))
        yield lock
    except BaseException:
        finished = (folder / HEADER_FILE).exists() and not (folder / CREATING_FILE).exists()
        unfinished = ours and not finished
        lock.release()
        if unfinished:
            _clear(folder)
            if made:
                with suppress(OSError):
                    folder.rmdir()
        raise


def _unused(folder: Path) -> bool:
    """Empty, or left by a creation that was killed: nobody was ever given the keys of what lies there."""
    with files.writing():
        names = {path.name for path in folder.iterdir()}
    return names <= {LOCK_FILE} or (CREATING_FILE in names and names <= set(_OWN_FILES))


def _clear(folder: Path, keep: tuple[str, ...] = ()) -> None:
    for name in _OWN_FILES:
        if name not in keep:
            with suppress(OSError):
                (folder / name).unlink()


def _first_rows(vault: Vault, new: NewHeader, now: str, fill: Callable[[Vault], None]) -> None:
    with vault.transaction():
        set_meta(vault.database, MetaKey.VAULT_ID, vault.id)
        set_meta(vault.database, MetaKey.GENERATION, str(new.header.generation))
        recovery.mark_unconfirmed(vault.database)
        for slot, role in new.header.owners():
            owners.add_owner(vault.database, slot, role, now)
        vault.audit.append(
            AuditAction.VAULT_CREATED,
            vault.id,
            {"training": int(vault.training), "officer": vault.officer.code},
        )
        fill(vault)


def _first_unlocked(new: NewHeader) -> Unlocked:
    slot = new.first.slot
    return Unlocked(
        Officer(slot.code, slot.role, slot.officer_id),
        Signer(slot.officer_id, new.first.secret.signing),
        new.vault_key,
    )
