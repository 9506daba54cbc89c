"""A vault of an older schema is copied, whole and verified, before anything in it is changed.

The change itself is one transaction, so a kill leaves the vault as it was. The copy is for a mistake in it.
Where no copy can be made the vault is not opened: on a disk that full the change, and every answer after it, would
fail as well; nothing is touched, and the program of before still opens it. One way round: a copy of exactly this
state that is there already, and whole, is as good.
"""

from __future__ import annotations

from screening.core.errors import Problem, ScreeningError
from screening.store import backup_file, backup_place, backups, migrate
from screening.store.backups import BackupInfo, BackupKind
from screening.store.opened import Vault


def upgrade(vault: Vault, now: str) -> None:
    """Copy, then bring the database to the newest schema. Raises NO_ROOM_TO_RENEW(megabytes), DATABASE_DAMAGED."""
    made = _copied(vault, now)
    migrate.migrate(vault.database)
    if made is not None:
        # Only now does the audit's table look as this program writes it. Until then the copy's MAC vouches for it.
        backups.note_made(vault, made)


def _copied(vault: Vault, now: str) -> BackupInfo | None:
    """The copy just made, in the first folder that has room; None where one of this very state is there."""
    short: ScreeningError | None = None
    for folder in (backup_place.own_folder(vault), *backup_place.places(vault)):
        work = backups.make(vault, folder, BackupKind.BEFORE_MIGRATION, now, audited=False)
        try:
            return backups.finish(work)
        except ScreeningError as error:
            if error.problem is not Problem.BACKUP_NO_ROOM:
                raise
            short = error
    if any(_is_this_state(vault, info) for info in backups.list_backups(vault)):
        return None
    fields = short.fields if short else {}
    raise ScreeningError(Problem.NO_ROOM_TO_RENEW, **fields)


def _is_this_state(vault: Vault, info: BackupInfo) -> bool:
    if info.audit_head != vault.audit.head() or not info.current_key:
        return False
    try:
        for _ in backup_file.database_chunks(info.path, backup_file.read_outline(info.path)):
            pass
    except ScreeningError:
        return False
    return True
