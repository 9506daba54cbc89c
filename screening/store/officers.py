"""Changing who opens a vault: officers and recovery keys. The role of whoever asks is checked above this layer.

Raises OFFICER_MISSING, OFFICER_CODE_INVALID, OFFICER_CODE_TAKEN, NOT_YOURSELF, LAST_ADMINISTRATOR, PASSPHRASE_*,
RECOVERY_KEY_MISSING, LAST_RECOVERY_KEY, RECOVERY_KEY_REFUSED, DISK_FULL, FOLDER_NOT_WRITABLE.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from unicodedata import normalize

from msgspec.structs import replace

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import OfficerStatus, Role
from screening.store import owners, owning, recovery, unlock
from screening.store.attempts import AttemptLog
from screening.store.audit import AuditAction
from screening.store.header import Header, RecoverySlot, Slot, read_header
from screening.store.opened import Vault
from screening.store.owning import RECOVERY_CODE, NewRecovery
from screening.store.passphrase import check_officer_code, check_passphrase

_Result = TypeVar("_Result")
TRIES_WHILE_OPEN = 20
"""Failures in a row after which an opened vault takes no more of them: the rest are left for opening it."""


def slot_of(vault: Vault, officer_id: str) -> Slot:
    """An officer's slot. Raises OFFICER_MISSING."""
    for slot in vault.header.slots:
        if slot.officer_id == officer_id:
            return slot
    raise ScreeningError(Problem.OFFICER_MISSING)


def recovery_slot(vault: Vault, key_id: str) -> RecoverySlot:
    """A recovery key's slot. Raises RECOVERY_KEY_MISSING."""
    for slot in vault.header.recovery:
        if slot.officer_id == key_id:
            return slot
    raise ScreeningError(Problem.RECOVERY_KEY_MISSING)


def add(vault: Vault, code: str, role: Role, passphrase: str, *, must_change: bool = True) -> None:
    """One more officer."""
    _check_code(vault, code)
    check_passphrase(passphrase)
    header = vault.header
    new = owning.new_slot(vault.id, vault.vault_key, code, role, passphrase, header.kdf, must_change=must_change)
    vault.change_owners(replace(header, slots=(*header.slots, new.slot)))


def rename(vault: Vault, officer_id: str, code: str) -> None:
    """Another code; the passphrase stays."""
    slot = slot_of(vault, officer_id)
    if code == slot.code:
        return
    _check_code(vault, code, besides=officer_id)
    vault.change_owners(_with(vault.header, replace(slot, code=code)))


def change_role(vault: Vault, officer_id: str, role: Role) -> None:
    """Another role."""
    slot = slot_of(vault, officer_id)
    if role is slot.role:
        return
    _keep_administrator(vault, slot)
    vault.change_owners(_with(vault.header, replace(slot, role=role)))


def set_passphrase(vault: Vault, officer_id: str, passphrase: str) -> None:
    """New keys under a new passphrase for the same code; the row of before stays for what it signed."""
    slot = slot_of(vault, officer_id)
    _not_myself(vault, officer_id)
    check_passphrase(passphrase)
    header = vault.header
    new = owning.new_slot(
        vault.id, vault.vault_key, slot.code, slot.role, passphrase, header.kdf, must_change=True
    ).slot
    kept = replace(new, status=slot.status)
    slots = tuple(kept if each.id == slot.id else each for each in header.slots)
    vault.change_owners(replace(header, slots=slots))


def change_own_passphrase(vault: Vault, old: str, new: str, now: str, *, rotate: bool) -> None:
    """Another passphrase over the same keys. See `operations.officers` for when to rotate."""
    slot = slot_of(vault, vault.officer.id)
    try:
        secret = _counted(vault, now, lambda: unlock.secrets_of(vault.header, slot, old))
    except ScreeningError as error:
        if error.problem is Problem.CANNOT_UNLOCK:
            raise ScreeningError(Problem.OWN_PASSPHRASE_WRONG) from None
        raise
    if normalize("NFC", new) == normalize("NFC", old):
        raise ScreeningError(Problem.PASSPHRASE_NOT_NEW)
    check_passphrase(new)
    wrapped = owning.wrapped(vault.id, replace(slot, must_change=False), secret, new, vault.header.kdf)
    put = vault.rotate if rotate else vault.change_owners
    put(_with(vault.header, wrapped), (AuditAction.PASSPHRASE_CHANGED, slot.officer_id))


def disable(vault: Vault, officer_id: str) -> None:
    """Out until enabled."""
    slot = slot_of(vault, officer_id)
    _not_myself(vault, officer_id)
    _keep_administrator(vault, slot)
    vault.change_owners(_with(vault.header, replace(slot, status=OfficerStatus.DISABLED)))


def enable(vault: Vault, officer_id: str) -> None:
    """In again."""
    slot = slot_of(vault, officer_id)
    vault.change_owners(_with(vault.header, replace(slot, status=OfficerStatus.ACTIVE)))


def revoke(vault: Vault, officer_id: str) -> None:
    """Out for good, and a new vault key."""
    slot = slot_of(vault, officer_id)
    _not_myself(vault, officer_id)
    _keep_administrator(vault, slot)
    header = vault.header
    vault.rotate(replace(header, slots=tuple(each for each in header.slots if each.id != slot.id)))


def add_recovery_key(vault: Vault) -> NewRecovery:
    """One more recovery key, unconfirmed."""
    header = vault.header
    number = max(owners.recovery_keys_made(vault.database), *(slot.number for slot in header.recovery)) + 1
    new = owning.new_recovery(vault.id, vault.vault_key, number)
    vault.change_owners(replace(header, recovery=(*header.recovery, new.slot)))
    return new


def remove_recovery_key(vault: Vault, key_id: str) -> None:
    """Out, and a new vault key. One confirmed key stays where there is one."""
    gone = recovery_slot(vault, key_id)
    kept = tuple(slot for slot in vault.header.recovery if slot.id != gone.id)
    confirmed = any(vault.is_confirmed(slot.officer_id) for slot in kept)
    if not kept or (vault.recovery_key_confirmed and not confirmed):
        raise ScreeningError(Problem.LAST_RECOVERY_KEY)
    vault.rotate(replace(vault.header, recovery=kept))


def try_recovery_key(vault: Vault, written: str) -> RecoverySlot:
    """Open the header on the disk with the key, as a stranger to this vault would."""
    header = read_header(vault.folder, vault.header.kdf)
    vault.check_header(header)
    try:
        unlocked = unlock.with_recovery_key(header, written)
    except ScreeningError as error:
        if error.problem is Problem.CANNOT_UNLOCK:
            raise ScreeningError(Problem.RECOVERY_KEY_REFUSED) from None
        raise
    unlocked.wipe()
    vault.renew_slot(unlocked.renewed)
    with vault.transaction():
        recovery.mark_confirmed(vault.database, unlocked.officer.id)
        vault.audit.append(AuditAction.RECOVERY_KEY_TRIED, unlocked.officer.id, {})
    return recovery_slot(vault, unlocked.officer.id)


def prove(vault: Vault, code: str, passphrase: str, now: str) -> Slot:
    """The slot of another officer who gave their passphrase.

    PASSPHRASE_NOT_THEIRS where somebody else chose it and may know it: an agreement would be nobody's.
    """
    if code.strip().casefold() == vault.officer.code.casefold():
        raise ScreeningError(Problem.NOT_YOURSELF)
    unlocked = _counted(vault, now, lambda: unlock.with_passphrase(vault.header, code, passphrase), of_others=True)
    unlocked.wipe()
    if unlocked.officer.must_change:
        raise ScreeningError(Problem.PASSPHRASE_NOT_THEIRS)
    return slot_of(vault, unlocked.officer.id)


def prove_myself(vault: Vault, passphrase: str, now: str) -> None:
    """Whoever opened the vault gave their passphrase once more."""
    slot = slot_of(vault, vault.officer.id)
    if AttemptLog(vault.folder).failures() >= TRIES_WHILE_OPEN:
        raise ScreeningError(Problem.TOO_MANY_ATTEMPTS)
    _counted(vault, now, lambda: unlock.secrets_of(vault.header, slot, passphrase))


def last_opened(vault: Vault, officer_id: str) -> str:
    """When the officer last opened the vault, or made it; empty for never."""
    created = owners.last_done(vault.database, officer_id, AuditAction.VAULT_CREATED, vault.id)
    return max(created, owners.last_done(vault.database, officer_id, AuditAction.VAULT_OPENED, vault.id))


def last_tried(vault: Vault, key_id: str) -> str:
    """When the recovery key last opened the vault or was tried; empty for never."""
    tried = owners.last_done(vault.database, "", AuditAction.RECOVERY_KEY_TRIED, key_id)
    return max(tried, owners.last_done(vault.database, key_id, AuditAction.RECOVERY_KEY_USED, vault.id))


def created(vault: Vault, owner_id: str) -> str:
    """When this way in was made."""
    return owners.created(vault.database, owner_id)


def _counted(vault: Vault, now: str, prove_it: Callable[[], _Result], *, of_others: bool = False) -> _Result:
    """Count a try as an unlocking is counted: a vault left open is no place to guess passphrases.

    Each wrong one is in the audit at once, signed by whoever opened the vault. Tries at others' passphrases are
    counted apart: one's own does not take them back.
    """
    attempts = AttemptLog(vault.folder)
    attempts.begin(now, of_others=of_others)
    try:
        result = prove_it()
    except ScreeningError as error:
        if error.problem is Problem.CANNOT_UNLOCK:
            vault.note(AuditAction.UNLOCK_FAILED, "1", {})
        raise
    attempts.forget(of_others=of_others)
    return result


def _with(header: Header, slot: Slot) -> Header:
    return replace(header, slots=tuple(slot if each.id == slot.id else each for each in header.slots))


def _check_code(vault: Vault, code: str, besides: str = "") -> None:
    check_officer_code(code)
    wanted = code.casefold()
    others = {slot.code.casefold() for slot in vault.header.slots if slot.officer_id != besides}
    if wanted in others or wanted.startswith(RECOVERY_CODE):
        raise ScreeningError(Problem.OFFICER_CODE_TAKEN)


def _not_myself(vault: Vault, officer_id: str) -> None:
    if officer_id == vault.officer.id:
        raise ScreeningError(Problem.NOT_YOURSELF)


def _keep_administrator(vault: Vault, slot: Slot) -> None:
    """Somebody must stay who can let others in. Raises LAST_ADMINISTRATOR."""
    left = [
        each
        for each in vault.header.slots
        if each.id != slot.id and each.active and each.role is Role.ADMINISTRATOR
    ]
    if slot.role is Role.ADMINISTRATOR and slot.active and not left:
        raise ScreeningError(Problem.LAST_ADMINISTRATOR)
