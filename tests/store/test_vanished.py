"""A disk that vanishes in mid-work is told from damage, and what was to be kept can be kept when it is back."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from screening.core.case import RecordedAnswer
from screening.core.errors import Problem, ScreeningError
from screening.store import files
from screening.store.audit import AuditAction
from screening.store.check import check_in_steps, check_vault
from screening.store.vault import Vault

from .vaults import NOW, reopen

pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders are moved under open files")


@contextmanager
def vanished(folder: Path) -> Iterator[None]:
    """The folder is somewhere else for a while, as under a mount point without its disk."""
    elsewhere = folder.rename(folder.with_name("elsewhere"))
    try:
        yield
    finally:
        elsewhere.rename(folder)


def answered(vault: Vault, case_id: str, number: int) -> None:
    with vault.transaction():
        vault.cases.add_answer(case_id, RecordedAnswer(f"q{number}", "x" * 3000, NOW, "en", "0" * 64, "draft"))


def test_an_answer_that_finds_no_disk_is_kept_when_the_disk_is_back(vault: Vault, case_id: str) -> None:
    with vanished(vault.folder):
        with pytest.raises(ScreeningError) as caught:
            answered(vault, case_id, 1)
        assert caught.value.problem is Problem.DISK_GONE
    answered(vault, case_id, 1)
    assert set(vault.cases.load(case_id).answers) == {"q1"}
    assert check_vault(vault) == []


def test_the_same_disk_put_back_is_opened_anew_and_what_waits_goes_there(vault: Vault, case_id: str) -> None:
    """What was opened before belongs to the disk that is gone: writing into it would be lost."""
    folder = vault.folder
    answered(vault, case_id, 1)
    with pytest.raises(ScreeningError) as caught:
        gone = folder.rename(folder.with_name("gone"))
        answered(vault, case_id, 2)
    assert caught.value.problem is Problem.DISK_GONE
    with pytest.raises(ScreeningError) as caught:
        vault.cases.load(case_id)
    assert caught.value.problem is Problem.DISK_GONE
    shutil.copytree(gone, folder)
    answered(vault, case_id, 2)
    assert set(vault.cases.load(case_id).answers) == {"q1", "q2"}
    vault.close()
    with reopen(folder) as again:
        assert set(again.cases.load(case_id).answers) == {"q1", "q2"}
        assert check_vault(again) == []


def test_an_older_disk_put_in_its_place_is_refused(vault: Vault, case_id: str) -> None:
    folder = vault.folder
    noted(vault)
    older = shutil.copytree(folder, folder.with_name("older"))
    noted(vault)
    gone = folder.rename(folder.with_name("gone"))
    with pytest.raises(ScreeningError) as caught:
        answered(vault, case_id, 1)
    assert caught.value.problem is Problem.DISK_GONE
    older.rename(folder)
    for _ in range(2):
        with pytest.raises(ScreeningError) as caught:
            answered(vault, case_id, 1)
        assert caught.value.problem is Problem.GENERATION_MISMATCH
    folder.rename(older)
    gone.rename(folder)
    answered(vault, case_id, 1)
    assert check_vault(vault) == []


def noted(vault: Vault) -> None:
    with vault.transaction():
        vault.audit.append(AuditAction.OFFICE_CHANGED, vault.id, {})


def test_a_check_stops_where_the_disk_is_gone_and_finds_nothing_damaged(vault: Vault) -> None:
    steps = check_in_steps(vault)
    with vanished(vault.folder), pytest.raises(ScreeningError) as caught:
        list(steps)
    assert caught.value.problem in {Problem.DISK_GONE}


def test_a_write_that_the_device_refuses_is_no_damage(vault: Vault, case_id: str) -> None:
    """A limit on the size of files fails writes from outside, as a device does: the driver sees EFBIG."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with pytest.raises(ScreeningError) as caught:
            answered(vault, case_id, 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert caught.value.problem is Problem.DISK_GONE
    answered(vault, case_id, 1)
    assert set(vault.cases.load(case_id).answers) == {"q1"}


@pytest.mark.parametrize("name", ["EIO", "ENODEV", "ENXIO", "ESTALE"])
def test_what_the_system_says_of_a_lost_device_is_no_lack_of_rights(name: str) -> None:
    assert files.problem_of(OSError(getattr(errno, name), "")) is Problem.DISK_GONE


def test_a_closed_vault_whose_disk_came_back_opens(vault: Vault, folder: Path, case_id: str) -> None:
    answered(vault, case_id, 1)
    with vanished(folder):
        vault.close()
    with reopen(folder) as again:
        assert set(again.cases.load(case_id).answers) == {"q1"}
