"""Another vault key: what a kill or a full disk leaves on the way there opens, and is finished."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Role
from screening.store import connection, keys, officers, owning, rotation, schema, unlock
from screening.store.audit import AuditAction
from screening.store.check import check_vault
from screening.store.header import DATABASE_FILE, HEADER_FILE, write_header
from screening.store.vault import Vault, open_with_recovery_key

from .test_durability import small_disk
from .vaults import LIMITS, NOW, OFFICER, PASSPHRASE, header_of, make, reopen

__all__ = ["small_disk"]

SECOND = "lantern copper walnut seventy"


def actions(vault: Vault) -> list[str]:
    rows = vault.database.rows(select(schema.audit.c.action).order_by(schema.audit.c.seq))
    return [row.action for row in rows]


def statuses(vault: Vault) -> dict[str, str]:
    return {row.code: row.status for row in vault.database.rows(select(schema.officer))}


class Made(NamedTuple):
    """A closed vault with a second officer, and its recovery key."""

    folder: Path
    recovery_key: str


@pytest.fixture
def made(folder: Path) -> Made:
    new = make(folder)
    officers.add(new.vault, "B2", Role.OFFICER, SECOND)
    new.vault.close()
    return Made(folder, new.recovery_key)


def begin_revocation(folder: Path, *, encrypted: bool) -> None:
    """What a kill leaves: the header of a change that takes B2 out, the database before it, or encrypted anew."""
    header = header_of(folder)
    unlocked = unlock.with_passphrase(header, OFFICER, PASSPHRASE)
    fresh, key = owning.with_new_key(replace(header, slots=header.slots[:1]), unlocked.vault_key)
    write_header(folder, replace(fresh, generation=header.generation + 1).sealed(key))
    if encrypted:
        raw = connection.connect(folder / DATABASE_FILE, rotation.database_key(unlocked.vault_key))
        connection.change_key(raw, rotation.database_key(key), folder / DATABASE_FILE)
        raw.close()


@pytest.mark.parametrize("encrypted", [False, True])
@pytest.mark.parametrize("with_key", [False, True], ids=["passphrase", "recovery key"])
def test_whoever_opens_first_finishes_what_was_begun(made: Made, encrypted: bool, with_key: bool) -> None:
    begin_revocation(made.folder, encrypted=encrypted)
    with pytest.raises(ScreeningError) as caught:
        reopen(made.folder, SECOND, officer="B2")
    assert caught.value.problem is Problem.CANNOT_UNLOCK
    vault = (
        open_with_recovery_key(made.folder, made.recovery_key, floor=LIMITS) if with_key else reopen(made.folder)
    )
    with vault:
        assert not header_of(made.folder).old
        assert statuses(vault)["B2"] == "revoked"
        told = actions(vault)
        assert told.count(AuditAction.VAULT_KEY_ROTATED) == told.count(AuditAction.OFFICER_REVOKED) == 1
        assert check_vault(vault, LIMITS) == []
    with reopen(made.folder) as vault:
        assert check_vault(vault, LIMITS) == []


def test_where_it_cannot_be_finished_the_vault_opens_all_the_same(made: Made) -> None:
    begin_revocation(made.folder, encrypted=False)
    in_the_way = made.folder / (HEADER_FILE + ".new")
    in_the_way.mkdir()
    for _ in range(2):
        with reopen(made.folder) as vault:
            assert vault.cases.summaries() == []
        assert header_of(made.folder).old
    in_the_way.rmdir()
    with reopen(made.folder) as vault:
        assert not header_of(made.folder).old
        assert check_vault(vault, LIMITS) == []


def test_an_unfinished_header_does_not_excuse_an_older_database(made: Made) -> None:
    older = (made.folder / DATABASE_FILE).read_bytes()
    reopen(made.folder).close()
    begin_revocation(made.folder, encrypted=False)
    (made.folder / DATABASE_FILE).write_bytes(older)
    with pytest.raises(ScreeningError) as caught:
        reopen(made.folder)
    assert caught.value.problem is Problem.GENERATION_MISMATCH


def test_a_change_that_could_not_be_written_is_taken_back(made: Made) -> None:
    in_the_way = made.folder / (HEADER_FILE + ".new")
    vault = reopen(made.folder)
    in_the_way.mkdir()
    with pytest.raises(ScreeningError) as caught:
        officers.disable(vault, vault.header.slots[1].officer_id)
    assert caught.value.problem is Problem.FOLDER_NOT_WRITABLE
    copy = made.folder.with_name("copy")  # as a kill at this moment leaves it
    shutil.copytree(made.folder, copy)
    vault.close()
    for folder in (made.folder, copy):
        (folder / in_the_way.name).rmdir()
        with reopen(folder, SECOND, officer="B2") as again:
            assert statuses(again)["B2"] == "active"
            assert AuditAction.GENERATION_REPAIRED in actions(again)
            assert check_vault(again, LIMITS) == []


def test_a_change_that_could_not_be_written_can_be_made_again(made: Made) -> None:
    in_the_way = made.folder / (HEADER_FILE + ".new")
    changes: list[Callable[[Vault], object]] = [
        lambda v: officers.rename(v, v.header.slots[1].officer_id, "C3"),
        lambda v: v.rotate(v.header),
        lambda v: officers.revoke(v, v.header.slots[1].officer_id),
    ]
    with reopen(made.folder) as vault:
        for change in changes:
            in_the_way.mkdir()
            with pytest.raises(ScreeningError):
                change(vault)
            in_the_way.rmdir()
            change(vault)
            assert check_vault(vault, LIMITS) == []
    with reopen(made.folder) as vault:
        assert [slot.code for slot in vault.header.slots] == [OFFICER]
        assert check_vault(vault, LIMITS) == []


def test_a_disk_without_room_is_said_before_anything_is_touched(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reopen(made.folder) as vault:
        before = header_of(made.folder), (made.folder / DATABASE_FILE).read_bytes()
        monkeypatch.setattr(rotation, "_SPARE", 2**62)
        with pytest.raises(ScreeningError) as caught:
            vault.rotate(vault.header)
        assert caught.value.problem is Problem.DISK_FULL
        assert before == (header_of(made.folder), (made.folder / DATABASE_FILE).read_bytes())
        monkeypatch.undo()
        vault.rotate(vault.header)


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files")
def test_where_the_disk_fails_half_way_the_vault_goes_on_under_the_key_of_before(made: Made) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    vault = reopen(made.folder)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, ((made.folder / DATABASE_FILE).stat().st_size // 2, hard))
        with pytest.raises(ScreeningError):
            officers.revoke(vault, vault.header.slots[1].officer_id)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)
    assert header_of(made.folder).old
    with vault.transaction():
        case_id = vault.cases.create(Situation.OFFICE, NOW).id
        vault.audit.append(AuditAction.CASE_OPENED, case_id, {})
    copy = made.folder.with_name("copy")  # as a kill at this moment leaves it
    shutil.copytree(made.folder, copy)
    vault.close()
    for folder in (made.folder, copy):
        with reopen(folder) as again:
            assert not header_of(folder).old
            assert [each.id for each in again.cases.summaries()] == [case_id]
            assert statuses(again)["B2"] == "revoked"
            assert check_vault(again, LIMITS) == []


def test_a_disk_that_fills_up_meanwhile_is_named_and_the_rest_is_done_once_there_is_room(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = make(small_disk / "vault").vault
    with vault.transaction():
        vault.database.write(schema.document.insert(), {"hash": "x", "bytes": os.urandom(256 * 1024)})
    free = shutil.disk_usage(small_disk).free
    (small_disk / "filler").write_bytes(b"x" * (free - 256 * 1024))
    monkeypatch.setattr(rotation, "_SPARE", -(2**62))
    with pytest.raises(ScreeningError) as caught:
        vault.rotate(vault.header)
    assert caught.value.problem is Problem.DISK_FULL
    assert vault.database.value(select(schema.document.c.hash)) == "x"
    (small_disk / "filler").unlink()
    vault.settle()
    assert not vault.header.old
    vault.close()
    with reopen(small_disk / "vault") as again:
        assert again.damaged_pages(1, again.count_pages()) == []
        again.audit.verify()


def test_another_thread_goes_on_while_the_file_is_encrypted_anew(made: Made) -> None:
    vault = reopen(made.folder)
    with vault.transaction():
        vault.database.write(schema.document.insert(), {"hash": "x", "bytes": os.urandom(30 * 1024 * 1024)})
    journal = made.folder / (DATABASE_FILE + "-journal")
    done, ticks = Event(), 0

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            if journal.exists() and journal.stat().st_size > 8 * 1024 * 1024:  # it is half way
                ticks += 1

    other = Thread(target=tick)
    other.start()
    try:
        vault.rotate(vault.header)
    finally:
        done.set()
        other.join()
    assert ticks > 50
    vault.close()
    reopen(made.folder).close()


def test_a_damaged_first_page_is_not_taken_for_another_key(made: Made) -> None:
    path = made.folder / DATABASE_FILE
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)
    with pytest.raises(ScreeningError) as caught:
        reopen(made.folder)
    assert caught.value.problem is Problem.DATABASE_DAMAGED


def test_no_page_of_before_is_readable_with_the_key_of_before(made: Made) -> None:
    path = made.folder / DATABASE_FILE
    old = rotation.database_key(unlock.with_passphrase(header_of(made.folder), OFFICER, PASSPHRASE).vault_key)
    assert not connection.fits_no_page(path, old)
    with reopen(made.folder) as vault:
        vault.rotate(vault.header)
    assert connection.fits_no_page(path, old)
    new = rotation.database_key(unlock.with_passphrase(header_of(made.folder), OFFICER, PASSPHRASE).vault_key)
    assert not connection.fits_no_page(path, new)


def test_keys_are_wiped_when_they_are_given_up(made: Made) -> None:
    vault = reopen(made.folder)
    first = vault.vault_key
    vault.rotate(vault.header)
    second = vault.vault_key
    assert bytes(first) == bytes(keys.KEY_LENGTH) != bytes(second)
    vault.close()
    assert bytes(second) == bytes(keys.KEY_LENGTH)
