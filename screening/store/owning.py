"""Making ways into a vault: slots for officers and recovery keys, and headers with other owners or another key.

Pure work, no files. A header given back is still to be sealed with its MAC.
"""

from __future__ import annotations

import secrets

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from screening.core.roles import Role
from screening.store import keys
from screening.store.header import FORMAT, Header, RecoverySlot, Slot, recovery_binding, slot_binding

RECOVERY_CODE = "recovery-key"


class RecoverySecrets(Struct, frozen=True, forbid_unknown_fields=True):
    """What a recovery key protects: the key that signs for it, and its tie to the vault key (OfficerSecrets)."""

    signing: bytes
    tie: bytes

    def __repr__(self) -> str:
        return "RecoverySecrets(...)"

    def sealed(self, identity: str, bound: bytes) -> str:
        """Under a key that only the recovery key gives: whoever knows its public half alone makes none."""
        return keys.encrypt(
            keys.derive(identity.encode(), keys.KeyUse.RECOVERY_SLOT), msgspec.json.encode(self), bound
        )


class NewSlot(Struct, frozen=True):
    """An officer's slot, and what their passphrase opens."""

    slot: Slot
    secret: keys.OfficerSecrets

    def __repr__(self) -> str:
        return "NewSlot(...)"


class NewRecovery(Struct, frozen=True):
    """A recovery key's slot, and the key as it is written down."""

    slot: RecoverySlot
    written: str

    def __repr__(self) -> str:
        return "NewRecovery(...)"


class NewHeader(Struct, frozen=True):
    """A header for a new vault, its vault key, its first officer, and the recovery key to write down."""

    header: Header
    vault_key: bytearray
    first: NewSlot
    recovery_key: str

    def __repr__(self) -> str:
        return "NewHeader(...)"


def new_header(code: str, passphrase: str, kdf: keys.KdfLimits, *, training: bool) -> NewHeader:
    """Keys and header of a new vault of generation 1 with one administrator and one recovery key."""
    vault_key = bytearray(secrets.token_bytes(keys.KEY_LENGTH))
    vault_id = keys.random_id()
    first = new_slot(vault_id, vault_key, code, Role.ADMINISTRATOR, passphrase, kdf)
    recovery = new_recovery(vault_id, vault_key, 1)
    header = Header(
        format=FORMAT,
        vault_id=vault_id,
        training=training,
        generation=1,
        kdf=kdf,
        slots=(first.slot,),
        recovery=(recovery.slot,),
        vk="",
    )
    return NewHeader(sealed_to_owners(header, vault_key).sealed(vault_key), vault_key, first, recovery.written)


def new_slot(
    vault_id: str,
    vault_key: bytes | bytearray,
    code: str,
    role: Role,
    passphrase: str,
    kdf: keys.KdfLimits,
    *,
    must_change: bool = False,
) -> NewSlot:
    """Fresh keys for an officer, under their passphrase."""
    secret = keys.new_secrets(vault_key)
    slot = Slot(
        id=keys.random_id(),
        officer_id=keys.random_id(),
        code=code,
        role=role,
        keys=keys.public_keys(secret),
        secret=keys.WrappedSecrets(kdf, "", "", ""),
        must_change=must_change,
    )
    return NewSlot(wrapped(vault_id, slot, secret, passphrase, kdf), secret)


def wrapped(vault_id: str, slot: Slot, secret: keys.OfficerSecrets, passphrase: str, kdf: keys.KdfLimits) -> Slot:
    """The slot with its secrets under a passphrase."""
    bare = replace(slot, bound_code=None)
    return replace(bare, secret=keys.wrap_secrets(secret, passphrase, kdf, slot_binding(vault_id, bare)))


def new_recovery(vault_id: str, vault_key: bytes | bytearray, number: int) -> NewRecovery:
    """A fresh recovery key and its slot."""
    secret = keys.new_secrets(vault_key)
    slot = RecoverySlot(
        id=keys.random_id(),
        officer_id=keys.random_id(),
        code=RECOVERY_CODE if number == 1 else f"{RECOVERY_CODE}-{number}",
        keys=keys.public_keys(secret),
        number=number,
    )
    kept = RecoverySecrets(secret.signing, secret.tie)
    text = kept.sealed(secret.identity, recovery_binding(vault_id, slot))
    return NewRecovery(replace(slot, secret=text), keys.write_out_recovery_key(secret.identity))


def sealed_to_owners(header: Header, vault_key: bytes | bytearray) -> Header:
    """The header with the vault key sealed to its active officers and recovery keys, and to nobody else."""
    recipients = [slot.keys.recipient for slot in header.slots if slot.active]
    recipients += [slot.keys.recipient for slot in header.recovery]
    return replace(header, vk=keys.seal(bytes(vault_key), recipients))


def with_new_key(header: Header, vault_key: bytes | bytearray) -> tuple[Header, bytearray]:
    """The header with another vault key, and that key; the one before is kept in it until the work is done."""
    fresh = bytearray(secrets.token_bytes(keys.KEY_LENGTH))
    bound = link_binding(header.vault_id)
    before = keys.derive(vault_key, keys.KeyUse.SLOT_TIE)
    link = keys.encrypt(before, keys.derive(fresh, keys.KeyUse.SLOT_TIE), bound)
    old = keys.encrypt(keys.derive(fresh, keys.KeyUse.OLD_KEY), bytes(vault_key), bound)
    changed = replace(header, succession=(*header.succession, link), old=old)
    return sealed_to_owners(changed, fresh), fresh


def link_binding(vault_id: str) -> bytes:
    """What the links between vault keys are bound to."""
    return keys.canonical({"vault": vault_id, "link": "vault key"})
