"""The one connection: its protections, its transactions, and what its errors say."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.store import connection, schema
from screening.store.database import Database
from screening.store.header import DATABASE_FILE
from screening.store.migrate import SCHEMA_VERSION
from screening.store.vault import Vault

from .vaults import NOW, database_key, raw_connection, reopen


def problem_on_opening(folder: Path) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        reopen(folder)
    return caught.value.problem


def test_the_file_is_never_plain_sqlite(vault: Vault, folder: Path) -> None:
    assert connection.is_encrypted(folder / DATABASE_FILE)
    assert vault.database.pragma("cipher_version")[0][0]
    plain = folder.parent / "plain.db"
    plain.write_bytes(b"SQLite format 3\x00" + bytes(4080))
    with pytest.raises(ScreeningError) as caught:
        connection.connect(plain, database_key(folder))
    assert caught.value.problem is Problem.DATABASE_DAMAGED


def test_there_is_no_write_ahead_log(vault: Vault, folder: Path) -> None:
    assert vault.database.pragma("journal_mode") == [("truncate",)]
    assert not list(folder.glob("*-wal")) + list(folder.glob("*-shm"))


def test_every_protection_is_on(vault: Vault) -> None:
    expected = {
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "cipher_memory_security": "1",
        "cipher_log_level": "NONE",
    }
    assert {name: vault.database.pragma(name)[0][0] for name in expected} == expected


def test_application_id_and_version_are_set_and_checked_when_opening(closed: Path) -> None:
    raw = raw_connection(closed)
    assert connection.pragma(raw, "application_id") == connection.APPLICATION_ID
    assert connection.pragma(raw, "user_version") == SCHEMA_VERSION
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    raw.close()
    with pytest.raises(ScreeningError) as caught:
        reopen(closed)
    assert caught.value.problem is Problem.VAULT_NEWER
    assert caught.value.fields == {"found": SCHEMA_VERSION + 1, "known": SCHEMA_VERSION}
    raw = raw_connection(closed)
    raw.execute("PRAGMA application_id = 0")
    raw.close()
    assert problem_on_opening(closed) is Problem.DATABASE_DAMAGED


TRAP_7 = """
import sys
from pathlib import Path
from screening.core.errors import ScreeningError
from screening.store.database import Database
try:
    Database(Path(sys.argv[1]), bytes(32))
except ScreeningError as error:
    print(error.problem.value, error.__cause__, error.__context__)
"""


def test_a_wrong_key_writes_nothing_to_standard_error(closed: Path) -> None:
    command = [sys.executable, "-c", TRAP_7, str(closed / DATABASE_FILE)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == "database_damaged None None\n"
    assert done.stderr == ""


def test_a_failing_statement_carries_neither_values_nor_the_drivers_error(vault: Vault) -> None:
    secret = "Amina Sentinel"
    row = {"id": "1", "situation": secret, "started_utc": NOW}
    with pytest.raises(RuntimeError) as caught, vault.transaction():
        vault.database.write(schema.visit.insert(), row)
        vault.database.write(schema.visit.insert(), row)
    error: BaseException | None = caught.value
    assert error is not None
    assert error.__cause__ is None
    assert error.__context__ is None
    assert secret not in repr(error)


def test_a_change_outside_a_transaction_is_a_bug(vault: Vault) -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        vault.cases.create(Situation.OFFICE, NOW)


def test_transactions_do_not_nest_and_an_error_rolls_back_all_of_it(vault: Vault) -> None:
    with pytest.raises(RuntimeError, match="open already"), vault.transaction():
        vault.cases.create(Situation.OFFICE, NOW)
        with vault.transaction():
            pass
    assert vault.cases.summaries() == []
    with vault.transaction():
        vault.cases.create(Situation.OFFICE, NOW)
    assert vault.cases.count() == 1


def test_a_key_that_does_not_fit_is_not_told_from_damage(closed: Path) -> None:
    with pytest.raises(ScreeningError) as caught:
        Database(closed / DATABASE_FILE, bytes(32))
    assert caught.value.problem is Problem.DATABASE_DAMAGED


def test_text_that_the_driver_cannot_take_is_a_bug_that_does_not_quote_it(vault: Vault) -> None:
    with pytest.raises(RuntimeError) as caught, vault.transaction():
        vault.database.write(schema.person.insert(), {"id": "Amina\ud800"})
    assert "Amina" not in repr(caught.value)
    assert caught.value.__context__ is None
    assert vault.cases.summaries() == []


def test_another_thread_than_the_one_that_opened_it_is_refused(vault: Vault) -> None:
    caught: list[BaseException] = []

    def read() -> None:
        try:
            vault.cases.summaries()
        except RuntimeError as error:
            caught.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert len(caught) == 1
    assert vault.cases.summaries() == []
