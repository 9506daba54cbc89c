"""vault.json: whose passphrases and recovery keys open the vault, and the MAC that binds all of it.

Format 2; format 1 is read and written as 2 at the next change. Before a secret has opened a slot nothing in it
is trusted: size, shape, format number and derivation limits come first. Raises VAULT_MISSING, NOT_A_VAULT,
VAULT_NEWER(found, known), HEADER_DAMAGED.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import OfficerStatus, Role
from screening.store import files, keys
from screening.store.header_v1 import Code, FirstHeader, FirstRecoverySlot, FirstSlot, HexId
from screening.store.keys import KdfLimits, PublicKeys, WrappedSecrets

__all__ = ["Header", "RecoverySlot", "Role", "Slot", "read_header", "slot_binding", "write_header"]

FIRST_FORMAT = 1
FORMAT = 2
HEADER_LIMIT = 1024 * 1024
HEADER_FILE = "vault.json"
DATABASE_FILE = "cases.db"
CREATING_FILE = "creating"
ERASING_FILE = "erasing"
"""What `vault.json` is called while it is overwritten, and after: the folder is to be erased."""


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """One officer's way in.

    Code, role, status and `must_change` (somebody else chose the passphrase) are bound by the header's MAC and not
    by the passphrase: so they can be changed without the officer. `bound_code`: the code that a slot of format 1
    was bound to, until its officer's next unlocking.
    """

    id: HexId
    officer_id: HexId
    code: Code
    role: Role
    keys: PublicKeys
    secret: WrappedSecrets
    status: OfficerStatus = OfficerStatus.ACTIVE
    must_change: bool = False
    bound_code: Code | None = None

    @property
    def active(self) -> bool:
        """Whether the vault key is sealed to it."""
        return self.status is OfficerStatus.ACTIVE


class RecoverySlot(Struct, frozen=True, forbid_unknown_fields=True):
    """A recovery key's way in.

    `secret`: its signing key and tie, under a key derived from the recovery key itself. `signing` instead, where
    the slot is of format 1: sealed to the public half alone, until the key is next used.
    """

    id: HexId
    officer_id: HexId
    code: Code
    keys: PublicKeys
    number: Annotated[int, Meta(ge=1)] = 1
    secret: str = ""
    signing: str = ""


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of vault.json.

    `kdf`: the cost of new passphrases. `vk`: the vault key, as an age blob to each active officer and recovery
    key. `succession`: for each vault key that was given up, the tie of the next under the tie of that one. `old`:
    while a rotation is under way, the key before, under the one of now.
    """

    format: int
    vault_id: HexId
    training: bool
    generation: Annotated[int, Meta(ge=1)]
    kdf: KdfLimits
    slots: Annotated[tuple[Slot, ...], Meta(min_length=1)]
    recovery: Annotated[tuple[RecoverySlot, ...], Meta(min_length=1)]
    vk: str
    succession: tuple[str, ...] = ()
    old: str = ""
    mac: str = ""

    def owners(self) -> tuple[tuple[Slot | RecoverySlot, Role], ...]:
        """Everybody who has a way in, and their role."""
        recovery = tuple((slot, Role.RECOVERY) for slot in self.recovery)
        return tuple((slot, slot.role) for slot in self.slots) + recovery

    def sealed(self, vault_key: bytes | bytearray) -> Header:
        """The same header in the present format, with its MAC."""
        key = keys.derive(vault_key, keys.KeyUse.HEADER_MAC)
        present = msgspec.structs.replace(self, format=FORMAT)
        return msgspec.structs.replace(present, mac=keys.b64(keys.mac(key, _authenticated(present))))

    def genuine(self, vault_key: bytes | bytearray) -> bool:
        """Whether the MAC holds: whoever wrote this header knew the vault key."""
        key = keys.derive(vault_key, keys.KeyUse.HEADER_MAC)
        try:
            expected = keys.unb64(self.mac)
        except keys.KeysRefusedError:
            return False
        return keys.mac_holds(key, _authenticated(self), expected)


def _authenticated(header: Header) -> bytes:
    value = _as_first(header) if header.format == FIRST_FORMAT else header
    return keys.canonical(msgspec.structs.replace(value, mac=""))


class _FormatOnly(Struct):
    format: int


def slot_binding(vault_id: str, slot: Slot) -> dict[str, object]:
    """What an officer's wrapped secrets are bound to, beside the derivation's parameters."""
    binding: dict[str, object] = {
        "vault": vault_id,
        "slot": slot.id,
        "officer": slot.officer_id,
        "keys": slot.keys,
    }
    return binding if slot.bound_code is None else binding | {"code": slot.bound_code}


def recovery_binding(vault_id: str, slot: RecoverySlot) -> bytes:
    """What a recovery key's secrets are bound to."""
    return keys.canonical({"vault": vault_id, "slot": slot.id, "officer": slot.officer_id, "keys": slot.keys})


def read_header(folder: Path, floor: keys.KdfLimits, ceiling: keys.KdfLimits = keys.CEILING) -> Header:
    """The header of the vault in this folder, well-formed, its limits tolerable; not yet trusted."""
    return parse_header(_read(folder), floor, ceiling)


def parse_header(data: bytes, floor: keys.KdfLimits, ceiling: keys.KdfLimits = keys.CEILING) -> Header:
    """The header in these bytes, well-formed, its limits tolerable; not yet trusted."""
    header = _decode(data)
    limits = [header.kdf, *(slot.secret.kdf for slot in header.slots)]
    if all(each.within(floor, ceiling) for each in limits):
        return header
    raise ScreeningError(Problem.HEADER_DAMAGED)


def header_bytes(header: Header) -> bytes:
    """The header as it is written, in the format that its MAC is of."""
    first = header.format == FIRST_FORMAT
    value = msgspec.structs.replace(_as_first(header), mac=header.mac) if first else header
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


def write_header(folder: Path, header: Header) -> None:
    """Replace vault.json whole. Raises DISK_FULL or FOLDER_NOT_WRITABLE.

    VAULT_MISSING where the vault is being erased, which happens on another thread: no header comes back then.
    """
    files.write_atomically(folder / HEADER_FILE, header_bytes(header), unless=folder / ERASING_FILE)


def _read(folder: Path) -> bytes:
    problem = Problem.HEADER_DAMAGED
    try:
        if not folder.exists():
            problem = Problem.VAULT_MISSING
        elif not folder.is_dir() or any((folder / mark).exists() for mark in (CREATING_FILE, ERASING_FILE)):
            problem = Problem.NOT_A_VAULT
        else:
            data = files.read_limited(folder / HEADER_FILE, HEADER_LIMIT)
            if data is not None:
                return data
    except FileNotFoundError:
        if not (folder / DATABASE_FILE).exists():
            problem = Problem.NOT_A_VAULT
    except OSError:
        pass
    raise ScreeningError(problem)


def _decode(data: bytes) -> Header:
    try:
        found = msgspec.json.decode(data, type=_FormatOnly).format
        if found == FIRST_FORMAT:
            return _from_first(msgspec.json.decode(data, type=FirstHeader))
        if found == FORMAT:
            return msgspec.json.decode(data, type=Header)
    except (ValueError, RecursionError):  # msgspec's own errors and wrong UTF-8 are ValueErrors
        found = 0
    if found > FORMAT:
        raise ScreeningError(Problem.VAULT_NEWER, found=found, known=FORMAT)
    raise ScreeningError(Problem.HEADER_DAMAGED)


def _from_first(first: FirstHeader) -> Header:
    if not first.recovery:
        raise ValueError("no recovery key")
    slots = (
        Slot(each.id, each.officer_id, each.code, each.role, each.keys, each.secret, bound_code=each.code)
        for each in first.slots
    )
    recovery = (
        RecoverySlot(each.id, each.officer_id, each.code, each.keys, number, signing=each.signing)
        for number, each in enumerate(first.recovery, start=1)
    )
    return Header(
        format=FIRST_FORMAT,
        vault_id=first.vault_id,
        training=first.training,
        generation=first.generation,
        kdf=first.slots[0].secret.kdf,
        slots=tuple(slots),
        recovery=tuple(recovery),
        vk=first.vk,
        mac=first.mac,
    )


def _as_first(header: Header) -> FirstHeader:
    return FirstHeader(
        format=header.format,
        vault_id=header.vault_id,
        training=header.training,
        generation=header.generation,
        slots=tuple(FirstSlot(s.id, s.officer_id, s.code, s.role, s.keys, s.secret) for s in header.slots),
        recovery=tuple(FirstRecoverySlot(s.id, s.officer_id, s.code, s.keys, s.signing) for s in header.recovery),
        vk=header.vk,
    )
