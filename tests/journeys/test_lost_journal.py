"""Killed in mid-commit, and then the journal that would make it good is taken away, cut or damaged: reported."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.core.case import Situation
from screening.core.errors import ScreeningError
from screening.store.audit import AuditAction
from screening.store.check import check_vault
from screening.store.header import DATABASE_FILE
from tests.store.vaults import LIMITS, NOW, make, reopen

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="SIGKILL")]

JOURNAL = f"{DATABASE_FILE}-journal"
ROOT = Path(__file__).parents[2]
LOOKED_AT, CHANGED = 20, 14
"""Places of the file looked at, and how many are changed when the kill comes: the file is written from its
beginning to its end, so more of it is changed by then than half a journal can put back."""
Harm = Callable[[Path, random.Random], None]


def places(database: Path) -> list[bytes]:
    """Some bytes of pages all over the file. A changed page is encrypted anew, so all its bytes change."""
    size = database.stat().st_size
    with database.open("rb", buffering=0) as file:
        return [
            os.pread(file.fileno(), 16, size * at // LOOKED_AT // 4096 * 4096 + 512) for at in range(LOOKED_AT)
        ]


def killed_in_mid_commit(folder: Path, case_id: str) -> None:
    """Leaves the folder with the file half changed and the journal beside it."""
    database, journal = folder / DATABASE_FILE, folder / JOURNAL
    command = [sys.executable, "-m", "tests.journeys.drivers.large_changes", str(folder), case_id, "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        for _ in range(2):  # from the second round on pages that were there are changed
            assert writer.stdout.readline().strip().isdecimal()
        before, changed = places(database), 0
        while writer.poll() is None and changed < CHANGED:
            now = places(database)
            if not (journal.exists() and journal.stat().st_size > 0):
                before = now
            changed = sum(old != new for old, new in zip(before, now, strict=True))
        os.kill(writer.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def half_changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Killed again and again until there really is a journal to go back with, and half of it is not enough."""
    folder = tmp_path_factory.mktemp("kill") / "vault"
    vault = make(folder).vault
    with vault.transaction():
        case_id = vault.cases.create(Situation.OFFICE, NOW).id
        vault.audit.append(AuditAction.CASE_OPENED, case_id, {})
    vault.close()
    for _ in range(20):
        killed_in_mid_commit(folder, case_id)
        left = folder / JOURNAL
        if left.exists() and left.stat().st_size > 0 and reported(with_half_a_journal(folder)):
            return folder
        reopen(folder).close()
    raise AssertionError("no kill left a journal")


def removed(folder: Path) -> Path:
    """A copy without the journal."""
    copy = folder.with_name("removed")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    (copy / JOURNAL).unlink()
    return copy


def with_half_a_journal(folder: Path) -> Path:
    copy = folder.with_name("half")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    os.truncate(copy / JOURNAL, (copy / JOURNAL).stat().st_size // 2)
    return copy


def reported(folder: Path) -> bool:
    """Whether opening is refused in words, or the check finds something."""
    try:
        with reopen(folder) as vault:
            return bool(check_vault(vault, LIMITS))
    except ScreeningError:
        return True


def cut(journal: Path, choose: random.Random) -> None:
    """Between nothing and half of it is left."""
    os.truncate(journal, int(journal.stat().st_size * choose.uniform(0, 0.5)))


def flipped(journal: Path, choose: random.Random) -> None:
    """One bit, beyond the first sector, which is only its title."""
    at = choose.randrange(512, journal.stat().st_size)
    with journal.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 1 << choose.randrange(8)]))


def emptied(journal: Path, _choose: random.Random) -> None:
    journal.write_bytes(b"")


def head_of(folder: Path) -> str:
    with reopen(folder) as vault:
        return vault.audit.head()


def test_with_its_journal_the_vault_is_whole_again(half_changed: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(half_changed, tmp_path / "v"))
    assert not reported(folder)


def test_without_its_journal_the_vault_is_reported(half_changed: Path) -> None:
    assert reported(removed(half_changed))


@pytest.mark.parametrize("harm", [cut, flipped, emptied])
def test_a_journal_that_was_harmed_is_reported_or_was_enough_all_the_same(
    half_changed: Path, tmp_path: Path, harm: Harm
) -> None:
    """SQLite needs only the part of a journal whose pages had reached the file: then nothing at all is lost."""
    whole = Path(shutil.copytree(half_changed, tmp_path / "whole"))
    head, harmed = head_of(whole), 0
    folder = tmp_path / "v"
    for seed in range(12):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(half_changed, folder)
        harm(folder / JOURNAL, random.Random(seed))
        if reported(folder):
            harmed += 1
        else:
            assert head_of(folder) == head
    assert harmed >= 3
