"""The vault's own few values: which vault this is, its generation, the audit's head, counters, settings."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select

from screening.store import schema
from screening.store.database import Database

_SET = "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"


class MetaKey(StrEnum):
    """Keys of the `meta` table; case counters are added per year."""

    VAULT_ID = "vault_id"
    GENERATION = "generation"
    AUDIT_HEAD = "audit_head"
    OFFICE = "office"
    CASE_COUNTER = "case_counter"
    RECOVERY_KEY = "recovery_key"
    OPEN_CASE = "open_case"
    """Added per officer (`open_case/<officer id>`): the id of the case whose talk is on the desk; "" for none."""
    ENDED_UNKEPT = "ended_unkept"
    """Added per officer, likewise: locking ended a talk that was in memory only."""
    BACKUP_FOLDER = "backup_folder"
    """JSON of where copies go beside the vault's own folder, and when one was last made there; "" for nowhere."""
    QUICK_ERASE = "quick_erase"
    LAST_CHECK = "last_check"


def get_meta(database: Database, key: str) -> str:
    """A value; empty where there is none yet."""
    found = database.value(select(schema.meta.c.value).where(schema.meta.c.key == key))
    return "" if found is None else str(found)


def set_meta(database: Database, key: str, value: str) -> None:
    """Set a value inside the open transaction."""
    database.change("meta", _SET, (str(key), value))
