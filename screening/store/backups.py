"""Copies of a vault: made while it is in use, verified by opening them, listed, and removed when they expire.

A copy holds the header of its moment: the passphrases of then open it, for good. It is known by its MAC, or, where
the vault's key was changed since, by the audit entry of when it was made.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from shutil import disk_usage
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import select

from screening.core.backup_policy import CopyDate, expired
from screening.core.backup_policy import expires_on as _expires_on
from screening.core.errors import Problem, ScreeningError
from screening.core.retention import holds_case
from screening.store import backup_file, files, keys, schema
from screening.store.aside import Aside, Progress
from screening.store.audit import AuditAction
from screening.store.backup_file import CHUNK, SUFFIX, BackupKind, Manifest
from screening.store.backup_place import own_folder, places
from screening.store.header import DATABASE_FILE, header_bytes
from screening.store.keys import KeyUse
from screening.store.opened import Vault
from screening.store.review_rows import erased_after
from screening.store.snapshot import Inside, check_pages, copy_database, look_inside

__all__ = [
    "BackupInfo",
    "BackupKind",
    "Found",
    "Progress",
    "expires_on",
    "find_backups",
    "finish",
    "list_backups",
    "make",
    "purge",
]

T = TypeVar("T")
_PART = ".part"
_BESIDE = 256 * 1024
"""What a copy takes on the disk beside the database, at most as a rule."""


class BackupInfo(Struct, frozen=True):
    """A copy that is genuine as far as can be seen without reading its database. `size` in bytes.

    `current_key` is false for one of before the vault's key was changed: officers revoked then still open it.
    """

    path: Path
    kind: BackupKind
    made_utc: str
    generation: int
    audit_seq: int
    audit_head: str
    size: int
    current_key: bool = True

    @property
    def order(self) -> tuple[int, int, str]:
        """Later copies have a larger one, whatever the clock said."""
        return self.generation, self.audit_seq, self.made_utc


class Found(Struct, frozen=True):
    """The copies that were found: `good`, newest first, and files that are damaged or not what they say."""

    good: tuple[BackupInfo, ...]
    damaged: tuple[Path, ...]


def finish(work: Generator[object, None, T]) -> T:
    """Do work in steps to its end, where nobody else needs the thread."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]


def make(
    vault: Vault, folder: Path, kind: BackupKind, now: str, *, name: str = "", audited: bool = True
) -> Generator[Progress, None, BackupInfo]:
    """Make a copy in a folder, in steps of a few milliseconds; verified by opening it and by reading it back.

    A kill leaves nothing under the final name; what it left is cleared by the next copy there. The vault's own
    folder for copies is made, any other must be there. Without `audited` the caller notes it (`note_made`).
    Raises BACKUP_FOLDER_MISSING, BACKUP_NO_ROOM(megabytes), FOLDER_NOT_WRITABLE, DATABASE_DAMAGED, OUTPUT_EXISTS.
    """
    if audited or vault.header.old:  # what was interrupted is finished: a copy is under one key
        vault.settle()
    source = vault.folder / DATABASE_FILE
    needed = 2 * source.stat().st_size + _BESIDE
    _prepare(vault, folder, needed, name)
    token = keys.random_id()[:8]  # the day's copy may be under way when a case is erased
    staged, part = (folder / f"{vault.id}-{token}{end}{_PART}" for end in (".db", ""))
    vault.parts |= {staged, part}
    aside = Aside(5 * source.stat().st_size)
    given_up = False
    try:
        yield from copy_database(source, staged, aside)
        # In the step in which the copy was found whole: header and database are of one moment.
        header, head = header_bytes(vault.header), vault.audit.head()
        database_key, mac_key = vault.key_for(KeyUse.DATABASE), vault.key_for(KeyUse.BACKUP_MAC)
        checking = aside.beside(partial(check_pages, staged, database_key))
        inside = yield from aside.run(partial(look_inside, staged, database_key))
        if (inside.vault_id, inside.audit_head) != (vault.id, head):
            raise ScreeningError(Problem.DATABASE_DAMAGED)
        seal = partial(_seal, staged, inside, header, kind, now, mac_key, aside)
        manifest = yield from aside.run(seal)
        yield from aside.run(partial(_write, part, manifest, header, staged, aside))
        yield from aside.run(partial(_read_back, part, aside))
        yield from checking
        final = folder / (name or _free_name(folder, manifest))
        yield from aside.run(partial(_put, part, final))
        yield from aside.run(partial(_unlink, staged))
    except GeneratorExit:
        given_up = True
        raise
    except ScreeningError as error:
        raise _meaning(error, folder, needed) from None
    finally:
        vault.parts -= {staged, part}
        aside.finish(partial(_unlink, staged, part), wait=not given_up)
    info = _info(final, manifest, current_key=manifest.genuine(vault.key_for(KeyUse.BACKUP_MAC)))
    if audited:
        _note(vault, manifest)
    return info


def note_made(vault: Vault, info: BackupInfo) -> None:
    """Write into the audit that the copy was made: so it is known for this vault's whatever becomes of its key."""
    _note(vault, backup_file.read_outline(info.path).manifest)


def _note(vault: Vault, manifest: Manifest) -> None:
    with vault.transaction():
        vault.audit.append(AuditAction.BACKUP_MADE, vault.id, _detail(manifest))


def list_backups(vault: Vault) -> tuple[BackupInfo, ...]:
    """The genuine copies in the folders of this vault, newest first."""
    return find_backups(vault).good


def find_backups(vault: Vault) -> Found:
    """All copies of this vault where its copies go; those of other vaults are left out."""
    good: list[BackupInfo] = []
    damaged: list[Path] = []
    for path in (path for folder in places(vault) for path in _copies_in(folder)):
        try:
            info = read_backup(vault, path)
        except ScreeningError:
            damaged.append(path)
        else:
            if info is not None:
                good.append(info)
    return Found(tuple(sorted(good, key=lambda info: info.order, reverse=True)), tuple(damaged))


def read_backup(vault: Vault, path: Path) -> BackupInfo | None:
    """One copy; None if it is another vault's. Raises BACKUP_NOT_GENUINE and what `read_outline` does."""
    manifest = backup_file.read_outline(path).manifest
    if manifest.vault_id != vault.id:
        return None
    current = manifest.genuine(vault.key_for(KeyUse.BACKUP_MAC))
    if not current and not _noted(vault, manifest):
        raise ScreeningError(Problem.BACKUP_NOT_GENUINE)
    return _info(path, manifest, current_key=current)


def expires_on(info: BackupInfo, every: Sequence[BackupInfo]) -> date:
    """The day on which a copy may go, among those in the same folder; a further copy can only bring it nearer.

    Where it holds an erased case this is the last day; any other copy stays longer while there are few.
    """
    beside = [_copy_date(each) for each in every if each.path.parent == info.path.parent]
    return _expires_on(_copy_date(info), beside)


def newest(info: BackupInfo, every: Sequence[BackupInfo]) -> bool:
    """Whether it is the newest in its folder, which never goes by itself."""
    return all(each.order <= info.order for each in every if each.path.parent == info.path.parent)


def erased_in(vault: Vault, infos: Sequence[BackupInfo], case_id: str = "") -> dict[BackupInfo, int]:
    """How many erased cases each copy may hold, or whether it may hold this one.

    A copy on another branch, made from what a restoring left behind, counts entries of its own: of such a one
    nothing can be told by number, and it is taken to hold every erased case.
    """
    ours = {info for info in infos if vault.audit.hash_of(info.audit_seq) == info.audit_head}
    since = min((info.audit_seq for info in infos), default=0) if len(ours) == len(infos) else 0
    spans = [span for span in erased_after(vault.database, since) if case_id in ("", span.case_id)]
    return {
        info: sum(info not in ours or holds_case(info.audit_seq, span.opened, span.erased) for span in spans)
        for info in infos
    }


def purge(vault: Vault, infos: Sequence[BackupInfo]) -> None:
    """Overwrite and remove copies, for good. Raises FOLDER_NOT_WRITABLE, and then the others stand yet."""
    finish(purge_in_steps(vault, infos))


def purge_in_steps(vault: Vault, infos: Sequence[BackupInfo]) -> Generator[Progress, None, None]:
    """The same in short steps. What an older disk or a stick keeps behind its own back is beyond reach."""
    aside = Aside(sum(info.size for info in infos))
    try:
        for info in infos:
            yield from aside.run(partial(_overwrite, info.path, aside))
            with vault.transaction():
                vault.audit.append(
                    AuditAction.BACKUP_PURGED, vault.id, {"seq": info.audit_seq, "made": info.made_utc}
                )
    finally:
        aside.finish(lambda: None, wait=False)


def remove_expired(vault: Vault, today: date, folder: Path) -> Generator[Progress, None, int]:
    """Remove what is not kept any more in one folder; the newest there stays. Gives how many went."""
    every = {info: _copy_date(info) for info in list_backups(vault) if info.path.parent == folder}
    held = erased_in(vault, tuple(every))
    promised = [day for info, day in every.items() if held[info]]
    goes = expired(tuple(every.values()), today, promised)
    gone = [info for info, day in every.items() if day in goes]
    yield from purge_in_steps(vault, gone)
    return len(gone)


def _prepare(vault: Vault, folder: Path, needed: int, name: str) -> None:
    if folder == own_folder(vault):
        with files.writing():
            folder.mkdir(files.PRIVATE_FOLDER, exist_ok=True)
    elif not folder.is_dir():
        raise ScreeningError(Problem.BACKUP_FOLDER_MISSING)
    if name and (folder / name).exists():
        raise ScreeningError(Problem.OUTPUT_EXISTS)
    _unlink(*(set(folder.glob(f"{vault.id}*{_PART}")) - vault.parts))  # what a kill left
    try:
        free = disk_usage(folder).free
    except OSError:
        return  # some network drives cannot say; the disk itself will
    if free < needed:
        raise _no_room(needed)


def _seal(
    staged: Path, inside: Inside, header: bytes, kind: BackupKind, now: str, key: bytes, aside: Aside
) -> Manifest:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(staged):
        digest.update(chunk)
        size += len(chunk)
        aside.count(len(chunk))
    return Manifest(
        format=backup_file.FORMAT,
        kind=kind,
        made_utc=now,
        vault_id=inside.vault_id,
        generation=inside.generation,
        schema=inside.schema,
        audit_seq=inside.audit_seq,
        audit_head=inside.audit_head,
        rows=inside.rows,
        header_sha256=hashlib.sha256(header).hexdigest(),
        database_sha256=digest.hexdigest(),
        database_size=size,
    ).sealed(key)


def _write(part: Path, manifest: Manifest, header: bytes, staged: Path, aside: Aside) -> None:
    with files.writing():
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(part, flags, files.PRIVATE_FILE), "wb") as file:
            file.write(backup_file.pieces_before(manifest, header))
            for chunk in _chunks(staged):
                file.write(chunk)
                aside.count(len(chunk))
            file.write(backup_file.pieces_after(manifest))
            file.flush()
            os.fsync(file.fileno())
            if hasattr(os, "posix_fadvise"):  # so that what is read back comes from the disk
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_back(part: Path, aside: Aside) -> None:
    for chunk in backup_file.database_chunks(part, backup_file.read_outline(part)):
        aside.count(len(chunk))


def _put(part: Path, final: Path) -> None:
    if final.exists():
        raise ScreeningError(Problem.OUTPUT_EXISTS)
    with files.writing():
        part.rename(final)
        files.sync_folder(final.parent)


def _free_name(folder: Path, manifest: Manifest) -> str:
    """When it was made and the generation: nothing that tells what lies in it."""
    stem = f"{manifest.made_utc.replace('-', '').replace(':', '')}-{manifest.generation}"
    number = 1
    while (folder / (name := stem + (f"-{number}" if number > 1 else "") + SUFFIX)).exists():
        number += 1
    return name


def _overwrite(path: Path, aside: Aside) -> None:
    with files.writing(), suppress(FileNotFoundError):
        size = path.stat().st_size
        with path.open("r+b", buffering=0) as file:
            for start in range(0, size, CHUNK):
                length = min(CHUNK, size - start)
                file.write(os.urandom(length))
                aside.count(length)
            os.fsync(file.fileno())
        path.unlink()
        files.sync_folder(path.parent)


def _copies_in(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == SUFFIX and path.is_file())
    except OSError:
        return []


def _noted(vault: Vault, manifest: Manifest) -> bool:
    """Whether the audit says that this very copy was made."""
    columns = schema.audit.c
    wanted = hashlib.sha256(keys.canonical(_detail(manifest))).hexdigest()
    found = select(columns.seq).where(
        columns.action == AuditAction.BACKUP_MADE.value,
        columns.object_id == vault.id,
        columns.detail_hash == wanted,
    )
    return vault.database.value(found) is not None


def _detail(manifest: Manifest) -> dict[str, str | int]:
    return {"manifest": manifest.digest()}


def _info(path: Path, manifest: Manifest, *, current_key: bool) -> BackupInfo:
    return BackupInfo(
        path=path,
        kind=manifest.kind,
        made_utc=manifest.made_utc,
        generation=manifest.generation,
        audit_seq=manifest.audit_seq,
        audit_head=manifest.audit_head,
        size=path.stat().st_size,
        current_key=current_key,
    )


def _copy_date(info: BackupInfo) -> CopyDate:
    return CopyDate(date.fromisoformat(info.made_utc[:10]), info.order, info.kind is BackupKind.BEFORE_MIGRATION)


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _unlink(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink()


def _no_room(needed: int) -> ScreeningError:
    return ScreeningError(Problem.BACKUP_NO_ROOM, megabytes=max(1, -(-needed // 1_000_000)))


def _meaning(error: ScreeningError, folder: Path, needed: int) -> ScreeningError:
    """What went wrong while a copy was made, in terms of the copy."""
    if not folder.is_dir():
        return ScreeningError(Problem.BACKUP_FOLDER_MISSING)
    if error.problem is Problem.DISK_FULL:
        return _no_room(needed)
    return error
