"""From a passphrase or a recovery key to the vault key: pure work on a header, no files.

Unknown officer, wrong passphrase, wrong recovery key and a changed slot all end as CANNOT_UNLOCK, after the
same work. HEADER_DAMAGED comes only after a secret has opened its slot.
"""

from __future__ import annotations

import secrets

import msgspec
from msgspec import Struct

from screening.core.errors import Problem, ScreeningError
from screening.store import keys
from screening.store.audit import Signer
from screening.store.header import FORMAT, Header, RecoverySlot, Role, Slot, slot_binding

RECOVERY_CODE = "recovery-key"


class Officer(Struct, frozen=True):
    """Who opened the vault."""

    code: str
    role: Role


class Unlocked(Struct, frozen=True):
    """What a secret opened. `vault_key` is wiped by whoever holds it last."""

    officer: Officer
    signer: Signer
    vault_key: bytearray

    def __repr__(self) -> str:
        return f"Unlocked({self.officer.code!r}, ...)"


class NewHeader(Struct, frozen=True):
    """A header for a new vault, its first officer, and the recovery key to write down."""

    header: Header
    unlocked: Unlocked
    recovery_key: str

    def __repr__(self) -> str:
        return "NewHeader(...)"


class NewRecovery(Struct, frozen=True):
    """A recovery key's slot, and the key as it is written down."""

    slot: RecoverySlot
    written: str

    def __repr__(self) -> str:
        return "NewRecovery(...)"


def new_header(code: str, passphrase: str, kdf: keys.KdfLimits, *, training: bool) -> NewHeader:
    """Keys and header of a new vault of generation 1 with one administrator and one recovery key."""
    vault_key = bytearray(secrets.token_bytes(keys.KEY_LENGTH))
    vault_id = keys.random_id()
    first, recovery = keys.new_secrets(vault_key), new_recovery(vault_key)
    public = keys.public_keys(first)
    slot_id, officer_id = keys.random_id(), keys.random_id()
    binding = slot_binding(vault_id, slot_id, officer_id, code, public)
    slot = Slot(
        id=slot_id,
        officer_id=officer_id,
        code=code,
        role=Role.ADMINISTRATOR,
        keys=public,
        secret=keys.wrap_secrets(first, passphrase, kdf, binding),
    )
    header = Header(
        format=FORMAT,
        vault_id=vault_id,
        training=training,
        generation=1,
        slots=(slot,),
        recovery=(recovery.slot,),
        vk=keys.seal(bytes(vault_key), [public.recipient, recovery.slot.keys.recipient]),
    )
    return NewHeader(
        header=header.sealed(vault_key),
        unlocked=Unlocked(Officer(code, Role.ADMINISTRATOR), Signer(officer_id, first.signing), vault_key),
        recovery_key=recovery.written,
    )


def new_recovery(vault_key: bytes | bytearray) -> NewRecovery:
    """A fresh recovery key and its slot."""
    secret = keys.new_secrets(vault_key)
    public = keys.public_keys(secret)
    slot = RecoverySlot(
        id=keys.random_id(),
        officer_id=keys.random_id(),
        code=RECOVERY_CODE,
        keys=public,
        signing=keys.seal(secret.signing, [public.recipient]),
    )
    return NewRecovery(slot, keys.write_out_recovery_key(secret.identity))


def with_new_recovery(header: Header, vault_key: bytes | bytearray, slot: RecoverySlot) -> Header:
    """The header with this recovery key alone in place of those before; still to be sealed."""
    recipients = [each.keys.recipient for each in header.slots] + [slot.keys.recipient]
    return msgspec.structs.replace(header, recovery=(slot,), vk=keys.seal(bytes(vault_key), recipients))


def with_passphrase(header: Header, code: str, passphrase: str) -> Unlocked:
    """Open the officer's slot, then the vault key. Codes are found whatever their case."""
    slot = next((s for s in header.slots if s.code.casefold() == code.strip().casefold()), None)
    found: keys.OfficerSecrets | None = None
    if slot is None:
        # The same derivation as for an officer who exists, so that time tells nobody which codes do.
        keys.passphrase_key(passphrase, bytes(keys.SALT_LENGTH), header.slots[0].secret.kdf)
    else:
        binding = slot_binding(header.vault_id, slot.id, slot.officer_id, slot.code, slot.keys)
        try:
            found = keys.unwrap_secrets(slot.secret, passphrase, binding)
        except keys.KeysRefusedError:
            found = None
    if slot is None or found is None:
        raise ScreeningError(Problem.CANNOT_UNLOCK)
    vault_key = _vault_key(header, found.identity)
    if keys.derive(vault_key, keys.KeyUse.SLOT_TIE) != found.tie:
        raise ScreeningError(Problem.HEADER_DAMAGED)
    return Unlocked(Officer(slot.code, slot.role), Signer(slot.officer_id, found.signing), vault_key)


def with_recovery_key(header: Header, written: str) -> Unlocked:
    """Open the vault with a recovery key as somebody typed it."""
    for slot in header.recovery:
        signing = _recovery_signing(slot, written)
        if signing is not None:
            vault_key = _vault_key(header, keys.read_recovery_key(written))
            signer = Signer(slot.officer_id, signing)
            return Unlocked(Officer(slot.code, Role.RECOVERY), signer, vault_key)
    raise ScreeningError(Problem.CANNOT_UNLOCK)


def _recovery_signing(slot: RecoverySlot, written: str) -> bytes | None:
    try:
        return bytes(keys.unseal(slot.signing, keys.read_recovery_key(written)))
    except keys.KeysRefusedError:
        return None


def _vault_key(header: Header, identity: str) -> bytearray:
    try:
        vault_key = keys.unseal(header.vk, identity)
    except keys.KeysRefusedError:
        vault_key = bytearray()
    if len(vault_key) == keys.KEY_LENGTH and header.genuine(vault_key):
        return vault_key
    raise ScreeningError(Problem.HEADER_DAMAGED)
