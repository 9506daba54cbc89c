"""An officer at an opened vault: what every operation needs, handed over and never looked up."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from screening.core.errors import ScreeningError
from screening.core.instrument import Catalogue
from screening.core.office import Office
from screening.core.roles import Permission, may, require
from screening.instruments.catalogue import load_catalogue
from screening.operations.directory import made_up_services
from screening.operations.rollback import RollbackCounter
from screening.store.audit import AuditAction
from screening.store.backup_place import other_place
from screening.store.check import Report
from screening.store.keys import FLOOR, KdfLimits
from screening.store.meta import MetaKey, get_meta
from screening.store.opened import Vault
from screening.store.quick_erase import ErasePlan
from screening.store.vault import create_vault, open_vault, open_with_recovery_key, utc_now

Clock = Callable[[], str]
"""Gives the instant as UTC, ISO 8601 to the second."""


@dataclass(eq=False)
class Session:
    """An opened vault, its office, the indicators and the clock. Used from the thread that opened it.

    `office` is replaced when its settings are saved, so that a talk under way goes on with them. `erase_plan` and
    `quick_erase_on`: see `operations.quick_erase`.
    """

    vault: Vault
    office: Office
    catalogue: Catalogue
    now: Clock
    counter: RollbackCounter = field(init=False)
    report: Report | None = None
    """What the last whole look found, since this vault was opened."""
    erase_plan: ErasePlan | None = None
    quick_erase_on: bool = False

    def read_erase_plan(self) -> None:
        """What erasing the whole vault at once needs, while it can be read; None where that is switched off."""
        vault, elsewhere = self.vault, other_place(self.vault)
        plan = ErasePlan(vault.folder, vault.id, elsewhere.folder if elsewhere is not None else None)
        self.quick_erase_on = bool(get_meta(vault.database, MetaKey.QUICK_ERASE))
        self.erase_plan = plan if self.quick_erase_on and self.allows(Permission.QUICK_ERASE) else None

    def __post_init__(self) -> None:
        self.counter = RollbackCounter(self.vault.id)

    def allows(self, permission: Permission) -> bool:
        """Whether the role of whoever opened the vault goes with it."""
        return may(self.vault.officer.role, permission)

    def require(self, permission: Permission) -> None:
        """Raises NOT_ALLOWED where it does not."""
        require(self.vault.officer.role, permission)

    def close(self) -> None:
        """Close the vault, and note that it was; nothing acknowledged is lost. May be called twice.

        This computer remembers how it stands.
        """
        if not self.vault.closed and not self.vault.database.writing:
            # A full or vanished disk does not keep a vault open.
            with suppress(ScreeningError), self.vault.transaction():
                self.vault.audit.append(AuditAction.VAULT_CLOSED, self.vault.id, {})
            with suppress(ScreeningError):
                self.counter.remember(self.vault)
        self.vault.close()


@dataclass(frozen=True)
class NewSession:
    """A created vault, with the recovery key that is shown this one time."""

    session: Session
    recovery_key: str


def create(
    folder: Path,
    officer: str,
    passphrase: str,
    office: Office,
    *,
    training: bool = False,
    kdf: KdfLimits | None = None,
    floor: KdfLimits = FLOOR,
    now: Clock = utc_now,
) -> NewSession:
    """Create a vault with its first officer; one for training gets a made-up directory, a real one an empty one.

    Its recovery key counts as unconfirmed until `confirm_recovery_key`. Without `kdf` this machine is measured.
    """

    def fill(vault: Vault) -> None:
        vault.settings.save_office(office)
        vault.services.replace(made_up_services() if training else ())

    new = create_vault(
        folder,
        officer,
        passphrase,
        training=training,
        kdf=kdf,
        floor=floor,
        now=now(),
        clock=now,
        fill=fill,
    )
    return NewSession(Session(new.vault, office, load_catalogue(), now), new.recovery_key)


def confirm_recovery_key(session: Session) -> None:
    """An officer has typed part of the key: it is on paper."""
    session.vault.confirm_recovery_key()


def renew_recovery_key(session: Session) -> str:
    """A new key in place of those before, which stop opening; to be shown this one time. Raises NOT_ALLOWED."""
    session.require(Permission.MANAGE_RECOVERY_KEYS)
    return session.vault.renew_recovery_key()


def needs_recovery_key(session: Session) -> bool:
    """Whether to ask whoever opened the vault for a new recovery key: nobody has one, and they may make one."""
    return session.allows(Permission.MANAGE_RECOVERY_KEYS) and not session.vault.recovery_key_confirmed


def unlock(
    folder: Path,
    officer: str,
    passphrase: str,
    *,
    floor: KdfLimits = FLOOR,
    now: Clock = utc_now,
) -> Session:
    """Open a vault. Raises CANNOT_UNLOCK without saying which of the two was wrong."""
    return _begun(open_vault(folder, officer, passphrase, floor=floor, now=now(), clock=now), now)


def unlock_with_recovery_key(folder: Path, key: str, *, floor: KdfLimits = FLOOR, now: Clock = utc_now) -> Session:
    """Open a vault with its recovery key, typed with any spaces and case. Raises CANNOT_UNLOCK."""
    return _begun(open_with_recovery_key(folder, key, floor=floor, clock=now), now)


def restored(vault: Vault, now: Clock) -> Session:
    """The session of a vault that was just restored."""
    return _begun(vault, now)


def _begun(vault: Vault, now: Clock) -> Session:
    """Note the opening and read the office; a vault that fails meanwhile is given back closed."""
    try:
        if vault.failed_before:
            vault.note(AuditAction.UNLOCK_FAILED, str(vault.failed_before), {})
        vault.note(AuditAction.VAULT_OPENED, vault.id, {})
        session = Session(vault, vault.settings.office(), load_catalogue(), now)
        session.read_erase_plan()
        return session
    except BaseException:
        vault.close()
        raise
