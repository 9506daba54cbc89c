"""Killed writers, full disks, read-only folders: what was acknowledged stays, the rest is reported."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.core.case import RecordedAnswer, Situation
from screening.core.errors import Problem, ScreeningError
from screening.store.check import check_vault
from screening.store.header import DATABASE_FILE
from screening.store.vault import Vault
from tests import disks

from .vaults import LIMITS, NOW, PASSPHRASE, file_bytes, make, raw_connection, reopen

SENTINEL = "Quetzalcoatlina"

# Writes answers as fast as it can and says after each transaction that it is kept.
WRITER = """
import sys
from pathlib import Path
from screening.core.case import RecordedAnswer
from screening.core.referral import PersonSheet
from screening.store.audit import AuditAction
from screening.store.keys import KdfLimits
from screening.store.vault import open_vault
folder, passphrase, now, case, name, start = Path(sys.argv[1]), *sys.argv[2:7]
vault = open_vault(folder, "AB-1", passphrase, floor=KdfLimits(64, 1, 1), now=now)
number = int(start)
while True:
    with vault.transaction():
        answer = RecordedAnswer(f"q{number}", f"{name} {number}", now, "en", "0" * 64, "draft")
        vault.cases.add_answer(case, answer, "")
        vault.cases.save_sheet(case, PersonSheet(name=f"{name} {number}"))
        vault.audit.append(AuditAction.ANSWER_RECORDED, case, {"question": f"q{number}"})
    print(number, flush=True)
    number += 1
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("kills", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_a_killed_writer_loses_no_acknowledged_answer_and_leaves_no_name_and_no_wal(
    folder: Path, kills: int
) -> None:
    vault = make(folder).vault
    with vault.transaction():
        case = vault.cases.create(Situation.OFFICE, NOW).id
    vault.close()
    kept = -1
    for round_number in range(kills):
        command = [sys.executable, "-c", WRITER, str(folder), PASSPHRASE, NOW, case, SENTINEL, str(kept + 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            for _ in range(2 + round_number % 7):
                kept = int(writer.stdout.readline())
            assert SENTINEL.encode() not in file_bytes(folder)
            os.kill(writer.pid, signal.SIGKILL)
            kept = max([kept, *(int(line) for line in writer.stdout.read().splitlines())])
        assert not list(folder.glob("*-wal"))
        assert SENTINEL.encode() not in file_bytes(folder)
        with reopen(folder) as again:
            answers = again.cases.load(case).answers
            assert {f"q{number}" for number in range(kept + 1)} <= set(answers)
            assert len(answers) <= kept + 2
            assert again.database.pragma("journal_mode") == [("truncate",)]
            assert check_vault(again, LIMITS) == []
            kept = len(answers) - 1


def long_answer(number: int) -> RecordedAnswer:
    return RecordedAnswer(f"q{number}", "x" * 3000, NOW, "en", "0" * 64, "draft")


def fill_until_full(vault: Vault, case: str) -> int:
    """Write until the disk is full; gives how many answers were acknowledged."""
    for number in range(10_000):
        try:
            with vault.transaction():
                vault.cases.add_answer(case, long_answer(number), "")
        except ScreeningError as error:
            assert error.problem is Problem.DISK_FULL
            return number
    raise AssertionError


def test_at_the_files_largest_size_the_disk_is_full_and_everything_acknowledged_stays(
    vault: Vault, folder: Path, case_id: str
) -> None:
    pages = vault.database.pragma("page_count")[0][0]
    vault.database.pragma(f"max_page_count = {pages + 40}")
    kept = fill_until_full(vault, case_id)
    assert kept > 5
    assert len(vault.cases.load(case_id).answers) == kept
    vault.close()
    with reopen(folder) as again:
        assert len(again.cases.load(case_id).answers) == kept
        assert check_vault(again, LIMITS) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, 2 MiB."""
    with disks.small_disk(tmp_path / "disk", "2m") as disk:
        yield disk


def test_on_a_full_disk_deleting_fails_is_reported_and_nothing_else_is_lost(small_disk: Path) -> None:
    folder = small_disk / "vault"
    vault = make(folder).vault
    with vault.transaction():
        case = vault.cases.create(Situation.OFFICE, NOW).id
    kept = fill_until_full(vault, case)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    with pytest.raises(ScreeningError) as caught, vault.transaction():
        vault.cases.erase(case)
    assert caught.value.problem is Problem.DISK_FULL
    with pytest.raises(ScreeningError) as caught, vault.transaction():
        vault.cases.remove_answer(case, "q0")
    assert caught.value.problem is Problem.DISK_FULL
    assert len(vault.cases.load(case).answers) == kept
    vault.close()
    again = reopen(folder)  # still full: reading must be possible
    assert len(again.cases.load(case).answers) == kept
    again.close()
    with pytest.raises(ScreeningError) as caught:
        reopen(folder, "wrong")
    assert caught.value.problem is Problem.CANNOT_UNLOCK
    filler.unlink()
    for _ in range(2):
        with reopen(folder) as emptied:
            assert len(emptied.cases.load(case).answers) == kept
            assert check_vault(emptied, LIMITS) == []


def test_a_folder_turned_read_only_is_reported(small_disk: Path) -> None:
    folder = small_disk / "vault"
    make(folder).vault.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ScreeningError) as caught:
        reopen(folder)
    assert caught.value.problem is Problem.FOLDER_NOT_WRITABLE
    with pytest.raises(ScreeningError) as caught:
        make(small_disk / "other")
    assert caught.value.problem is Problem.FOLDER_NOT_WRITABLE
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    reopen(folder).close()


def test_creating_on_a_full_disk_is_reported_and_leaves_nothing(small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * (2 * 1024 * 1024 - 64 * 1024))
    with pytest.raises(ScreeningError) as caught:
        make(small_disk / "vault")
    assert caught.value.problem is Problem.DISK_FULL
    assert [path.name for path in small_disk.iterdir()] == ["filler"]
    filler.unlink()
    make(small_disk / "vault").vault.close()


def test_a_database_opened_elsewhere_for_writing_is_in_use(vault: Vault, folder: Path) -> None:
    raw = raw_connection(folder)
    raw.execute("BEGIN IMMEDIATE")
    with pytest.raises(ScreeningError) as caught, vault.transaction():
        vault.cases.create(Situation.OFFICE, NOW)
    assert caught.value.problem is Problem.VAULT_IN_USE
    raw.execute("ROLLBACK")
    raw.close()
    with vault.transaction():
        vault.cases.create(Situation.OFFICE, NOW)
    assert (folder / DATABASE_FILE).exists()
