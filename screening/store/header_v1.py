"""The shapes of vault.json's format 1: still read, written as the present format at the next change."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from screening.core.roles import Role
from screening.store.keys import PublicKeys, WrappedSecrets

HexId = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Code = Annotated[str, Meta(pattern="^[A-Za-z0-9-]{1,16}$")]


class FirstSlot(Struct, frozen=True, forbid_unknown_fields=True):
    """An officer's way in; `secret` is bound to the code too."""

    id: HexId
    officer_id: HexId
    code: Code
    role: Role
    keys: PublicKeys
    secret: WrappedSecrets


class FirstRecoverySlot(Struct, frozen=True, forbid_unknown_fields=True):
    """A recovery key's way in; `signing` is sealed to its public half, which a forger could do as well."""

    id: HexId
    officer_id: HexId
    code: Code
    keys: PublicKeys
    signing: str


class FirstHeader(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file."""

    format: int
    vault_id: HexId
    training: bool
    generation: Annotated[int, Meta(ge=1)]
    slots: Annotated[tuple[FirstSlot, ...], Meta(min_length=1)]
    recovery: tuple[FirstRecoverySlot, ...]
    vk: str
    mac: str = ""
