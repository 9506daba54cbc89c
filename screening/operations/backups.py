"""Copies of the vault: once a day, when somebody wants one, after an erasure or a revocation; and the way back.

Each day one goes into the vault's own folder, against a broken file, and one to the chosen folder where it is
connected, against a stolen or broken computer.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Permission
from screening.operations.session import Clock, Session, restored
from screening.store import backup_file, backup_place, backups
from screening.store.backup_file import SUFFIX
from screening.store.backup_place import OtherPlace
from screening.store.backups import BackupInfo, BackupKind, Progress, expires_on, newest
from screening.store.header import parse_header, read_header
from screening.store.keys import FLOOR, KdfLimits
from screening.store.known import known_vaults
from screening.store.restore import restore, with_passphrase, with_recovery_key
from screening.store.vault import utc_now

OVERDUE_DAYS = 2
"""A copy of yesterday in the chosen folder is not overdue yet: the disk may be on its way."""
_LISTED = 500


@dataclass(frozen=True)
class KeptCopy:
    """A copy and the day it goes; None for the newest in its folder, which stays until there is another."""

    info: BackupInfo
    expires: date | None


@dataclass(frozen=True)
class Copies:
    """All that is known of a vault's copies: newest first; `damaged` files that are not what they should be.

    `own`: the vault's own folder for copies; `other`: the chosen one, `there`: connected.
    """

    kept: tuple[KeptCopy, ...]
    damaged: tuple[Path, ...]
    own: Path
    other: OtherPlace | None
    there: bool
    may_choose: bool
    may_purge: bool

    @property
    def usual(self) -> Path:
        """Where a copy goes when nobody says otherwise."""
        return self.other.folder if self.other is not None else self.own

    @property
    def of_before(self) -> tuple[BackupInfo, ...]:
        """Copies of before the vault's key was changed: the passphrases and recovery keys of then open them."""
        return tuple(each.info for each in self.kept if not each.info.current_key)


@dataclass(frozen=True)
class Daily:
    """What came of a day's copies. `away`: the chosen folder, where it is not connected and copies are overdue."""

    made: tuple[BackupInfo, ...] = ()
    away: OtherPlace | None = None
    failed: tuple[ScreeningError, ...] = ()


@dataclass(frozen=True)
class AfterRevocation:
    """The fresh copies, the older ones that the keys of before still open, and why a folder got none."""

    made: tuple[BackupInfo, ...]
    older: tuple[BackupInfo, ...]
    failed: tuple[ScreeningError, ...] = ()


@dataclass(frozen=True)
class FoundCopy:
    """A copy as it lies in some folder, read without any key: not yet trusted. `vault_id`: whose it says it is."""

    path: Path
    made_utc: str
    size: int
    vault_id: str


def look(session: Session) -> Copies:
    """The vault's copies, their days, and where they go."""
    vault = session.vault
    found, other = backups.find_backups(vault), backup_place.other_place(vault)
    return Copies(
        kept=tuple(
            KeptCopy(info, None if newest(info, found.good) else expires_on(info, found.good))
            for info in found.good
        ),
        damaged=found.damaged,
        own=backup_place.own_folder(vault),
        other=other,
        there=other is not None and backup_place.is_there(vault, other),
        may_choose=session.allows(Permission.SET_BACKUP_FOLDER),
        may_purge=session.allows(Permission.PURGE_BACKUPS),
    )


def make_copy(
    session: Session, folder: Path | None = None, *, name: str = ""
) -> Generator[Progress, None, BackupInfo]:
    """A copy on demand, into the usual folder or another one. Raises what `backups.make` does."""
    session.require(Permission.MAKE_BACKUP)
    vault = session.vault
    other = backup_place.other_place(vault)
    if folder is None:
        if other is not None and not backup_place.is_there(vault, other):
            raise ScreeningError(Problem.BACKUP_FOLDER_MISSING)
        folder = other.folder if other is not None else backup_place.own_folder(vault)
    return (yield from _make(session, folder, BackupKind.ON_DEMAND, name))


def daily(session: Session) -> Generator[Progress, None, Daily]:
    """The day's copies, where there are none yet; then those that have expired go, where there is a new one.

    None go unless the whole look of this opening found nothing and the vault is not an older one: what was altered
    may stand rightly in an older copy alone. A training vault is not copied. Raises nothing that is expected: it
    is in the result.
    """
    vault, today = session.vault, date.fromisoformat(session.now()[:10])
    if vault.training:
        return Daily()
    made: list[BackupInfo] = []
    failed: list[ScreeningError] = []
    for folder in _own_first(session):
        try:
            if not _has_one_of(session, folder, today):
                made.append((yield from _make(session, folder, BackupKind.DAILY)))
            if session.report is not None and not session.report.findings and not session.counter.older:
                yield from backups.remove_expired(vault, today, folder)
        except ScreeningError as error:
            failed.append(error)
    return Daily(tuple(made), _away(session, today), tuple(failed))


def after_erasing(session: Session) -> Generator[Progress, None, tuple[BackupInfo, ...]]:
    """Fresh copies without the erased case, wherever copies go that is connected. Raises where there is none."""
    made, failed = yield from _everywhere(session, BackupKind.AFTER_ERASING)
    if failed and not made:
        raise failed[0]
    return made


def after_revocation(session: Session) -> Generator[Progress, None, AfterRevocation]:
    """After every change of the vault's key: fresh copies under the new one, and those that may be purged now.

    Raises nothing that is expected: it is in the result. A training vault is not copied.
    """
    if session.vault.training:
        return AfterRevocation((), ())
    made, failed = yield from _everywhere(session, BackupKind.AFTER_REVOCATION)
    older = tuple(info for info in backups.list_backups(session.vault) if not info.current_key)
    return AfterRevocation(made, older, failed)


def purge(session: Session, infos: Sequence[BackupInfo]) -> Generator[Progress, None, None]:
    """Overwrite and remove copies for good. Raises NOT_ALLOWED, PURGE_LEAVES_NONE."""
    session.require(Permission.PURGE_BACKUPS)
    gone = {info.path for info in infos}
    left = (info for info in backups.list_backups(session.vault) if info.path not in gone)
    if gone and not any(info.current_key for info in left):
        raise ScreeningError(Problem.PURGE_LEAVES_NONE)
    yield from backups.purge_in_steps(session.vault, infos)


def choose_folder(session: Session, folder: Path | None) -> None:
    """Where copies go besides the vault's own folder; None: nowhere else.

    Raises NOT_ALLOWED, BACKUP_FOLDER_MISSING.
    """
    session.require(Permission.SET_BACKUP_FOLDER)
    backup_place.choose_place(session.vault, folder)


def copies_in(folder: Path) -> list[FoundCopy]:
    """The copies of any vault in a folder, and in its folder for copies if it has one; newest first."""
    found: list[tuple[tuple[str, int, int], FoundCopy]] = []
    for place in (folder, folder / backup_place.OWN):
        try:
            paths = sorted(place.glob(f"*{SUFFIX}"))[-_LISTED:]
        except OSError:
            continue
        for path in paths:
            try:
                manifest = backup_file.read_outline(path).manifest
                copy = FoundCopy(path, manifest.made_utc, path.stat().st_size, manifest.vault_id)
                found.append(((manifest.made_utc, manifest.generation, manifest.audit_seq), copy))
            except (ScreeningError, OSError):
                continue
    return [copy for _, copy in sorted(found, key=lambda each: each[0], reverse=True)]


def restore_copy(
    source: Path,
    folder: Path,
    officer: str | None,
    secret: str,
    *,
    vaults: Path,
    accept_older: bool = False,
    floor: KdfLimits = FLOOR,
    now: Clock = utc_now,
) -> Session:
    """Restore into a new folder and open; without an officer the secret is a recovery key of the copy's time.

    `vaults`: where the vaults of this computer lie. Raises what `restore` does.
    """
    prove = with_recovery_key(secret) if officer is None else with_passphrase(officer, secret)
    known = [vault.folder for vault in known_vaults(vaults)]
    vault = restore(source, folder, prove, known=known, accept_older=accept_older, floor=floor, clock=now)
    return restored(vault, now)


def only_officer(folder_or_copy: Path, floor: KdfLimits = FLOOR) -> str | None:
    """The code of a vault's or a copy's officer, where there is one alone. Raises what reading it does."""
    if folder_or_copy.is_dir():
        header = read_header(folder_or_copy, floor)
    else:
        header = parse_header(backup_file.read_outline(folder_or_copy).header, floor)
    codes = [slot.code for slot in header.slots if slot.active]
    return codes[0] if len(codes) == 1 else None


def _make(
    session: Session, folder: Path, kind: BackupKind, name: str = ""
) -> Generator[Progress, None, BackupInfo]:
    now = session.now()
    info = yield from backups.make(session.vault, folder, kind, now, name=name)
    backup_place.keep_last(session.vault, folder, now)
    return info


def _everywhere(
    session: Session, kind: BackupKind
) -> Generator[Progress, None, tuple[tuple[BackupInfo, ...], tuple[ScreeningError, ...]]]:
    made: list[BackupInfo] = []
    failed: list[ScreeningError] = []
    for folder in _own_first(session):
        try:
            made.append((yield from _make(session, folder, kind)))
        except ScreeningError as error:
            failed.append(error)
    return tuple(made), tuple(failed)


def _own_first(session: Session) -> tuple[Path, ...]:
    own = backup_place.own_folder(session.vault)
    return tuple(dict.fromkeys((own, *backup_place.places(session.vault))))


def _has_one_of(session: Session, folder: Path, today: date) -> bool:
    return any(
        info.path.parent == folder and info.made_utc[:10] == today.isoformat() and info.current_key
        for info in backups.list_backups(session.vault)
    )


def _away(session: Session, today: date) -> OtherPlace | None:
    other = backup_place.other_place(session.vault)
    if other is None or backup_place.is_there(session.vault, other):
        return None
    last = date.fromisoformat(other.last_utc[:10]) if other.last_utc else date.min
    return other if today - last >= timedelta(days=OVERDUE_DAYS) else None
