"""The rows behind a vault's recovery key: whose it is, and whether somebody has shown that they have it.

A new vault's key counts as unconfirmed from the transaction that makes the vault until an officer has typed part
of it, so that a kill anywhere in between is remembered. Vaults of before this mark count as confirmed.
"""

from __future__ import annotations

from sqlalchemy import insert, update

from screening.store import schema
from screening.store.database import Database
from screening.store.header import RecoverySlot, Role, Slot
from screening.store.meta import MetaKey, get_meta, set_meta

ACTIVE, REPLACED = "active", "replaced"
_UNCONFIRMED, _CONFIRMED = "unconfirmed", "confirmed"


def add_owner(database: Database, slot: Slot | RecoverySlot, role: Role, now: str) -> None:
    """The row of somebody who has a way in; audit entries are checked against its key."""
    database.write(
        insert(schema.officer),
        {
            "id": slot.officer_id,
            "code": slot.code,
            "role": role.value,
            "recipient": slot.keys.recipient,
            "verifying": slot.keys.verifying,
            "created_utc": now,
            "status": ACTIVE,
        },
    )


def replace_owner(database: Database, slot: RecoverySlot, now: str) -> None:
    """The row of a new recovery key; those before stay, replaced: what they signed must still be checked."""
    columns = schema.officer.c
    database.write(
        update(schema.officer).where(columns.role == Role.RECOVERY.value).values(status=REPLACED),
    )
    add_owner(database, slot, Role.RECOVERY, now)


def mark_unconfirmed(database: Database) -> None:
    """Nobody has shown yet that they have the key. Inside the open transaction."""
    set_meta(database, MetaKey.RECOVERY_KEY, _UNCONFIRMED)


def mark_confirmed(database: Database) -> None:
    """Somebody has the key. Inside the open transaction."""
    set_meta(database, MetaKey.RECOVERY_KEY, _CONFIRMED)


def is_confirmed(database: Database) -> bool:
    """Whether somebody has shown that they have the key."""
    return get_meta(database, MetaKey.RECOVERY_KEY) != _UNCONFIRMED
