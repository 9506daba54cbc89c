"""Packs of recordings on this computer: added, written out again, removed; and made out of a folder of sounds.

They lie beside the program's vaults, not in one: they hold nothing about anybody. A change shows with one rename,
so that a kill, a full disk or a pulled stick leaves what was there before, or all of what is new.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from screening.core.errors import Problem, ScreeningError
from screening.languages.recording_checks import (
    Mistake,
    check_list,
    look_at,
    out_of_date,
    size_of,
)
from screening.languages.recordings import LIST, Library, Pack, as_json
from screening.store.files import PRIVATE_FILE, PRIVATE_FOLDER, reading, sync_folder

FOLDER = "recordings"
"""Beside the folder of the vaults."""
LOCK, NEW, GONE = ".lock", ".new", ".gone"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


class Step(NamedTuple):
    """How far it is: files done, of so many."""

    done: int
    of: int


@dataclass(frozen=True)
class Added:
    """What came of adding a pack: it is installed, or nothing is and `mistakes` says why."""

    pack: Pack | None
    mistakes: tuple[Mistake, ...] = ()
    out_of_date: tuple[str, ...] = ()


@dataclass(frozen=True)
class Installed:
    """A pack on this computer, for a list. `covered`: texts that are heard, of `texts` that could be."""

    pack: Pack
    covered: int
    out_of_date: int
    size: int


def installed(folder: Path) -> tuple[Installed, ...]:
    """All packs on this computer."""
    found = []
    for pack in Library(folder).all_packs():
        old = len(out_of_date(pack))
        found.append(Installed(pack, len(pack.recordings) - old, old, size_of(pack)))
    return tuple(found)


def add(source: Path, folder: Path, tag: str = "") -> Generator[Step, None, Added]:
    """Check a pack and copy it, a file a step; one of the same voice is replaced.

    Raises RECORDINGS_GONE, RECORDINGS_NO_ROOM, RECORDINGS_NOT_KEPT, RECORDINGS_IN_USE; then nothing was changed.
    """
    with reading(Problem.RECORDINGS_GONE):
        pack, mistakes = check_list(source, tag)
    if pack is None or mistakes:
        return Added(None, mistakes)
    with _changing(folder):
        with _writing():
            if shutil.disk_usage(folder).free < size_of(pack):
                raise OSError(errno.ENOSPC, "")
        name = f"{pack.voice}.{_next_number(folder, pack)}"
        fresh = folder / f"{NEW}-{name}"
        try:
            found = yield from _copy(pack, fresh)
            if found:
                return Added(None, found)
            with _writing():
                fresh.rename(folder / name)
                with suppress(OSError):  # it stands: what is said from here on must not be that nothing changed
                    sync_folder(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        # The new one stands and counts: an older one that cannot be taken away now goes with a later change.
        for other in _of_voice(folder, pack):
            if other.name != name:
                with suppress(ScreeningError):
                    _take_away(other)
    return Added(replace(pack, folder=folder / name), (), out_of_date(pack))


def write_out(pack: Pack, to: Path) -> Generator[Step, None, Added]:
    """Write a pack into a new folder. Raises OUTPUT_EXISTS, and what `add` raises."""
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise ScreeningError(Problem.OUTPUT_EXISTS)
    fresh = to.with_name(f"{NEW}-{to.name}")
    try:
        with _writing():
            shutil.rmtree(fresh, ignore_errors=True)
        found = yield from _copy(pack, fresh)
        if found:
            raise ScreeningError(Problem.RECORDING_DAMAGED)
        with _writing():
            with suppress(FileNotFoundError):
                to.rmdir()
            fresh.rename(to)
            sync_folder(to.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Added(replace(pack, folder=to))


def remove(pack: Pack, folder: Path) -> None:
    """Take a voice off this computer. Raises RECORDINGS_NOT_KEPT, RECORDINGS_IN_USE."""
    with _changing(folder):
        for each in _of_voice(folder, pack):
            _take_away(each)


def _copy(pack: Pack, fresh: Path) -> Generator[Step, None, tuple[Mistake, ...]]:
    """Copy a pack, each file looked at on the way; gives every mistake there is."""
    mistakes: list[Mistake] = []
    with _writing():
        fresh.mkdir(mode=PRIVATE_FOLDER)
    looking = look_at(pack)
    for done in range(len(pack.recordings)):
        with reading(Problem.RECORDINGS_GONE):
            looked = next(looking)
        mistakes += looked.mistakes
        if not mistakes:
            with _writing():
                _write(fresh / looked.recording.file, looked.data)
        yield Step(done + 1, len(pack.recordings))
    if not mistakes:
        with _writing():
            _write(fresh / LIST, as_json(pack))
            sync_folder(fresh)
    return tuple(mistakes)


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _of_voice(folder: Path, pack: Pack) -> list[Path]:
    """Lower numbers first: cut short, a removal leaves the newest, and never brings an older one back."""
    return sorted(folder.glob(f"{pack.voice}.*"), key=_number)


def _number(path: Path) -> int:
    number = path.name.rpartition(".")[2]
    return int(number) if number.isdecimal() else 0


def _next_number(folder: Path, pack: Pack) -> int:
    return max(map(_number, _of_voice(folder, pack)), default=0) + 1


def _take_away(path: Path) -> None:
    """Gone with one rename; what cannot be deleted then goes with the next change."""
    gone = path.with_name(f"{GONE}-{path.name}")
    with _writing():
        shutil.rmtree(gone, ignore_errors=True)
        path.rename(gone)
        sync_folder(path.parent)
    shutil.rmtree(gone, ignore_errors=True)


@contextmanager
def _changing(folder: Path) -> Iterator[None]:
    """One change at a time; what a killed one left half is cleared away first."""
    with _writing():
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, blocking=False, mode=PRIVATE_FILE, thread_local=False)
    held = False
    with _writing():
        try:
            lock.acquire()
            held = True
        except Timeout:
            held = False
    if not held:
        raise ScreeningError(Problem.RECORDINGS_IN_USE)
    try:
        for left in (*folder.glob(f"{NEW}-*"), *folder.glob(f"{GONE}-*")):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        lock.release()


@contextmanager
def _writing() -> Iterator[None]:
    problem: Problem | None = None
    try:
        yield
    except OSError as error:
        problem = Problem.RECORDINGS_NO_ROOM if error.errno in _FULL else Problem.RECORDINGS_NOT_KEPT
    if problem is not None:
        raise ScreeningError(problem)
