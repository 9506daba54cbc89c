"""Erasing a whole vault at once: no SQL, no new file, no free room on the disk, killed whenever it may be.

First `vault.json` is renamed to a mark and overwritten where it lies. From then on nobody opens what is left,
whoever has which passphrase; a later start of the program finds the mark and finishes. Then the beginning and the
end of the database and of every copy are overwritten, since a copy carries a `vault.json` of its own; then all of
each. What a disk keeps aside by itself (cells of an SSD, snapshots) and copies made elsewhere are out of reach.
"""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from screening.core.errors import Problem, ScreeningError
from screening.store import files
from screening.store.attempts import ATTEMPTS_FILE
from screening.store.header import CREATING_FILE, DATABASE_FILE, ERASING_FILE, HEADER_FILE, HEADER_LIMIT
from screening.store.lock import LOCK_FILE

COPIES_FOLDER = "backups"
_COPIES, _UNFINISHED = "*.bak", ".part"
_BLOCK = 1024 * 1024
_EDGE = 2 * _BLOCK
"""So much at either end of a file goes first: a copy's own header is somewhere in it."""


@dataclass(frozen=True)
class ErasePlan:
    """What must be known before the database fails: the vault's folder and id, a folder of copies elsewhere."""

    folder: Path
    vault_id: str
    copies: Path | None = None


def erase_keys(folder: Path) -> None:
    """Make the vault one that nobody can open: the step that counts, a few milliseconds long.

    Raises NOTHING_ERASED where the header stands as it stood.
    """
    header, mark = folder / HEADER_FILE, folder / ERASING_FILE
    renamed = False
    with suppress(OSError):  # the mark first: a kill after it leaves something that is finished later
        header.replace(mark)
        renamed = True
    if not renamed and header.exists():
        gone = _overwrite(header)
        with suppress(OSError):
            header.unlink()
            gone = True
    else:
        gone = not mark.exists() or _overwrite(mark) or _emptied(mark)
    _remove(header.with_name(header.name + ".new"))
    if renamed and header.exists():  # whoever was writing it has just put a whole one back
        gone = _remove(header) or _overwrite(header)
    _sync(folder)
    if not gone:
        raise ScreeningError(Problem.NOTHING_ERASED)


def erase_rest(plan: ErasePlan) -> bool:
    """Overwrite and remove what is left, the mark last; gives whether nothing of the vault is left.

    To be called with the database closed and `erase_keys` done. Files of other names stay, with their folder.
    """
    copies = [*_copies_in(plan.folder), *_copies_of(plan)]
    mark, *headers = (plan.folder / name for name in (ERASING_FILE, HEADER_FILE, HEADER_FILE + ".new"))
    # Before anything that takes long: a kill may have come before they were, or the worker has written one since.
    for path in (mark, *headers):
        _overwrite(path)
    own = headers + [
        plan.folder / name
        for name in (DATABASE_FILE, DATABASE_FILE + "-journal", ATTEMPTS_FILE, CREATING_FILE, LOCK_FILE)
    ]
    for path in (*copies, *own):
        _overwrite(path, _EDGE)
    clean = not [path for path in (*own, *copies) if not _remove(path)]
    with suppress(OSError):
        (plan.folder / COPIES_FOLDER).rmdir()
    if clean:
        clean = _remove(mark)
    _sync(plan.folder)
    with suppress(OSError):
        plan.folder.rmdir()
    return clean


def finish_erasing(vaults: Path) -> None:
    """Go on where erasing was cut off: of every folder that bears the mark. Raises nothing.

    A header beside the mark is one that was being written when the vault was erased.

    Copies elsewhere are not found again: which they were stood in the database.
    """
    with suppress(OSError):
        for mark in sorted(vaults.glob(f"*/{ERASING_FILE}")):
            erase_rest(ErasePlan(mark.parent, ""))


def _copies_in(folder: Path) -> Iterator[Path]:
    """Every file in the vault's own folder of copies, unfinished ones too: all of them are this vault's."""
    with suppress(OSError):
        yield from sorted(path for path in (folder / COPIES_FOLDER).iterdir() if not path.is_dir())


def _copies_of(plan: ErasePlan) -> Sequence[Path]:
    """The vault's copies in a folder elsewhere, where copies of other vaults may lie as well."""
    if plan.copies is None:
        return ()
    try:
        whole = [path for path in sorted(plan.copies.glob(_COPIES)) if copied_vault(path) == plan.vault_id]
        return [*whole, *sorted(plan.copies.glob(f"{plan.vault_id}*{_UNFINISHED}"))]
    except OSError:
        return ()


def copied_vault(path: Path) -> str:
    """The id of the vault that a copy is of, as it says itself; "" where it does not."""
    try:
        with tarfile.open(path, "r:") as copy:
            member = copy.extractfile(HEADER_FILE)
            header = json.loads(member.read(HEADER_LIMIT)) if member is not None else {}
            return str(header["vault_id"])
    except (OSError, tarfile.TarError, ValueError, RecursionError, KeyError, TypeError):
        return ""


def _remove(path: Path) -> bool:
    """Overwrite a file whole and take it away; gives whether it is gone."""
    if not os.path.lexists(path):
        return True
    _overwrite(path)
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _overwrite(path: Path, edge: int = 0) -> bool:
    """Overwrite a file where it lies, or only so much at either end of it; gives whether it is on the disk.

    A link is not followed. Random bytes, so that no file system packs them into nothing.
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return False
    try:
        size = os.fstat(descriptor).st_size
        for start, length in _parts(size, edge):
            os.lseek(descriptor, start, os.SEEK_SET)
            _write(descriptor, length)
        os.fsync(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _emptied(path: Path) -> bool:
    """For a file system that needs room to overwrite, and has none."""
    try:
        os.truncate(path, 0)
    except OSError:
        return False
    return True


def _parts(size: int, edge: int) -> Iterable[tuple[int, int]]:
    if not edge or size <= 2 * edge:
        return ((0, size),)
    return ((0, edge), (size - edge, edge))


def _write(descriptor: int, length: int) -> None:
    noise = os.urandom(min(length, _BLOCK))
    while length > 0:
        length -= os.write(descriptor, noise[:length])


def _sync(folder: Path) -> None:
    with suppress(OSError):
        files.sync_folder(folder)
