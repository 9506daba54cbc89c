"""The audit: who changes an entry, takes one out or moves one is found, at the entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from screening.core.errors import Problem, ScreeningError
from screening.store.audit import TAIL, AuditAction
from screening.store.vault import Vault

from .vaults import raw_connection, reopen

ENTRIES = 30


@pytest.fixture
def filled(vault: Vault, folder: Path) -> Path:
    for number in range(ENTRIES - 1):  # the vault's own creation is the first
        with vault.transaction():
            vault.audit.append(AuditAction.CASE_READ, f"{number:032x}", {"number": number})
    vault.audit.verify()
    vault.close()
    return folder


def swap(raw: sqlcipher.Connection) -> None:
    raw.execute("UPDATE audit SET seq = 1000 WHERE seq = 5")
    raw.execute("UPDATE audit SET seq = 5 WHERE seq = 6")
    raw.execute("UPDATE audit SET seq = 6 WHERE seq = 1000")


def by_statement(statement: str) -> Callable[[sqlcipher.Connection], None]:
    def run(raw: sqlcipher.Connection) -> None:
        raw.execute(statement)

    return run


DAMAGE: dict[str, tuple[Callable[[sqlcipher.Connection], None], int]] = {
    "action": (by_statement("UPDATE audit SET action = 'case_erased' WHERE seq = 7"), 7),
    "time": (by_statement("UPDATE audit SET utc = '2026-01-01T00:00:00Z' WHERE seq = 1"), 1),
    "object": (by_statement("UPDATE audit SET object_id = '' WHERE seq = 9"), 9),
    "detail": (by_statement("UPDATE audit SET detail_hash = hash WHERE seq = 3"), 3),
    "signature": (by_statement("UPDATE audit SET signature = '' WHERE seq = 4"), 4),
    "another's signature": (
        by_statement("UPDATE audit SET signature = (SELECT signature FROM audit WHERE seq = 2) WHERE seq = 4"),
        4,
    ),
    "officer": (
        by_statement(
            "UPDATE audit SET officer_id = (SELECT id FROM officer WHERE role = 'recovery') WHERE seq = 8"
        ),
        8,
    ),
    "taken out": (by_statement("DELETE FROM audit WHERE seq = 6"), 6),
    "first taken out": (by_statement("DELETE FROM audit WHERE seq = 1"), 1),
    "cut off": (by_statement("DELETE FROM audit WHERE seq > 28"), ENTRIES - 1),
    "all taken out": (by_statement("DELETE FROM audit"), 1),
    "moved": (swap, 5),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_the_first_damaged_entry_is_named(filled: Path, damage: str) -> None:
    change, entry = DAMAGE[damage]
    raw = raw_connection(filled)
    change(raw)
    raw.close()
    with pytest.raises(ScreeningError) as caught, reopen(filled) as vault:
        vault.audit.verify()
    assert caught.value.problem is Problem.AUDIT_DAMAGED
    expected = ENTRIES - TAIL if damage == "all taken out" else entry
    assert caught.value.fields == {"entry": expected}


def test_damage_among_the_last_entries_is_found_when_unlocking(filled: Path) -> None:
    raw = raw_connection(filled)
    raw.execute("UPDATE audit SET object_id = 'x' WHERE seq = ?", (ENTRIES - TAIL + 1,))
    raw.close()
    with pytest.raises(ScreeningError) as caught:
        reopen(filled)
    assert caught.value.fields == {"entry": ENTRIES - TAIL + 1}


def test_damage_further_back_is_left_to_the_whole_check(filled: Path) -> None:
    raw = raw_connection(filled)
    raw.execute("UPDATE audit SET object_id = 'x' WHERE seq = 2")
    raw.close()
    with reopen(filled) as vault, pytest.raises(ScreeningError):
        vault.audit.verify()


def test_the_head_goes_on_and_is_the_last_entrys_hash(vault: Vault) -> None:
    before = vault.audit.head()
    with vault.transaction():
        vault.audit.append(AuditAction.CASE_READ, "", {})
    assert vault.audit.head() != before
    assert len(vault.audit.head()) == 64


def test_an_entry_whose_change_failed_is_not_there(vault: Vault) -> None:
    before = vault.audit.head()
    with pytest.raises(RuntimeError, match="on purpose"), vault.transaction():
        vault.audit.append(AuditAction.CASE_ERASED, "", {})
        raise RuntimeError("on purpose")
    assert vault.audit.head() == before
    vault.audit.verify()


def test_the_detail_itself_is_not_kept(vault: Vault, folder: Path) -> None:
    with vault.transaction():
        vault.audit.append(AuditAction.CASE_READ, "", {"question": "sentinel-detail"})
    raw = vault.database.pragma("integrity_check")
    assert raw == [("ok",)]
    vault.close()
    connection = raw_connection(folder)
    assert "sentinel-detail" not in str(connection.execute("SELECT * FROM audit").fetchall())
    connection.close()


def test_a_long_audit_is_checked_to_its_end(vault: Vault) -> None:
    with vault.transaction():
        for _ in range(1005):
            vault.audit.append(AuditAction.CASE_READ, "", {})
    vault.audit.verify()
    vault.audit.check_tail()
