"""Copies of a vault: whole, of one moment, verified, listed, purged; and never in the way of an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path

import pytest

from screening.core.case import RecordedAnswer, Situation
from screening.core.errors import Problem, ScreeningError
from screening.store import backup_file, backup_place, backups
from screening.store.audit import AuditAction
from screening.store.backups import BackupInfo, BackupKind, Found, finish, make
from screening.store.header import DATABASE_FILE, header_bytes
from screening.store.vault import Vault

from .vaults import NOW, file_bytes, reopen

LATER = "2026-11-22T15:00:00Z"


def put(vault: Vault, now: str = NOW, kind: BackupKind = BackupKind.ON_DEMAND) -> BackupInfo:
    return finish(make(vault, backup_place.own_folder(vault), kind, now))


def answer(vault: Vault, case_id: str, name: str, text: str = "yes") -> None:
    with vault.transaction():
        vault.cases.add_answer(case_id, RecordedAnswer(name, text, NOW, "en", "0" * 64, "draft"), "")


def grow(vault: Vault, case_id: str, megabytes: int) -> None:
    """Answers of a megabyte each."""
    for number in range(megabytes):
        answer(vault, case_id, f"long{number}", "x" * 1_000_000)


def test_a_copy_holds_header_and_database_as_they_were_and_is_listed(vault: Vault, case_id: str) -> None:
    head = vault.audit.head()
    info = put(vault)
    outline = backup_file.read_outline(info.path)
    assert outline.header == header_bytes(vault.header)
    assert info.audit_head == head == outline.manifest.audit_head
    assert outline.manifest.rows["case_file"] == 1
    assert backups.list_backups(vault) == (info,)
    assert info.path.name == "20261122T140200Z-2.bak"
    assert not list(info.path.parent.glob("*.part"))
    assert info.path.stat().st_mode & 0o77 == 0


def test_nothing_readable_stands_in_a_copy(vault: Vault, case_id: str) -> None:
    answer(vault, case_id, "q1", "Quetzalcoatlina")
    assert b"Quetzalcoatlina" not in put(vault).path.read_bytes()


def test_answers_given_while_a_copy_is_made_are_saved_and_the_copy_is_of_one_moment(
    vault: Vault, case_id: str
) -> None:
    grow(vault, case_id, 9)
    work = make(vault, backup_place.own_folder(vault), BackupKind.DAILY, NOW)
    given = 0
    while True:
        try:
            next(work)
        except StopIteration as end:
            info: BackupInfo = end.value
            break
        if given < 20:
            answer(vault, case_id, f"q{given}")
            given += 1
    assert given == 20
    assert set(vault.cases.load(case_id).answers) >= {f"q{number}" for number in range(given)}
    outline = backup_file.read_outline(info.path)
    assert sum(len(chunk) for chunk in backup_file.database_chunks(info.path, outline)) > 9_000_000


def test_a_copy_given_up_leaves_nothing_and_the_next_one_is_made(vault: Vault, case_id: str) -> None:
    grow(vault, case_id, 5)
    work = make(vault, backup_place.own_folder(vault), BackupKind.DAILY, NOW)
    next(work)
    work.close()
    (vault.folder / "backups" / f"{vault.id}.part").write_bytes(b"left by a kill")
    assert backups.list_backups(vault) == ()
    info = put(vault)
    assert [path.name for path in info.path.parent.iterdir()] == [info.path.name]


def test_a_changed_byte_before_the_database_is_reported(vault: Vault) -> None:
    info = put(vault)
    whole = info.path.read_bytes()
    end = backup_file.read_outline(info.path).database_at
    for at in range(0, end, 97):
        info.path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert backups.find_backups(vault) == Found((), (info.path,)), at
    info.path.write_bytes(whole[:-1])
    assert backups.find_backups(vault).damaged == (info.path,)
    info.path.write_bytes(whole)
    assert backups.list_backups(vault) == (info,)


def test_another_vaults_copy_in_the_same_folder_is_left_out(vault: Vault, tmp_path: Path) -> None:
    from .vaults import make as make_vault

    other = make_vault(tmp_path / "other").vault
    finish(make(other, tmp_path, BackupKind.ON_DEMAND, NOW))
    other.close()
    backup_place.choose_place(vault, tmp_path)
    assert backups.find_backups(vault) == Found((), ())


def test_a_manifest_made_up_by_somebody_else_is_not_taken(vault: Vault) -> None:
    info = put(vault)
    outline = backup_file.read_outline(info.path)
    forged = outline.manifest.sealed(b"x" * 32)
    before = backup_file.pieces_before(forged, outline.header)
    info.path.write_bytes(before + info.path.read_bytes()[outline.database_at :])
    assert backups.find_backups(vault) == Found((), (info.path,))


def test_copies_made_under_an_earlier_key_are_known_by_the_audit(vault: Vault) -> None:
    info = put(vault)
    outline = backup_file.read_outline(info.path)
    earlier = outline.manifest.sealed(b"the key before".ljust(32))
    before = backup_file.pieces_before(earlier, outline.header)
    info.path.write_bytes(before + info.path.read_bytes()[outline.database_at :])
    backups.note_made(vault, info)
    (found,) = backups.list_backups(vault)
    assert not found.current_key


def test_purging_overwrites_removes_and_is_in_the_audit(vault: Vault) -> None:
    info = put(vault)
    kept = info.path.with_name("kept-in-view")
    kept.hardlink_to(info.path)
    digest, head = hashlib.sha256(kept.read_bytes()).digest(), vault.audit.head()
    backups.purge(vault, [info])
    assert not info.path.exists()
    assert hashlib.sha256(kept.read_bytes()).digest() != digest
    assert vault.audit.head() != head
    vault.audit.verify()


def test_of_one_day_the_newest_stays_and_no_clock_takes_the_last_days_there_are(vault: Vault) -> None:
    first = put(vault, "2026-10-01T08:00:00Z")
    second = put(vault, "2026-11-22T07:00:00Z")
    third = put(vault, "2026-11-22T08:00:00Z")
    every = backups.list_backups(vault)
    assert every == (third, second, first)
    assert backups.expires_on(second, every) == date(2026, 11, 22)
    assert finish(backups.remove_expired(vault, date(2027, 11, 22), third.path.parent)) == 1
    assert backups.list_backups(vault) == (third, first)


def test_a_copy_with_an_erased_case_goes_on_the_day_that_was_named(vault: Vault) -> None:
    with vault.transaction():
        case = vault.cases.create(Situation.OFFICE, NOW).id
        vault.audit.append(AuditAction.CASE_OPENED, case, {})
    held = put(vault, "2026-10-01T08:00:00Z")
    with vault.transaction():
        vault.cases.erase(case)
        vault.audit.append(AuditAction.CASE_ERASED, case, {})
    after = put(vault, "2026-10-02T08:00:00Z")
    last = put(vault, "2026-10-03T08:00:00Z")
    day = backups.expires_on(held, backups.list_backups(vault))
    assert finish(backups.remove_expired(vault, day - timedelta(days=1), held.path.parent)) == 0
    assert finish(backups.remove_expired(vault, day, held.path.parent)) == 1
    assert backups.list_backups(vault) == (last, after)


def test_without_room_nothing_is_begun_and_earlier_copies_stay(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = put(vault)
    monkeypatch.setattr(backups, "disk_usage", lambda _folder: type("Usage", (), {"free": 1000}))
    with pytest.raises(ScreeningError) as caught:
        put(vault, LATER)
    assert caught.value.problem is Problem.BACKUP_NO_ROOM
    assert backups.list_backups(vault) == (info,)


def test_a_folder_that_is_not_there_is_said_and_not_made(vault: Vault, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(ScreeningError) as caught:
        finish(make(vault, stick, BackupKind.ON_DEMAND, NOW))
    assert caught.value.problem is Problem.BACKUP_FOLDER_MISSING
    assert not stick.exists()


def test_a_disk_that_vanishes_half_way_is_said(vault: Vault, case_id: str, tmp_path: Path) -> None:
    grow(vault, case_id, 5)
    stick = tmp_path / "stick"
    stick.mkdir()
    work: Generator[object, None, BackupInfo] = make(vault, stick, BackupKind.ON_DEMAND, NOW)
    next(work)
    stick.rename(tmp_path / "unplugged")
    with pytest.raises(ScreeningError) as caught:
        finish(work)
    assert caught.value.problem is Problem.BACKUP_FOLDER_MISSING


def test_the_chosen_folder_is_kept_in_the_vault_alone(vault: Vault, tmp_path: Path) -> None:
    stick = tmp_path / "Quetzalcoatlina"
    stick.mkdir()
    backup_place.choose_place(vault, stick)
    backup_place.keep_last(vault, stick, NOW)
    vault.close()
    assert b"Quetzalcoatlina" not in file_bytes(vault.folder)
    with reopen(vault.folder) as again:
        place = backup_place.other_place(again)
        assert place is not None
        assert (place.folder, place.last_utc) == (stick, NOW)
        assert backup_place.places(again) == (stick, again.folder / "backups")
        stick.rmdir()
        assert not backup_place.is_there(again, place)
        assert backup_place.places(again) == (again.folder / "backups",)
        backup_place.choose_place(again, None)
        assert backup_place.other_place(again) is None


def test_the_copied_database_is_the_file_byte_for_byte(vault: Vault, case_id: str) -> None:
    grow(vault, case_id, 3)
    before = (vault.folder / DATABASE_FILE).read_bytes()
    info = put(vault)
    copied = b"".join(backup_file.database_chunks(info.path, backup_file.read_outline(info.path)))
    assert copied == before


def test_two_copies_made_at_the_same_time_do_not_disturb_each_other(vault: Vault) -> None:
    folder = backup_place.own_folder(vault)
    first = make(vault, folder, BackupKind.DAILY, NOW)
    second = make(vault, folder, BackupKind.AFTER_ERASING, NOW.replace("2026", "2027"))
    running = [first, second]
    while running:
        for work in list(running):
            try:
                next(work)
            except StopIteration:
                running.remove(work)
    assert {info.kind for info in backups.list_backups(vault)} == {BackupKind.DAILY, BackupKind.AFTER_ERASING}
    assert not list(folder.glob("*.part"))
