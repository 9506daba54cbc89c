"""From a passphrase or a recovery key to the vault key: pure work on a header, no files.

Unknown officer, disabled officer, wrong passphrase, wrong recovery key and a changed slot all end as
CANNOT_UNLOCK, after the same work. HEADER_DAMAGED comes only after a secret has opened its slot.
"""

from __future__ import annotations

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from screening.core.errors import Problem, ScreeningError
from screening.store import keys
from screening.store.audit import Signer
from screening.store.header import Header, RecoverySlot, Role, Slot, recovery_binding, slot_binding
from screening.store.owning import RecoverySecrets, link_binding


class Officer(Struct, frozen=True):
    """Who opened the vault. `must_change`: somebody else chose the passphrase."""

    code: str
    role: Role
    id: str = ""
    must_change: bool = False


class Unlocked(Struct, frozen=True):
    """What a secret opened. The keys are wiped by whoever holds them last.

    `old_key`: the vault key before, where a rotation was interrupted. `renewed`: the slot, wrapped for the vault
    key and the format of now, where it was not.
    """

    officer: Officer
    signer: Signer
    vault_key: bytearray
    old_key: bytearray | None = None
    renewed: Slot | RecoverySlot | None = None

    def __repr__(self) -> str:
        return f"Unlocked({self.officer.code!r}, ...)"

    def wipe(self) -> None:
        """Overwrite the keys."""
        keys.wipe(self.vault_key)
        if self.old_key is not None:
            keys.wipe(self.old_key)


def with_passphrase(header: Header, code: str, passphrase: str) -> Unlocked:
    """Open the officer's slot, then the vault key. Codes are found whatever their case."""
    slot = next((s for s in header.slots if s.code.casefold() == code.strip().casefold()), None)
    found: keys.OfficerSecrets | None = None
    if slot is None:
        # The same derivation as for an officer who exists, so that time tells nobody which codes do.
        key = keys.passphrase_key(passphrase, bytes(keys.SALT_LENGTH), header.kdf)
    else:
        key, found = _opened(header, slot, passphrase)
    if slot is None or found is None or not slot.active:
        raise ScreeningError(Problem.CANNOT_UNLOCK)
    vault_key = _vault_key(header, found.identity)
    tie = _current_tie(header, found.tie, vault_key)
    return Unlocked(
        Officer(slot.code, slot.role, slot.officer_id, slot.must_change),
        Signer(slot.officer_id, found.signing),
        vault_key,
        _old_key(header, vault_key),
        _rewrapped(header, slot, replace(found, tie=tie), key) if tie != found.tie or slot.bound_code else None,
    )


def secrets_of(header: Header, slot: Slot, passphrase: str) -> keys.OfficerSecrets:
    """What the officer's passphrase protects. Raises CANNOT_UNLOCK."""
    _key, found = _opened(header, slot, passphrase)
    if found is None:
        raise ScreeningError(Problem.CANNOT_UNLOCK)
    return found


def with_recovery_key(header: Header, written: str) -> Unlocked:
    """Open the vault with a recovery key as somebody typed it."""
    try:
        identity = keys.read_recovery_key(written)
    except keys.KeysRefusedError:
        identity = ""
    for slot in header.recovery if identity else ():
        found = _recovery_secrets(header, slot, identity)
        if found is None:
            continue
        vault_key = _vault_key(header, identity)
        tie = (
            _current_tie(header, found.tie, vault_key)
            if found.tie
            else keys.derive(vault_key, keys.KeyUse.SLOT_TIE)
        )
        return Unlocked(
            Officer(slot.code, Role.RECOVERY, slot.officer_id),
            Signer(slot.officer_id, found.signing),
            vault_key,
            _old_key(header, vault_key),
            None if tie == found.tie else _resealed(header, slot, replace(found, tie=tie), identity),
        )
    raise ScreeningError(Problem.CANNOT_UNLOCK)


def _opened(header: Header, slot: Slot, passphrase: str) -> tuple[bytes, keys.OfficerSecrets | None]:
    try:
        salt = keys.unb64(slot.secret.salt)
    except keys.KeysRefusedError:
        salt = b""
    if len(salt) != keys.SALT_LENGTH:  # changed: what it gives opens nothing, after the same work
        salt = bytes(keys.SALT_LENGTH)
    key = keys.passphrase_key(passphrase, salt, slot.secret.kdf)
    try:
        return key, keys.unwrap_with(slot.secret, key, slot_binding(header.vault_id, slot))
    except keys.KeysRefusedError:
        return key, None


def _recovery_secrets(header: Header, slot: RecoverySlot, identity: str) -> RecoverySecrets | None:
    try:
        if not slot.secret:
            return RecoverySecrets(bytes(keys.unseal(slot.signing, identity)), b"")
        key = keys.derive(identity.encode(), keys.KeyUse.RECOVERY_SLOT)
        text = keys.decrypt(key, slot.secret, recovery_binding(header.vault_id, slot))
        return msgspec.json.decode(text, type=RecoverySecrets)
    except (keys.KeysRefusedError, ValueError):
        return None


def _current_tie(header: Header, tie: bytes, vault_key: bytearray) -> bytes:
    """Walk from the tie in the slot to that of the vault key of now. Raises HEADER_DAMAGED: no way there."""
    current, bound = keys.derive(vault_key, keys.KeyUse.SLOT_TIE), link_binding(header.vault_id)
    for link in header.succession:
        if tie == current:
            break
        try:
            tie = keys.decrypt(tie, link, bound)
        except (keys.KeysRefusedError, ValueError):
            continue
    if tie != current:
        keys.wipe(vault_key)
        raise ScreeningError(Problem.HEADER_DAMAGED)
    return current


def _rewrapped(header: Header, slot: Slot, secret: keys.OfficerSecrets, key: bytes) -> Slot:
    bare = replace(slot, bound_code=None)
    binding = slot_binding(header.vault_id, bare)
    return replace(bare, secret=keys.wrap_again(secret, key, slot.secret.kdf, slot.secret.salt, binding))


def _resealed(header: Header, slot: RecoverySlot, secret: RecoverySecrets, identity: str) -> RecoverySlot:
    return replace(slot, signing="", secret=secret.sealed(identity, recovery_binding(header.vault_id, slot)))


def _old_key(header: Header, vault_key: bytearray) -> bytearray | None:
    if not header.old:
        return None
    try:
        key = keys.derive(vault_key, keys.KeyUse.OLD_KEY)
        old = bytearray(keys.decrypt(key, header.old, link_binding(header.vault_id)))
    except keys.KeysRefusedError:
        old = bytearray()
    if len(old) == keys.KEY_LENGTH:
        return old
    keys.wipe(vault_key)
    raise ScreeningError(Problem.HEADER_DAMAGED)


def _vault_key(header: Header, identity: str) -> bytearray:
    try:
        vault_key = keys.unseal(header.vk, identity)
    except keys.KeysRefusedError:
        vault_key = bytearray()
    if len(vault_key) == keys.KEY_LENGTH and header.genuine(vault_key):
        return vault_key
    raise ScreeningError(Problem.HEADER_DAMAGED)
