"""The ready-made training vault: made-up cases in different states, opened without anybody's secret.

What it holds is made up, so its officer code and passphrase are the same everywhere, and stand on the screen.
"""

from __future__ import annotations

from pathlib import Path

from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office, ReportingDuty
from screening.documents.render import FormRenderer
from screening.operations.session import Session, confirm_recovery_key, create, unlock
from screening.operations.training_cases import MadeUpClock, fill_with_cases
from screening.store import files
from screening.store.keys import FLOOR, KdfLimits
from screening.store.known import TRAINING_OFFICER, TRAINING_PASSPHRASE, free_folder, is_ready_made
from screening.store.vault import discard_vault, utc_now

ORGANISATION = "Training Office"
_PASSING = frozenset({Problem.VAULT_IN_USE, Problem.FOLDER_NOT_WRITABLE, Problem.DISK_FULL})
UNFINISHED = ".unfinished"
"""Name of the folder in which a training vault is made or taken down; nobody's, whatever lies in it."""


def make_training_vault(vaults: Path, *, kdf: KdfLimits = FLOOR, floor: KdfLimits = FLOOR) -> Path:
    """A fresh training vault among the vaults of this computer; gives its folder.

    Made under another name, closed and then renamed: a kill leaves a whole one or none. Raises
    FOLDER_NOT_WRITABLE, DISK_FULL, VAULT_IN_USE, DOCUMENT_FAILED, FONTS_DAMAGED.
    """
    unfinished = vaults / UNFINISHED
    discard_vault(unfinished)
    clock = MadeUpClock(utc_now())
    office = Office(ORGANISATION, duty=ReportingDuty.CHILD_OR_LIFE)
    new = create(
        unfinished,
        TRAINING_OFFICER,
        TRAINING_PASSPHRASE,
        office,
        training=True,
        kdf=kdf,
        floor=floor,
        now=clock,
    )
    try:
        confirm_recovery_key(new.session)  # nobody needs a way back to made-up cases
        fill_with_cases(new.session, clock, FormRenderer())
    finally:
        new.session.close()
    folder = free_folder(vaults, "training")
    with files.writing():
        unfinished.rename(folder)
    return folder


def open_training_vault(folder: Path, *, floor: KdfLimits = FLOOR) -> Session:
    """Open a ready-made training vault. Raises what `unlock` does."""
    return unlock(folder, TRAINING_OFFICER, TRAINING_PASSPHRASE, floor=floor)


def renew_training_vault(folder: Path, *, kdf: KdfLimits = FLOOR, floor: KdfLimits = FLOOR) -> Path:
    """Erase a training vault with what was practised in it, and make a fresh one.

    What stands in the header is not believed before the vault has opened: a real vault is never erased here, and
    one that does not open is left as it is, with a fresh one beside it. Raises what `make_training_vault` does;
    VAULT_IN_USE where it is open.
    """
    if _opens_as_training(folder, floor):
        unfinished = folder.parent / UNFINISHED
        discard_vault(unfinished)
        with files.writing():
            folder.rename(unfinished)
    return make_training_vault(folder.parent, kdf=kdf, floor=floor)


def _opens_as_training(folder: Path, floor: KdfLimits) -> bool:
    try:
        session = open_training_vault(folder, floor=floor)
    except ScreeningError as error:
        if error.problem in _PASSING:
            raise
        return False
    session.close()
    return session.vault.training and is_ready_made(folder)
