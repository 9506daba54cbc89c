"""A vault out of a copy, into a new folder: never over one that is there.

Before a secret is used, the file is checked whole; before it is believed, the secret has opened its header and
the MAC of its manifest holds. Until everything has been looked at, the folder says that it is unfinished.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Role
from screening.store import backup_file, connection, files, keys, migrate, recovery, unlock
from screening.store.attempts import AttemptLog
from screening.store.audit import AuditAction
from screening.store.backup_file import SUFFIX, Outline
from screening.store.database import Database
from screening.store.header import (
    CREATING_FILE,
    DATABASE_FILE,
    HEADER_FILE,
    HEADER_LIMIT,
    Header,
    parse_header,
    write_header,
)
from screening.store.keys import FLOOR, KdfLimits, KeyUse
from screening.store.lock import VaultLock
from screening.store.opened import Clock, Vault
from screening.store.snapshot import check_pages, look_inside
from screening.store.unlock import Unlocked
from screening.store.vault import claimed, utc_now

Prove = Callable[[Header], Unlocked]
"""Opens a header with a secret."""
_OF_THE_COPY = {
    Problem.DATABASE_DAMAGED: Problem.BACKUP_DAMAGED,
    Problem.GENERATION_MISMATCH: Problem.BACKUP_NOT_GENUINE,
    Problem.HEADER_DAMAGED: Problem.BACKUP_NOT_GENUINE,
}


class Newer(Struct, frozen=True):
    """A state of the same vault that may be newer than the copy: its generation and when it was (UTC)."""

    generation: int
    utc: str


def with_passphrase(officer: str, passphrase: str) -> Prove:
    """By an officer of the copy's own time."""
    return lambda header: unlock.with_passphrase(header, officer, passphrase)


def with_recovery_key(written: str) -> Prove:
    """By a recovery key of the copy's own time."""
    return lambda header: unlock.with_recovery_key(header, written)


def restore(
    source: Path,
    folder: Path,
    prove: Prove,
    *,
    known: Sequence[Path] = (),
    accept_older: bool = False,
    floor: KdfLimits = FLOOR,
    clock: Clock = utc_now,
) -> Vault:
    """Open the copy as a vault in a folder that is empty or not there. `known`: the vaults of this computer.

    Raises what `backup_file` does; CANNOT_UNLOCK; BACKUP_NOT_GENUINE, AUDIT_DAMAGED(entry); unless accepted,
    BACKUP_OLDER(made, newer); VAULT_EXISTS, VAULT_IN_USE, FOLDER_NOT_WRITABLE, DISK_FULL. The folder is then as
    it was.
    """
    outline = backup_file.read_outline(source)
    header = _header(outline, floor)
    for _ in backup_file.database_chunks(source, outline):
        pass
    unlocked = prove(header)
    try:
        if not outline.manifest.genuine(keys.derive(unlocked.vault_key, KeyUse.BACKUP_MAC)):
            raise ScreeningError(Problem.BACKUP_NOT_GENUINE)
        newer = newer_than(source, outline, known)
        if newer and not accept_older:
            made, latest = outline.manifest.made_utc, max(each.utc for each in newer)
            raise ScreeningError(Problem.BACKUP_OLDER, made=made, newer=latest)
        with claimed(folder) as lock:
            return _unpack(source, outline, header, unlocked, lock, folder, newer, clock)
    except BaseException as error:
        unlocked.wipe()
        if isinstance(error, ScreeningError) and error.problem in _OF_THE_COPY:
            raise ScreeningError(_OF_THE_COPY[error.problem]) from None
        raise


def newer_than(source: Path, outline: Outline, known: Sequence[Path]) -> list[Newer]:
    """States of the same vault that are, or may be, newer: vaults on this computer, and copies beside this one.

    What stands in them is not proven, and only leads to a question.
    """
    manifest = outline.manifest
    found = [_of_vault(folder, manifest.vault_id) for folder in known]
    newer = [each for each in found if each is not None and each.generation >= manifest.generation]
    for path in sorted(source.parent.glob(f"*{SUFFIX}")):
        try:
            beside = backup_file.read_outline(path).manifest
        except ScreeningError:
            continue
        later = (beside.generation, beside.audit_seq) > (manifest.generation, manifest.audit_seq)
        if beside.vault_id == manifest.vault_id and later:
            newer.append(Newer(beside.generation, beside.made_utc))
    return newer


def _header(outline: Outline, floor: KdfLimits) -> Header:
    if outline.manifest.schema > migrate.SCHEMA_VERSION:
        raise ScreeningError(Problem.VAULT_NEWER, found=outline.manifest.schema, known=migrate.SCHEMA_VERSION)
    problem = Problem.BACKUP_NOT_GENUINE
    try:
        header = parse_header(outline.header, floor)
        if header.vault_id == outline.manifest.vault_id:
            return header
    except ScreeningError as error:
        if error.problem is Problem.VAULT_NEWER:
            raise
    raise ScreeningError(problem)


def _unpack(
    source: Path,
    outline: Outline,
    header: Header,
    unlocked: Unlocked,
    lock: VaultLock,
    folder: Path,
    newer: Sequence[Newer],
    clock: Clock,
) -> Vault:
    path = folder / DATABASE_FILE
    key = keys.derive(unlocked.vault_key, KeyUse.DATABASE)
    connection.create_file(path)
    _extract(source, outline, path)
    _compare(path, key, outline)
    database = Database(path, key)
    try:
        vault = Vault(folder, header, unlocked, database, lock, clock)
        vault.check_generation()
        if outline.manifest.schema < migrate.SCHEMA_VERSION:
            migrate.migrate(database)  # the copy itself is the copy of before
        vault.audit.verify()
        vault.settle()
        vault.begin_anew(
            max((each.generation for each in newer), default=0),
            {"made": outline.manifest.made_utc, "generation": outline.manifest.generation, "older": len(newer)},
        )
        _note_key(vault)
        vault.renew_slot(unlocked.renewed)
        write_header(folder, vault.header)
        AttemptLog(folder).forget_all()
        with files.writing():
            (folder / CREATING_FILE).unlink()
            files.sync_folder(folder)
    except BaseException:
        database.close()
        raise
    return vault


def _note_key(vault: Vault) -> None:
    if vault.officer.role is Role.RECOVERY:
        with vault.transaction():
            recovery.mark_confirmed(vault.database, vault.officer.id)
            vault.audit.append(AuditAction.RECOVERY_KEY_USED, vault.id, {})


def _extract(source: Path, outline: Outline, path: Path) -> None:
    chunks = backup_file.database_chunks(source, outline)
    with files.writing(), path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _compare(path: Path, key: bytes, outline: Outline) -> None:
    """The database opens, every page of it is whole, and it holds what the manifest says."""
    check_pages(path, key)
    inside, manifest = look_inside(path, key), outline.manifest
    found = (inside.vault_id, inside.generation, inside.schema, inside.audit_seq, inside.audit_head, inside.rows)
    if found != (
        manifest.vault_id,
        manifest.generation,
        manifest.schema,
        manifest.audit_seq,
        manifest.audit_head,
        manifest.rows,
    ):
        raise ScreeningError(Problem.BACKUP_NOT_GENUINE)


def _of_vault(folder: Path, vault_id: str) -> Newer | None:
    """The generation that another folder's vault says it has, if it is the same vault."""
    try:
        header = json.loads(files.read_limited(folder / HEADER_FILE, HEADER_LIMIT) or b"{}")
        if header["vault_id"] != vault_id:
            return None
        changed = (folder / DATABASE_FILE).stat().st_mtime
        return Newer(
            int(header["generation"]), datetime.fromtimestamp(changed, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        )
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return None
