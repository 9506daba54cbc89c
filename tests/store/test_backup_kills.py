"""Copies and renewals that are killed, or find a full disk: nothing half counts, and nothing is lost."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.store import backup_file, backup_place, backups, migrate
from screening.store.backups import BackupKind, finish, make
from screening.store.check import check_vault
from screening.store.header import DATABASE_FILE
from screening.store.restore import restore, with_passphrase
from screening.store.vault import Vault
from tests import disks

from .test_backups import grow
from .vaults import LIMITS, NOW, PASSPHRASE, reopen

KEPT = Path(__file__).parent / "kept" / "format-1"
COPIER = """
import sys
from pathlib import Path
from screening.store import backup_place
from screening.store.backups import BackupKind, make
from screening.store.keys import KdfLimits
from screening.store.vault import open_vault
folder, passphrase, now, steps = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
vault = open_vault(folder, "AB-1", passphrase, floor=KdfLimits(64, 1, 1), now=now)
print("open", flush=True)
for number, _ in enumerate(make(vault, backup_place.own_folder(vault), BackupKind.DAILY, now)):
    if number == steps:
        print("there", flush=True)
print("done", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("kills", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_killed_copies_leave_the_vault_whole_the_earlier_ones_and_no_half_one(
    vault: Vault, case_id: str, kills: int
) -> None:
    grow(vault, case_id, 10)
    first = finish(make(vault, backup_place.own_folder(vault), BackupKind.DAILY, NOW))
    vault.close()
    whole = first.path.read_bytes()
    finished = 0
    for steps in range(0, 40, 40 // kills):
        command = [sys.executable, "-c", COPIER, str(vault.folder), PASSPHRASE, NOW, str(steps)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as copier:
            assert copier.stdout is not None
            lines = [copier.stdout.readline(), copier.stdout.readline()]
            os.kill(copier.pid, signal.SIGKILL)
        finished += "done\n" in lines
        with reopen(vault.folder) as again:
            found = backups.find_backups(again)
            assert found.damaged == ()
            assert first.path in {info.path for info in found.good}
            for info in found.good:
                for _ in backup_file.database_chunks(info.path, backup_file.read_outline(info.path)):
                    pass
            assert len(again.cases.load(case_id).answers) == 10
    assert finished < kills
    assert first.path.read_bytes() == whole
    with reopen(vault.folder) as again:
        finish(make(again, backup_place.own_folder(again), BackupKind.DAILY, NOW))
        assert not list(backup_place.own_folder(again).glob("*.part"))
        assert check_vault(again, LIMITS) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, 4 MiB."""
    with disks.small_disk(tmp_path / "disk", "4m") as disk:
        yield disk


def test_a_full_disk_leaves_the_earlier_copies_and_says_how_much_is_needed(
    vault: Vault, case_id: str, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = finish(make(vault, small_disk, BackupKind.ON_DEMAND, NOW))
    whole = first.path.read_bytes()
    grow(vault, case_id, 3)
    with pytest.raises(ScreeningError) as caught:
        finish(make(vault, small_disk, BackupKind.ON_DEMAND, NOW))
    assert caught.value.problem is Problem.BACKUP_NO_ROOM
    # A disk that says it has room, and has none.
    monkeypatch.setattr(backups, "disk_usage", lambda _folder: type("Usage", (), {"free": 10**12}))
    with pytest.raises(ScreeningError) as caught:
        finish(make(vault, small_disk, BackupKind.ON_DEMAND, NOW))
    assert caught.value.problem is Problem.BACKUP_NO_ROOM
    assert int(caught.value.fields["megabytes"]) >= 6
    assert [path.name for path in small_disk.iterdir()] == [first.path.name]
    assert first.path.read_bytes() == whole


def test_a_disk_that_is_read_only_is_said(vault: Vault, small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ScreeningError) as caught:
        finish(make(vault, small_disk, BackupKind.ON_DEMAND, NOW))
    assert caught.value.problem is Problem.FOLDER_NOT_WRITABLE


# before a vault of an older schema is changed


def test_a_vault_of_an_older_schema_is_copied_before_it_is_changed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(KEPT, tmp_path / "kept"))
    before = (folder / DATABASE_FILE).read_bytes()
    with reopen(folder) as vault:
        (info,) = backups.list_backups(vault)
        assert info.kind is BackupKind.BEFORE_MIGRATION
        outline = backup_file.read_outline(info.path)
        assert outline.manifest.schema == 1
        assert b"".join(backup_file.database_chunks(info.path, outline)) == before
        vault.audit.verify()


def test_without_room_for_that_copy_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(KEPT, tmp_path / "kept"))
    before = (folder / DATABASE_FILE).read_bytes()
    monkeypatch.setattr(backups, "disk_usage", lambda _folder: type("Usage", (), {"free": 1000}))
    with pytest.raises(ScreeningError) as caught:
        reopen(folder)
    assert caught.value.problem is Problem.NO_ROOM_TO_RENEW
    assert (folder / DATABASE_FILE).read_bytes() == before
    monkeypatch.undo()
    reopen(folder).close()


def test_a_copy_of_this_very_state_is_as_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(KEPT, tmp_path / "kept"))
    monkeypatch.setattr(migrate, "migrate", _broken)
    with pytest.raises(RuntimeError):
        reopen(folder)
    monkeypatch.undo()
    monkeypatch.setattr(backups, "disk_usage", lambda _folder: type("Usage", (), {"free": 1000}))
    with reopen(folder) as vault:
        assert len(backups.list_backups(vault)) == 1
        with vault.transaction():
            vault.cases.create(Situation.OFFICE, NOW)


def _broken(_database: object) -> None:
    raise RuntimeError("a migration with a mistake")


RESTORER = """
import sys
from pathlib import Path
from screening.store.keys import KdfLimits
from screening.store.restore import restore, with_passphrase
source, folder, passphrase = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
print("begin", flush=True)
restore(source, folder, with_passphrase("AB-1", passphrase), floor=KdfLimits(64, 1, 1))
print("done", flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("kills", [3, pytest.param(12, marks=pytest.mark.slow)])
def test_a_killed_restore_is_a_whole_vault_or_none_and_can_be_done_again(
    vault: Vault, case_id: str, tmp_path: Path, kills: int
) -> None:
    grow(vault, case_id, 10)
    source = finish(make(vault, tmp_path, BackupKind.ON_DEMAND, NOW)).path
    vault.close()
    whole = 0
    for number in range(kills):
        folder = tmp_path / f"back-{number}"
        command = [sys.executable, "-c", RESTORER, str(source), str(folder), PASSPHRASE]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as restorer:
            assert restorer.stdout is not None
            assert restorer.stdout.readline() == "begin\n"
            select.select([restorer.stdout], [], [], 0.02 + number * 0.02)
            os.kill(restorer.pid, signal.SIGKILL)
        try:
            with reopen(folder) as again:
                assert len(again.cases.load(case_id).answers) == 10
            whole += 1
        except ScreeningError as error:
            assert error.problem in (Problem.NOT_A_VAULT, Problem.VAULT_MISSING)
            with restore(source, folder, with_passphrase("AB-1", PASSPHRASE), floor=LIMITS) as again:
                assert len(again.cases.load(case_id).answers) == 10
    assert whole < kills
