"""Who may open the vault: officers and recovery keys, and the key that all of them lead to.

Each change is allowed by the role, durable when it returns, and audited without names. Nothing here needs another
officer's passphrase. Besides what each function names, all raise NOT_ALLOWED, DISK_FULL and FOLDER_NOT_WRITABLE;
a new passphrase raises PASSPHRASE_*.
"""

from __future__ import annotations

from dataclasses import dataclass

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import ASSIGNABLE, OfficerStatus, Permission, Role
from screening.operations.session import Session
from screening.store import officers
from screening.store.header import RecoverySlot, Slot


@dataclass(frozen=True)
class OfficerEntry:
    """An officer who has a way in. `last_opened_utc`: ISO 8601, "" for never."""

    id: str
    code: str
    role: Role
    status: OfficerStatus
    myself: bool
    must_change: bool
    last_opened_utc: str


@dataclass(frozen=True)
class RecoveryEntry:
    """A recovery key. `confirmed`: somebody has shown that they have it. `last_tried_utc`: "" for never."""

    id: str
    number: int
    created_utc: str
    confirmed: bool
    last_tried_utc: str


def list_officers(session: Session) -> tuple[OfficerEntry, ...]:
    """The officers who can open the vault, and the disabled ones; open to everybody."""
    return tuple(_officer(session, slot) for slot in session.vault.header.slots)


def add_officer(session: Session, code: str, role: Role, passphrase: str) -> None:
    """Let one more officer in; they are asked for a passphrase of their own. Raises OFFICER_CODE_*."""
    session.require(Permission.MANAGE_OFFICERS)
    officers.add(session.vault, code, _assignable(role), passphrase)


def rename_officer(session: Session, officer_id: str, code: str) -> None:
    """Another code for an officer. Raises OFFICER_CODE_INVALID, OFFICER_CODE_TAKEN, OFFICER_MISSING."""
    session.require(Permission.MANAGE_OFFICERS)
    officers.rename(session.vault, officer_id, code)


def change_role(session: Session, officer_id: str, role: Role) -> None:
    """Another role for an officer. Raises LAST_ADMINISTRATOR, OFFICER_MISSING."""
    session.require(Permission.MANAGE_OFFICERS)
    officers.change_role(session.vault, officer_id, _assignable(role))


def set_passphrase(session: Session, officer_id: str, passphrase: str) -> None:
    """A passphrase for an officer who forgot theirs; they are asked to change it. Raises NOT_YOURSELF."""
    session.require(Permission.MANAGE_OFFICERS)
    officers.set_passphrase(session.vault, officer_id, passphrase)


def change_own_passphrase(session: Session, old: str, new: str, *, rotate: bool = False) -> None:
    """Another passphrase for whoever opened the vault.

    The keys behind it stay, so an old copy of vault.json still opens with the passphrase of before. Where somebody
    may know that one, `rotate`: then what such a copy opens is not the cases of now. Raises OWN_PASSPHRASE_WRONG,
    WAIT_BEFORE_RETRY(seconds), TOO_MANY_ATTEMPTS, PASSPHRASE_NOT_NEW.
    """
    officers.change_own_passphrase(session.vault, old, new, session.now(), rotate=rotate)


def disable_officer(session: Session, officer_id: str) -> None:
    """Keep an officer out until enabled again. Raises NOT_YOURSELF, LAST_ADMINISTRATOR, OFFICER_MISSING.

    The vault key stays: `revoke_officer` alone keeps out somebody who has an old copy of vault.json too.
    """
    session.require(Permission.MANAGE_OFFICERS)
    officers.disable(session.vault, officer_id)


def enable_officer(session: Session, officer_id: str) -> None:
    """Let a disabled officer in again, with the passphrase of before. Raises OFFICER_MISSING."""
    session.require(Permission.MANAGE_OFFICERS)
    officers.enable(session.vault, officer_id)


def revoke_officer(session: Session, officer_id: str) -> None:
    """Keep an officer out for good, with a new vault key.

    Raises NOT_YOURSELF, LAST_ADMINISTRATOR, OFFICER_MISSING.
    """
    session.require(Permission.MANAGE_OFFICERS)
    officers.revoke(session.vault, officer_id)


def rotate_vault_key(session: Session) -> None:
    """A new vault key; every passphrase and recovery key opens the vault as before."""
    session.require(Permission.MANAGE_OFFICERS)
    session.vault.rotate(session.vault.header)


def list_recovery_keys(session: Session) -> tuple[RecoveryEntry, ...]:
    """The recovery keys that open the vault; open to everybody."""
    return tuple(_recovery(session, slot) for slot in session.vault.header.recovery)


def add_recovery_key(session: Session) -> tuple[RecoveryEntry, str]:
    """One more recovery key, unconfirmed, and how it is written; that is shown this one time."""
    session.require(Permission.MANAGE_RECOVERY_KEYS)
    new = officers.add_recovery_key(session.vault)
    return _recovery(session, new.slot), new.written


def confirm_recovery_key(session: Session, key_id: str) -> None:
    """Somebody has shown that they have the key. Raises RECOVERY_KEY_MISSING."""
    session.require(Permission.MANAGE_RECOVERY_KEYS)
    session.vault.confirm_recovery_key(officers.recovery_slot(session.vault, key_id).officer_id)


def remove_recovery_key(session: Session, key_id: str) -> None:
    """Take a recovery key out, with a new vault key. Raises LAST_RECOVERY_KEY, RECOVERY_KEY_MISSING.

    Of the confirmed keys one must stay.
    """
    session.require(Permission.MANAGE_RECOVERY_KEYS)
    officers.remove_recovery_key(session.vault, key_id)


def try_recovery_key(session: Session, written: str) -> RecoveryEntry:
    """The drill: prove that the key would open this vault as it lies on the disk, and use nothing up.

    Raises RECOVERY_KEY_REFUSED, HEADER_DAMAGED.
    """
    session.require(Permission.MANAGE_RECOVERY_KEYS)
    return _recovery(session, officers.try_recovery_key(session.vault, written))


def prove_officer(session: Session, code: str, passphrase: str) -> OfficerEntry:
    """Another active officer's passphrase, as a second signature; counted like an unlocking.

    Raises NOT_YOURSELF, PASSPHRASE_NOT_THEIRS, CANNOT_UNLOCK, WAIT_BEFORE_RETRY(seconds), TOO_MANY_ATTEMPTS.
    """
    return _officer(session, officers.prove(session.vault, code, passphrase, session.now()))


def prove_myself(session: Session, passphrase: str) -> None:
    """Whoever opened the vault shows that they are at the computer; nothing of it is kept.

    Counted like an unlocking; but whoever else tries here never uses up the tries that opening the vault needs.
    Raises CANNOT_UNLOCK, WAIT_BEFORE_RETRY(seconds), TOO_MANY_ATTEMPTS; OFFICER_MISSING for a recovery key.
    """
    officers.prove_myself(session.vault, passphrase, session.now())


def _assignable(role: Role) -> Role:
    if role not in ASSIGNABLE:
        raise ScreeningError(Problem.NOT_ALLOWED)
    return role


def _officer(session: Session, slot: Slot) -> OfficerEntry:
    return OfficerEntry(
        id=slot.officer_id,
        code=slot.code,
        role=slot.role,
        status=slot.status,
        myself=slot.officer_id == session.vault.officer.id,
        must_change=slot.must_change,
        last_opened_utc=officers.last_opened(session.vault, slot.officer_id),
    )


def _recovery(session: Session, slot: RecoverySlot) -> RecoveryEntry:
    return RecoveryEntry(
        id=slot.officer_id,
        number=slot.number,
        created_utc=officers.created(session.vault, slot.officer_id),
        confirmed=session.vault.is_confirmed(slot.officer_id),
        last_tried_utc=officers.last_tried(session.vault, slot.officer_id),
    )
