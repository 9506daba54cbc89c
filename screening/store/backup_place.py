"""Where the copies of a vault go: `backups` in its own folder, and one other folder, mostly of a disk that is
taken along. Kept in the vault, so that whoever takes the computer does not learn where the copies are."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from screening.core.errors import Problem, ScreeningError
from screening.store.audit import AuditAction
from screening.store.meta import MetaKey, get_meta, set_meta
from screening.store.opened import Vault

OWN = "backups"


class OtherPlace(Struct, frozen=True, forbid_unknown_fields=True):
    """A folder beside the vault's own. `own_disk`: on another disk than the vault when it was chosen.

    `last_utc`: when a copy was last made there; "" for never.
    """

    path: str
    own_disk: bool = False
    last_utc: str = ""

    @property
    def folder(self) -> Path:
        """The folder as a path."""
        return Path(self.path)


def own_folder(vault: Vault) -> Path:
    """The folder for copies inside the vault's; made with the first copy."""
    return vault.folder / OWN


def other_place(vault: Vault) -> OtherPlace | None:
    """The chosen folder, connected or not; None where none was chosen."""
    kept = get_meta(vault.database, MetaKey.BACKUP_FOLDER)
    try:
        return msgspec.json.decode(kept, type=OtherPlace) if kept else None
    except ValueError:
        return None


def is_there(vault: Vault, place: OtherPlace) -> bool:
    """Whether the chosen folder is connected: an empty mount point on the vault's own disk is not."""
    try:
        return place.folder.is_dir() and (not place.own_disk or _another_disk(vault, place.folder))
    except OSError:
        return False


def places(vault: Vault) -> tuple[Path, ...]:
    """The folders with copies that can be looked into now."""
    other = other_place(vault)
    chosen = (other.folder,) if other is not None and is_there(vault, other) else ()
    return tuple(dict.fromkeys((*chosen, own_folder(vault))))


def choose_place(vault: Vault, folder: Path | None) -> None:
    """From now on copies go there; None: only into the vault's own folder. Raises BACKUP_FOLDER_MISSING."""
    kept = ""
    if folder is not None:
        if not folder.is_dir():
            raise ScreeningError(Problem.BACKUP_FOLDER_MISSING)
        place = OtherPlace(str(folder.absolute()), own_disk=_another_disk(vault, folder))
        kept = msgspec.json.encode(place).decode()
    with vault.transaction():
        set_meta(vault.database, MetaKey.BACKUP_FOLDER, kept)
        vault.audit.append(AuditAction.BACKUP_FOLDER_CHOSEN, vault.id, {"own_disk": int(bool(kept))})


def keep_last(vault: Vault, folder: Path, now: str) -> None:
    """A copy was made there: where the disk is away it can be said since when."""
    other = other_place(vault)
    if other is not None and other.folder == folder:
        place = msgspec.structs.replace(other, last_utc=now)
        with vault.transaction():
            set_meta(vault.database, MetaKey.BACKUP_FOLDER, msgspec.json.encode(place).decode())


def _another_disk(vault: Vault, folder: Path) -> bool:
    return folder.stat().st_dev != vault.folder.stat().st_dev
