"""Erasing a whole vault: without SQL, on a full disk, killed half way; and nothing of another vault is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tarfile
from pathlib import Path
from threading import Event, Thread

import pytest

from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.store import schema
from screening.store.header import DATABASE_FILE, ERASING_FILE, HEADER_FILE
from screening.store.known import free_folder, known_vaults
from screening.store.quick_erase import (
    COPIES_FOLDER,
    ErasePlan,
    copied_vault,
    erase_keys,
    erase_rest,
    finish_erasing,
)
from screening.store.vault import Vault

from .test_durability import fill_until_full, small_disk
from .vaults import header_of, make, raw_connection, reopen

__all__ = ["small_disk"]

posix = pytest.mark.skipif(os.name != "posix", reason="names of open files, SIGKILL")


def copy_of(folder: Path, to: Path) -> Path:
    """A copy of a vault as a backup holds it."""
    to.parent.mkdir(exist_ok=True)
    with tarfile.open(to, "w") as copy:
        copy.add(folder / HEADER_FILE, HEADER_FILE)
        copy.add(folder / DATABASE_FILE, DATABASE_FILE)
    return to


def held(path: Path, beside: Path) -> Path:
    """Another name of the same file, to see later what its blocks hold."""
    os.link(path, beside)
    return beside


def test_afterwards_no_file_of_the_vault_is_there(vault: Vault, folder: Path) -> None:
    copy_of(folder, folder / COPIES_FOLDER / "a.bak")
    (folder / COPIES_FOLDER / "b.bak.part").write_bytes(b"half a copy")
    plan = ErasePlan(folder, vault.id)
    erase_keys(folder)
    vault.abandon()
    assert erase_rest(plan)
    assert not folder.exists()


@posix
def test_what_the_files_held_is_overwritten_where_it_lay(vault: Vault, folder: Path, tmp_path: Path) -> None:
    copy = copy_of(folder, folder / COPIES_FOLDER / "a.bak")
    kept = {
        path: (held(path, tmp_path / f"kept-{path.name}"), path.read_bytes())
        for path in (folder / HEADER_FILE, folder / DATABASE_FILE, copy)
    }
    erase_keys(folder)
    vault.abandon()
    erase_rest(ErasePlan(folder, vault.id))
    for again, before in kept.values():
        now = again.read_bytes()
        assert len(now) == len(before)
        same = sum(a == b for a, b in zip(now, before, strict=True))
        assert same < len(before) / 50  # one byte in 256 is the same by chance


def test_other_files_in_the_folder_stay(vault: Vault, folder: Path) -> None:
    (folder / "letter.pdf").write_bytes(b"somebody's")
    erase_keys(folder)
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id))
    assert [path.name for path in folder.iterdir()] == ["letter.pdf"]


def test_copies_elsewhere_go_and_those_of_another_vault_stay(vault: Vault, folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    make(other).vault.close()
    disk = tmp_path / "disk"
    mine, others = copy_of(folder, disk / "mine.bak"), copy_of(other, disk / "others.bak")
    (disk / "broken.bak").write_bytes(b"no copy at all")
    before = others.read_bytes()
    assert copied_vault(mine) == vault.id
    assert copied_vault(disk / "broken.bak") == ""
    erase_keys(folder)
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id, disk))
    assert not mine.exists()
    assert others.read_bytes() == before
    assert (disk / "broken.bak").exists()


def test_a_disk_that_is_not_there_is_no_hindrance(vault: Vault, folder: Path, tmp_path: Path) -> None:
    erase_keys(folder)
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id, tmp_path / "unplugged"))


def test_it_works_with_the_database_locked_by_somebody_else(vault: Vault, folder: Path) -> None:
    raw = raw_connection(folder)
    raw.execute("BEGIN EXCLUSIVE")
    erase_keys(folder)
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id))
    raw.close()
    assert not folder.exists()


def test_it_works_with_the_database_damaged(vault: Vault, folder: Path) -> None:
    (folder / DATABASE_FILE).write_bytes(b"\xff" * 5000)
    erase_keys(folder)
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id))
    assert not folder.exists()


def test_it_works_on_a_full_disk(small_disk: Path, tmp_path: Path) -> None:
    folder = small_disk / "vault"
    vault = make(folder).vault
    with vault.transaction():
        case = vault.cases.create(Situation.OFFICE, "2026-11-22T14:02:00Z").id
    fill_until_full(vault, case)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    with pytest.raises(ScreeningError), vault.transaction():
        vault.cases.erase(case)
    database = (folder / DATABASE_FILE).open("rb")
    before = database.read()
    erase_keys(folder)
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id))
    database.seek(0)
    after = database.read()
    database.close()
    assert len(after) == len(before)
    assert not any(before[at : at + 64] in after for at in range(0, len(before), 4096))
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_once_the_keys_are_gone_nothing_is_offered_and_nothing_opens(folder: Path) -> None:
    make(folder).vault.close()
    before = (folder / HEADER_FILE).read_bytes()
    erase_keys(folder)
    assert known_vaults(folder.parent) == []
    assert free_folder(folder.parent, folder.name) != folder
    mark = (folder / ERASING_FILE).read_bytes()
    assert len(mark) == len(before)
    assert mark != before
    with pytest.raises(ScreeningError):
        reopen(folder)
    finish_erasing(folder.parent)
    assert not folder.exists()


def test_a_header_that_came_back_beside_the_mark_opens_nothing_and_goes_at_the_next_start(folder: Path) -> None:
    make(folder).vault.close()
    header = (folder / HEADER_FILE).read_bytes()
    erase_keys(folder)
    (folder / HEADER_FILE).write_bytes(header)
    assert known_vaults(folder.parent) == []
    with pytest.raises(ScreeningError):
        reopen(folder)
    finish_erasing(folder.parent)
    assert not folder.exists()


def test_a_vault_without_the_mark_is_never_finished_off(folder: Path) -> None:
    make(folder).vault.close()
    finish_erasing(folder.parent)
    reopen(folder).close()


def test_a_header_that_was_being_written_meanwhile_does_not_come_back(vault: Vault, folder: Path) -> None:
    header = folder / HEADER_FILE
    whole = header.read_bytes()
    erase_keys(folder)
    header.write_bytes(whole)  # as the worker's renaming of `vault.json.new` puts it there
    header.with_name(HEADER_FILE + ".new").write_bytes(whole)
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id))
    assert not folder.exists()


def test_a_change_of_the_key_that_is_under_way_brings_no_header_back(vault: Vault, folder: Path) -> None:
    with vault.transaction():
        vault.database.write(schema.document.insert(), {"hash": "x", "bytes": os.urandom(8 * 1024 * 1024)})
    journal = folder / (DATABASE_FILE + "-journal")

    def erase_meanwhile() -> None:
        while not (journal.exists() and journal.stat().st_size):  # the file is being encrypted anew
            if rotated.is_set():
                return
        erase_keys(folder)
        erased.set()

    rotated, erased = Event(), Event()
    other = Thread(target=erase_meanwhile)
    other.start()
    try:
        with pytest.raises(ScreeningError) as refused:
            vault.rotate(vault.header)
    finally:
        rotated.set()
        other.join()
    assert erased.is_set()
    assert refused.value.problem is Problem.VAULT_MISSING
    vault.close()
    assert not (folder / HEADER_FILE).exists()
    assert not (folder / (HEADER_FILE + ".new")).exists()
    assert erase_rest(ErasePlan(folder, vault.id))
    assert not folder.exists()


def test_a_header_that_cannot_be_removed_is_not_called_clean(vault: Vault, folder: Path) -> None:
    erase_keys(folder)
    (folder / HEADER_FILE).mkdir()
    vault.abandon()
    assert not erase_rest(ErasePlan(folder, vault.id))


def test_a_header_put_back_while_the_old_one_is_overwritten_goes_at_once(
    vault: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = folder / HEADER_FILE
    whole, sync = header.read_bytes(), os.fsync

    def put_back(descriptor: int) -> None:
        sync(descriptor)
        if (folder / ERASING_FILE).exists():
            monkeypatch.undo()
            header.write_bytes(whole)

    monkeypatch.setattr("os.fsync", put_back)
    erase_keys(folder)
    assert not header.exists()
    vault.abandon()


def test_headers_are_the_first_that_the_rest_overwrites(vault: Vault, folder: Path, tmp_path: Path) -> None:
    header = (folder / HEADER_FILE).read_bytes()
    erase_keys(folder)
    for name in (HEADER_FILE, HEADER_FILE + ".new"):
        (folder / name).write_bytes(header)
    kept = [held(folder / name, tmp_path / name) for name in (HEADER_FILE, HEADER_FILE + ".new")]
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id))
    assert not folder.exists()
    assert all(path.read_bytes() != header for path in kept)


@posix
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    vault = make(folder).vault
    precious = tmp_path / "precious"
    precious.write_bytes(b"somebody's")
    (folder / COPIES_FOLDER).mkdir()
    (folder / COPIES_FOLDER / "a.bak").symlink_to(precious)
    erase_keys(folder)
    vault.abandon()
    assert erase_rest(ErasePlan(folder, vault.id))
    assert precious.read_bytes() == b"somebody's"


@posix
def test_a_header_that_cannot_be_written_is_said(small_disk: Path) -> None:
    other = small_disk / "vault"
    make(other).vault.close()
    before = {path.name: path.read_bytes() for path in other.iterdir()}
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ScreeningError) as refused:
        erase_keys(other)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert refused.value.problem is Problem.NOTHING_ERASED
    assert {path.name: path.read_bytes() for path in other.iterdir()} == before
    reopen(other).close()


def test_closing_what_was_abandoned_writes_no_header_again(vault: Vault, folder: Path) -> None:
    erase_keys(folder)
    vault.abandon()
    vault.close()
    assert not (folder / HEADER_FILE).exists()


# Erases the folder it is given, and says when the keys are gone.
ERASER = """
import sys
from pathlib import Path
from screening.store.quick_erase import ErasePlan, erase_keys, erase_rest
folder = Path(sys.argv[1])
print("begun", flush=True)
erase_keys(folder)
print("keys gone", flush=True)
erase_rest(ErasePlan(folder, sys.argv[2]))
print("done", flush=True)
"""


@posix
@pytest.mark.parametrize("kills", [3, pytest.param(12, marks=pytest.mark.slow)])
def test_killed_half_way_nothing_of_it_opens_and_the_next_start_finishes(tmp_path: Path, kills: int) -> None:
    vaults = tmp_path / "vaults"
    for number in range(kills):
        folder = vaults / f"records-{number + 1}"
        made = make(folder).vault
        vault_id = made.id
        made.close()
        header = (folder / HEADER_FILE).read_bytes()
        with (folder / DATABASE_FILE).open("ab") as database:
            database.write(os.urandom(20_000_000))
        copy = copy_of(folder, folder / COPIES_FOLDER / "a.bak")
        beside = held(copy, tmp_path / f"copy-{number}")
        command = [sys.executable, "-c", ERASER, str(folder), vault_id]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as eraser:
            assert eraser.stdout is not None
            assert eraser.stdout.readline() == "begun\n"
            if number % 3:
                assert eraser.stdout.readline() == "keys gone\n"
            if number % 3 == 2:
                while header[:200] in beside.read_bytes()[:4096]:
                    pass  # the copy's own header is next
            os.kill(eraser.pid, signal.SIGKILL)
        keys_gone = not (folder / HEADER_FILE).exists()
        if not keys_gone:  # killed before it began: whole, as it was
            assert header_of(folder).vault_id == vault_id
            erase_keys(folder)
        assert known_vaults(vaults) == []
        finish_erasing(vaults)
        assert not folder.exists()
        beside.unlink()
