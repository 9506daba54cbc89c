"""What the way in does with a vault. What that needs is loaded when it is first asked for.

Measured: SQLAlchemy, Alembic and cryptography take 480 ms; the first window must not wait for them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from screening.operations.officers import RecoveryEntry
    from screening.operations.session import Session
    from screening.store.keys import KdfLimits


class Outlook(NamedTuple):
    """What has to be asked of whoever has just opened a vault."""

    must_change: bool
    with_recovery_key: bool
    needs_recovery_key: bool


def outlook(session: Session) -> Outlook:
    """What has to be asked, in the order of the fields."""
    from screening.core.roles import Role
    from screening.operations.session import needs_recovery_key

    officer = session.vault.officer
    return Outlook(officer.must_change, officer.role is Role.RECOVERY, needs_recovery_key(session))


def confirm(session: Session, second: RecoveryEntry | None) -> None:
    """The key of a new vault is on paper, or its second one."""
    from screening.operations import officers
    from screening.operations.session import confirm_recovery_key

    if second is None:
        confirm_recovery_key(session)
    else:
        officers.confirm_recovery_key(session, second.id)


def second_key(session: Session, unconfirmed: RecoveryEntry | None) -> tuple[RecoveryEntry, str]:
    """One more key; one that was shown before and never confirmed goes."""
    from screening.operations.officers import add_recovery_key, remove_recovery_key

    if unconfirmed is not None:
        remove_recovery_key(session, unconfirmed.id)
    return add_recovery_key(session)


def renew(session: Session) -> str:
    """A new key in place of those that nobody may have."""
    from screening.operations.session import renew_recovery_key

    return renew_recovery_key(session)


def practise(vaults: Path, known: Path | None, floor: KdfLimits | None) -> Session:
    """The training vault that is there, or one made now."""
    from screening.operations.training import make_training_vault, open_training_vault
    from screening.store.keys import FLOOR

    limits = floor or FLOOR
    return open_training_vault(known or make_training_vault(vaults, kdf=limits, floor=limits), floor=limits)


def practise_anew(folder: Path, floor: KdfLimits | None) -> Session:
    """What was practised is erased, and a fresh one opens."""
    from screening.operations.training import open_training_vault, renew_training_vault
    from screening.store.keys import FLOOR

    limits = floor or FLOOR
    return open_training_vault(renew_training_vault(folder, kdf=limits, floor=limits), floor=limits)
