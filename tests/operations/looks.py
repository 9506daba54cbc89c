"""A look into a closed vault, past everything of the store's."""

from __future__ import annotations

from pathlib import Path

from screening.store.audit import AuditAction
from tests.store.vaults import raw_connection

PERSONAL = ("case_file", "person", "visit", "talk", "answer", "note", "consent", "safety_answer", "decision")
"""Tables that hold something of one person."""


def rows(folder: Path) -> dict[str, int]:
    """How many rows each table of a closed vault has."""
    connection = raw_connection(folder)
    try:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {n: connection.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0] for n in names}  # noqa: S608
    finally:
        connection.close()


def audited(folder: Path) -> list[str]:
    """What the audit of a closed vault says was done, up to its last closing."""
    connection = raw_connection(folder)
    try:
        actions = [row[0] for row in connection.execute("SELECT action FROM audit ORDER BY seq")]
    finally:
        connection.close()
    return actions[:-1] if actions[-1] == AuditAction.VAULT_CLOSED else actions


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder and the one around it, with its bytes."""
    return {str(path): path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
