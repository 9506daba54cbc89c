"""The whole check, and a damaged database: reported, never a crash, never a silent loss."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.store.check import VaultCheck, check_vault
from screening.store.header import DATABASE_FILE, HEADER_FILE
from screening.store.vault import Vault

from .test_erase import fill
from .vaults import LIMITS, PAGE, raw_connection, reopen


def failed(vault: Vault) -> set[VaultCheck]:
    return {finding.check for finding in check_vault(vault, LIMITS)}


def test_a_sound_vault_has_no_findings(vault: Vault, folder: Path) -> None:
    fill(vault, "Ana")
    assert check_vault(vault, LIMITS) == []
    vault.close()
    with reopen(folder) as again:
        assert check_vault(again, LIMITS) == []


def test_a_flipped_bit_anywhere_in_the_database_is_reported(vault: Vault, folder: Path) -> None:
    for number in range(5):
        fill(vault, f"Name{number}")
    vault.close()
    path = folder / DATABASE_FILE
    sound = path.read_bytes()
    choose = random.Random(7)
    for _ in range(40):
        damaged = bytearray(sound)
        damaged[choose.randrange(len(damaged))] ^= 1 << choose.randrange(8)
        path.write_bytes(damaged)
        try:
            with reopen(folder) as again:
                assert VaultCheck.PAGES in failed(again)
        except ScreeningError as error:
            assert error.problem is Problem.DATABASE_DAMAGED
        path.write_bytes(sound)
        _restore_header(folder)


def _restore_header(folder: Path) -> None:
    """Closing a damaged vault may have stepped the header."""
    kept = folder.parent / HEADER_FILE
    if not kept.exists():
        kept.write_bytes((folder / HEADER_FILE).read_bytes())
    (folder / HEADER_FILE).write_bytes(kept.read_bytes())


@pytest.mark.parametrize("cut", [1, PAGE, 3 * PAGE + 100])
def test_a_truncated_database_is_reported(vault: Vault, folder: Path, cut: int) -> None:
    fill(vault, "Ana")
    vault.close()
    path = folder / DATABASE_FILE
    path.write_bytes(path.read_bytes()[:-cut])
    try:
        with reopen(folder) as again:
            assert failed(again) & {VaultCheck.PAGES, VaultCheck.DATABASE}
    except ScreeningError as error:
        assert error.problem is Problem.DATABASE_DAMAGED


def test_swapped_pages_are_reported(vault: Vault, folder: Path) -> None:
    fill(vault, "Ana")
    vault.close()
    path = folder / DATABASE_FILE
    data = path.read_bytes()
    pages = [data[at : at + PAGE] for at in range(0, len(data), PAGE)]
    pages[-1], pages[-2] = pages[-2], pages[-1]
    path.write_bytes(b"".join(pages))
    try:
        with reopen(folder) as again:
            assert VaultCheck.PAGES in failed(again)
    except ScreeningError as error:
        assert error.problem is Problem.DATABASE_DAMAGED


def test_each_kind_of_inconsistency_is_told_apart(vault: Vault, folder: Path) -> None:
    fill(vault, "Ana")
    vault.close()
    raw = raw_connection(folder)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("UPDATE note SET talk_id = 'nobody'")
    raw.execute("DELETE FROM case_search")
    raw.execute("UPDATE officer SET recipient = 'age1'")
    raw.execute("UPDATE audit SET object_id = 'x' WHERE seq = 1")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.close()
    with pytest.raises(ScreeningError) as caught:
        reopen(folder)
    assert caught.value.problem is Problem.AUDIT_DAMAGED


def test_each_part_is_looked_at_and_nothing_is_said_twice(vault: Vault, folder: Path) -> None:
    fill(vault, "Ana")
    (folder / HEADER_FILE).write_bytes(b"{}")
    vault.database.pragma("foreign_keys = OFF")
    with vault.database.transaction() as connection:
        for statement in (
            "UPDATE note SET talk_id = 'nobody'",
            "DELETE FROM case_search",
            "UPDATE audit SET object_id = 'x' WHERE seq = 1",
        ):
            connection.exec_driver_sql(statement)
    findings = {finding.check: finding for finding in check_vault(vault, LIMITS)}
    assert set(findings) == {
        VaultCheck.HEADER,
        VaultCheck.REFERENCES,
        VaultCheck.SEARCH_INDEX,
        VaultCheck.AUDIT,
    }
    assert findings[VaultCheck.AUDIT].problem is Problem.AUDIT_DAMAGED
    assert findings[VaultCheck.AUDIT].fields == {"entry": 1}
