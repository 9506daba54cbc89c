"""Whether somebody has shown that they have a recovery key.

A new vault's key counts as unconfirmed from the transaction that makes the vault until an officer has typed part
of it, so that a kill anywhere in between is remembered; so does every further key, which has a mark of its own.
Keys of before these marks count as confirmed.
"""

from __future__ import annotations

from screening.store.database import Database
from screening.store.meta import MetaKey, get_meta, set_meta

_UNCONFIRMED, _CONFIRMED = "unconfirmed", "confirmed"


def mark_unconfirmed(database: Database, officer_id: str = "") -> None:
    """Nobody has shown yet that they have the key. Inside the open transaction."""
    set_meta(database, _key(officer_id), _UNCONFIRMED)


def mark_confirmed(database: Database, officer_id: str) -> None:
    """Somebody has the key. Inside the open transaction."""
    own = get_meta(database, _key(officer_id))
    set_meta(database, _key(officer_id if own else ""), _CONFIRMED)


def is_confirmed(database: Database, officer_id: str) -> bool:
    """Whether somebody has shown that they have the key."""
    kept = get_meta(database, _key(officer_id)) or get_meta(database, _key(""))
    return kept != _UNCONFIRMED


def _key(officer_id: str) -> str:
    """The first key's mark stands alone."""
    return f"{MetaKey.RECOVERY_KEY}/{officer_id}" if officer_id else MetaKey.RECOVERY_KEY.value
