"""The file of a copy of a vault: a tar of manifest.json, vault.json and cases.db, and not one byte besides.

All of it is ciphertext already or says nothing of a person. The archive is laid out in one way only, so that a
byte that differs anywhere is found: in the two small files and the archive's own blocks when a copy is listed, in
the database when it is read whole. Raises FILE_MISSING, FILE_UNREADABLE, NOT_A_BACKUP, BACKUP_CUT_SHORT,
BACKUP_DAMAGED, VAULT_NEWER(found, known).
"""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec
from msgspec import Meta, Struct

from screening.core.errors import Problem, ScreeningError
from screening.store import keys
from screening.store.header import DATABASE_FILE, HEADER_FILE, HEADER_LIMIT
from screening.store.header_v1 import HexId

SUFFIX = ".bak"
MANIFEST_FILE = "manifest.json"
FORMAT = 1
MANIFEST_LIMIT = 64 * 1024
DATABASE_LIMIT = 8 * 1024**3 - 512  # what a plain tar can hold
CHUNK = 1024 * 1024
_BLOCK = tarfile.BLOCKSIZE
_END = bytes(2 * _BLOCK)

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Meta(ge=0)]


class BackupKind(StrEnum):
    """Why a copy was made. The values are kept for ever."""

    DAILY = "daily"
    ON_DEMAND = "on_demand"
    BEFORE_MIGRATION = "before_migration"
    AFTER_ERASING = "after_erasing"
    AFTER_REVOCATION = "after_revocation"


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What a copy holds, bound together by a MAC under the vault's key. `rows`: number of rows per table."""

    format: int
    kind: BackupKind
    made_utc: Annotated[str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$")]
    vault_id: HexId
    generation: Annotated[int, Meta(ge=1)]
    schema: Annotated[int, Meta(ge=1)]
    audit_seq: Count
    audit_head: Digest
    rows: dict[str, Count]
    header_sha256: Digest
    database_sha256: Digest
    database_size: Annotated[int, Meta(ge=1, le=DATABASE_LIMIT)]
    mac: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""

    def sealed(self, key: bytes) -> Manifest:
        """The same with its MAC."""
        return msgspec.structs.replace(self, mac=keys.mac(key, self._authenticated()).hex())

    def genuine(self, key: bytes) -> bool:
        """Whether the MAC holds."""
        return keys.mac_holds(key, self._authenticated(), bytes.fromhex(self.mac))

    def as_bytes(self) -> bytes:
        """The one form it has in a file."""
        return keys.canonical(self)

    def digest(self) -> str:
        """What the audit keeps of it."""
        return hashlib.sha256(self.as_bytes()).hexdigest()

    def _authenticated(self) -> bytes:
        return keys.canonical(msgspec.structs.replace(self, mac=""))


class Outline(Struct, frozen=True):
    """The two small files of a copy, and where the database begins. Not yet trusted; the database not yet read."""

    manifest: Manifest
    header: bytes
    database_at: int


class _FormatOnly(Struct):
    format: int


class _VaultOnly(Struct):
    vault_id: str


def read_outline(path: Path) -> Outline:
    """What stands in a copy before its database. The length of the whole file is as it must be."""
    with opened(path) as file:
        return _outline(file, path)


def database_chunks(path: Path, outline: Outline) -> Iterator[bytes]:
    """The database piece by piece. Raises BACKUP_DAMAGED after the last one if it is not what was kept."""
    left, digest = outline.manifest.database_size, hashlib.sha256()
    with opened(path) as file:
        file.seek(outline.database_at)
        while left:
            chunk = _read(file, min(CHUNK, left))
            if not chunk:
                raise ScreeningError(Problem.BACKUP_CUT_SHORT)
            left -= len(chunk)
            digest.update(chunk)
            yield chunk
        rest = _read(file, len(_END) + _BLOCK)
    if digest.hexdigest() != outline.manifest.database_sha256 or rest != _padding(outline) + _END:
        raise ScreeningError(Problem.BACKUP_DAMAGED)


def pieces_before(manifest: Manifest, header: bytes) -> bytes:
    """All of the file that stands before the database."""
    written = manifest.as_bytes()
    return b"".join(
        (
            _member(MANIFEST_FILE, len(written)),
            _padded(written),
            _member(HEADER_FILE, len(header)),
            _padded(header),
            _member(DATABASE_FILE, manifest.database_size),
        )
    )


def pieces_after(manifest: Manifest) -> bytes:
    """All of the file that stands behind the database."""
    return bytes(-manifest.database_size % _BLOCK) + _END


def opened(path: Path) -> BinaryIO:
    """The file, to be read. Raises FILE_MISSING, FILE_UNREADABLE."""
    problem = Problem.FILE_UNREADABLE
    try:
        if path.is_file():
            return path.open("rb")
        problem = Problem.FILE_UNREADABLE if path.exists() else Problem.FILE_MISSING
    except OSError:
        pass
    raise ScreeningError(problem)


def _outline(file: BinaryIO, path: Path) -> Outline:
    manifest = _decode(_small(file, MANIFEST_FILE, MANIFEST_LIMIT, Problem.NOT_A_BACKUP))
    header = _small(file, HEADER_FILE, HEADER_LIMIT, Problem.BACKUP_DAMAGED)
    block = _read(file, _BLOCK)
    if block != _member(DATABASE_FILE, manifest.database_size):
        if len(block) < _BLOCK:
            raise ScreeningError(Problem.BACKUP_CUT_SHORT)
        raise ScreeningError(Problem.BACKUP_DAMAGED)
    if hashlib.sha256(header).hexdigest() != manifest.header_sha256:
        raise ScreeningError(Problem.BACKUP_DAMAGED)
    if _vault_of(header) != manifest.vault_id:
        raise ScreeningError(Problem.BACKUP_DAMAGED)
    outline = Outline(manifest, header, file.tell())
    whole = outline.database_at + manifest.database_size + len(_padding(outline)) + len(_END)
    size = _size(path)
    if size != whole:
        raise ScreeningError(Problem.BACKUP_CUT_SHORT if size < whole else Problem.BACKUP_DAMAGED)
    return outline


def _small(file: BinaryIO, name: str, limit: int, otherwise: Problem) -> bytes:
    """One of the small members, its block exactly as this module writes it."""
    block = _read(file, _BLOCK)
    try:
        size = tarfile.TarInfo.frombuf(block, "utf-8", "strict").size
    except (tarfile.HeaderError, ValueError):
        size = -1
    if not 0 <= size <= limit or block != _member(name, size):
        raise ScreeningError(otherwise)
    data = _read(file, size + -size % _BLOCK)
    if len(data) != size + -size % _BLOCK:
        raise ScreeningError(Problem.BACKUP_CUT_SHORT)
    if any(data[size:]):
        raise ScreeningError(Problem.BACKUP_DAMAGED)
    return data[:size]


def _decode(data: bytes) -> Manifest:
    try:
        found = msgspec.json.decode(data, type=_FormatOnly).format
        if found == FORMAT:
            manifest = msgspec.json.decode(data, type=Manifest)
            if manifest.as_bytes() == data and manifest.mac:
                return manifest
    except (ValueError, RecursionError):
        found = 0
    if found > FORMAT:
        raise ScreeningError(Problem.VAULT_NEWER, found=found, known=FORMAT)
    raise ScreeningError(Problem.BACKUP_DAMAGED)


def _vault_of(header: bytes) -> str:
    try:
        return msgspec.json.decode(header, type=_VaultOnly).vault_id
    except (ValueError, RecursionError):
        return ""


def _member(name: str, size: int) -> bytes:
    """The block before a member: no owner, no time, nothing of the machine."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.USTAR_FORMAT)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % _BLOCK)


def _padding(outline: Outline) -> bytes:
    return bytes(-outline.manifest.database_size % _BLOCK)


def _read(file: BinaryIO, length: int) -> bytes:
    try:
        return file.read(length)
    except OSError:
        pass
    raise ScreeningError(Problem.FILE_UNREADABLE)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        pass
    raise ScreeningError(Problem.FILE_UNREADABLE)
