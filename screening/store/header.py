"""vault.json: whose passphrases and recovery keys open the vault, and the MAC that binds all of it.

Format 1. Before a secret has opened a slot nothing in it is trusted: size, shape, format number and
derivation limits come first. Raises VAULT_MISSING, NOT_A_VAULT, VAULT_NEWER(found, known), HEADER_DAMAGED.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from screening.core.errors import Problem, ScreeningError
from screening.store import files, keys
from screening.store.keys import PublicKeys, WrappedSecrets

FORMAT = 1
HEADER_LIMIT = 1024 * 1024
HEADER_FILE = "vault.json"
DATABASE_FILE = "cases.db"
CREATING_FILE = "creating"

HexId = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Code = Annotated[str, Meta(pattern="^[A-Za-z0-9-]{1,16}$")]


class Role(StrEnum):
    """What an officer may do by policy; whoever opens a vault can read all of it."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    RECOVERY = "recovery"


class Slot(Struct, frozen=True, forbid_unknown_fields=True):
    """One officer's way in.

    The role is bound by the header's MAC and not by the passphrase: so it can be changed without the officer.
    """

    id: HexId
    officer_id: HexId
    code: Code
    role: Role
    keys: PublicKeys
    secret: WrappedSecrets


class RecoverySlot(Struct, frozen=True, forbid_unknown_fields=True):
    """A recovery key's way in; `signing` is its Ed25519 key, sealed to the recovery key itself."""

    id: HexId
    officer_id: HexId
    code: Code
    keys: PublicKeys
    signing: str


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of vault.json. `vk`: the vault key, as an age blob to every officer and recovery key."""

    format: int
    vault_id: HexId
    training: bool
    generation: Annotated[int, Meta(ge=1)]
    slots: Annotated[tuple[Slot, ...], Meta(min_length=1)]
    recovery: tuple[RecoverySlot, ...]
    vk: str
    mac: str = ""

    def owners(self) -> tuple[tuple[Slot | RecoverySlot, Role], ...]:
        """Everybody who has a way in, and their role."""
        recovery = tuple((slot, Role.RECOVERY) for slot in self.recovery)
        return tuple((slot, slot.role) for slot in self.slots) + recovery

    def sealed(self, vault_key: bytes | bytearray) -> Header:
        """The same header with its MAC."""
        key = keys.derive(vault_key, keys.KeyUse.HEADER_MAC)
        return msgspec.structs.replace(self, mac=keys.b64(keys.mac(key, self._authenticated())))

    def genuine(self, vault_key: bytes | bytearray) -> bool:
        """Whether the MAC holds: whoever wrote this header knew the vault key."""
        key = keys.derive(vault_key, keys.KeyUse.HEADER_MAC)
        try:
            expected = keys.unb64(self.mac)
        except keys.KeysRefusedError:
            return False
        return keys.mac_holds(key, self._authenticated(), expected)

    def _authenticated(self) -> bytes:
        return keys.canonical(msgspec.structs.replace(self, mac=""))


class _FormatOnly(Struct):
    format: int


def slot_binding(vault_id: str, slot_id: str, officer_id: str, code: str, public: PublicKeys) -> dict[str, object]:
    """What an officer's wrapped secrets are bound to, beside the derivation's parameters. Not the role."""
    return {"vault": vault_id, "slot": slot_id, "officer": officer_id, "code": code, "keys": public}


def read_header(folder: Path, floor: keys.KdfLimits, ceiling: keys.KdfLimits = keys.CEILING) -> Header:
    """The header of the vault in this folder, well-formed, its limits tolerable; not yet trusted."""
    return parse_header(_read(folder), floor, ceiling)


def parse_header(data: bytes, floor: keys.KdfLimits, ceiling: keys.KdfLimits = keys.CEILING) -> Header:
    """The header in these bytes, well-formed, its limits tolerable; not yet trusted."""
    header = _decode(data)
    if all(slot.secret.kdf.within(floor, ceiling) for slot in header.slots):
        return header
    raise ScreeningError(Problem.HEADER_DAMAGED)


def header_bytes(header: Header) -> bytes:
    """The header as it is written."""
    return msgspec.json.format(msgspec.json.encode(header), indent=1)


def write_header(folder: Path, header: Header) -> None:
    """Replace vault.json whole. Raises DISK_FULL or FOLDER_NOT_WRITABLE."""
    files.write_atomically(folder / HEADER_FILE, header_bytes(header))


def _read(folder: Path) -> bytes:
    problem = Problem.HEADER_DAMAGED
    try:
        if not folder.exists():
            problem = Problem.VAULT_MISSING
        elif not folder.is_dir() or (folder / CREATING_FILE).exists():
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
        if found == FORMAT:
            return msgspec.json.decode(data, type=Header)
    except (ValueError, RecursionError):  # msgspec's own errors and wrong UTF-8 are ValueErrors
        found = 0
    if found > FORMAT:
        raise ScreeningError(Problem.VAULT_NEWER, found=found, known=FORMAT)
    raise ScreeningError(Problem.HEADER_DAMAGED)
