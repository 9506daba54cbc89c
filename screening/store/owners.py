"""The rows behind those who have a way in: audit entries are checked against them, so none is ever deleted.

The header decides who has a way in; the rows follow it, in the transaction of the change or, where a kill came in
between, at the next opening.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, func, insert, select, update

from screening.core.roles import OfficerStatus, Role
from screening.store import recovery, schema
from screening.store.audit import AuditAction
from screening.store.database import Database
from screening.store.header import Header, RecoverySlot, Slot
from screening.store.meta import MetaKey, get_meta, set_meta

_PRESENT = (OfficerStatus.ACTIVE.value, OfficerStatus.DISABLED.value)


class OwnerChange(Struct, frozen=True):
    """Something that became different for the officer or the recovery key of this id."""

    action: AuditAction
    officer_id: str


def add_owner(database: Database, slot: Slot | RecoverySlot, role: Role, now: str) -> None:
    """The row of somebody who has a way in."""
    database.write(
        insert(schema.officer),
        {
            "id": slot.officer_id,
            "code": slot.code,
            "role": role.value,
            "recipient": slot.keys.recipient,
            "verifying": slot.keys.verifying,
            "created_utc": now,
            "status": _status(slot).value,
        },
    )


def bring_in_line(database: Database, header: Header, now: str) -> list[OwnerChange]:
    """Make the rows say what the header says, and tell what was different. Inside the open transaction."""
    columns = schema.officer.c
    rows = {row.id: row for row in database.rows(select(schema.officer))}
    owners = {slot.officer_id: (slot, role) for slot, role in header.owners()}
    gone = [row for row in rows.values() if row.status in _PRESENT and row.id not in owners]
    added = [pair for officer_id, pair in owners.items() if officer_id not in rows]
    changes = [*_retire(database, gone, added), *_add(database, gone, added, now)]
    for officer_id, (slot, role) in owners.items():
        if (row := rows.get(officer_id)) is not None:
            changed = _differences(row, slot, role)
            if changed:
                values = {"code": slot.code, "role": role.value, "status": _status(slot).value}
                database.write(update(schema.officer).where(columns.id == officer_id).values(**values))
            changes += [OwnerChange(action, officer_id) for action in changed]
    return changes


def recovery_keys_made(database: Database) -> int:
    """How many recovery keys the vault ever had."""
    query = select(func.count()).select_from(schema.officer).where(schema.officer.c.role == Role.RECOVERY.value)
    return int(database.value(query))


def created(database: Database, officer_id: str) -> str:
    """When somebody was given a way in: UTC, ISO 8601."""
    return str(database.value(select(schema.officer.c.created_utc).where(schema.officer.c.id == officer_id)) or "")


def last_done(database: Database, officer_id: str, action: AuditAction, object_id: str) -> str:
    """When an officer last did this to that (UTC, ISO 8601); empty for never. Fast through the audit's index."""
    columns = schema.audit.c
    query = (
        select(columns.utc)
        .where(columns.object_id == object_id, columns.action == action.value)
        .order_by(columns.seq.desc())
        .limit(1)
    )
    if officer_id:
        query = query.where(columns.officer_id == officer_id)
    return str(database.value(query) or "")


def _retire(
    database: Database, gone: list[Row[Any]], added: list[tuple[Slot | RecoverySlot, Role]]
) -> list[OwnerChange]:
    """Those without a way in any more: replaced by a new slot of the same code, or revoked."""
    codes = {slot.code for slot, role in added if role is not Role.RECOVERY}
    renewed = any(role is Role.RECOVERY for _slot, role in added)
    changes = []
    for row in gone:
        recovery_key = row.role == Role.RECOVERY.value
        replaced = recovery_key or row.code in codes
        status = OfficerStatus.REPLACED if replaced else OfficerStatus.REVOKED
        database.write(update(schema.officer).where(schema.officer.c.id == row.id).values(status=status.value))
        if recovery_key and not renewed:
            changes.append(OwnerChange(AuditAction.RECOVERY_KEY_REMOVED, row.id))
        elif not replaced:
            changes.append(OwnerChange(AuditAction.OFFICER_REVOKED, row.id))
    return changes


def _add(
    database: Database, gone: list[Row[Any]], added: list[tuple[Slot | RecoverySlot, Role]], now: str
) -> list[OwnerChange]:
    before = {row.code: row.id for row in gone if row.role != Role.RECOVERY.value}
    without_key = all(row.role != Role.RECOVERY.value for row in gone)
    changes = []
    for slot, role in added:
        add_owner(database, slot, role, now)
        if role is Role.RECOVERY:
            recovery.mark_unconfirmed(database, slot.officer_id)
            action = AuditAction.RECOVERY_KEY_ADDED if without_key else AuditAction.RECOVERY_KEY_RENEWED
        elif slot.code in before:
            _hand_over_open_case(database, before[slot.code], slot.officer_id)
            action = AuditAction.PASSPHRASE_SET
        else:
            action = AuditAction.OFFICER_ADDED
        changes.append(OwnerChange(action, slot.officer_id))
    return changes


def _hand_over_open_case(database: Database, before: str, after: str) -> None:
    if case_id := get_meta(database, f"{MetaKey.OPEN_CASE}/{before}"):
        set_meta(database, f"{MetaKey.OPEN_CASE}/{after}", case_id)


def _differences(row: Row[Any], slot: Slot | RecoverySlot, role: Role) -> list[AuditAction]:
    found = []
    if row.code != slot.code:
        found.append(AuditAction.OFFICER_RENAMED)
    if row.role != role.value:
        found.append(AuditAction.ROLE_CHANGED)
    if row.status != (status := _status(slot)).value:
        enabled = status is OfficerStatus.ACTIVE
        found.append(AuditAction.OFFICER_ENABLED if enabled else AuditAction.OFFICER_DISABLED)
    return found


def _status(slot: Slot | RecoverySlot) -> OfficerStatus:
    return slot.status if isinstance(slot, Slot) else OfficerStatus.ACTIVE
