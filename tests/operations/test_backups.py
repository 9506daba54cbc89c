"""The day's copies, where they go, and what a copy is worth after an officer was revoked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from msgspec.structs import replace as replace_struct

from screening.core.errors import Problem, ScreeningError
from screening.core.roles import Role
from screening.operations import backups, officers
from screening.operations.checking import check_session
from screening.operations.session import Session, unlock
from screening.store import backup_place
from screening.store import backups as kept
from screening.store.backups import BackupKind, finish
from screening.store.check import Finding, VaultCheck, check_vault
from tests.store.vaults import LIMITS, OFFICER, PASSPHRASE

from .talks import now, open_session

SECOND = "lantern copper walnut seventy"


def on(session: Session, utc: str) -> Session:
    """The same session on another day."""
    return replace(session, now=lambda: utc)


def names(folder: Path) -> list[str]:
    return sorted(path.name[:8] for path in folder.glob("*.bak"))


def test_the_days_copies_go_into_both_folders_once_and_old_ones_leave(session: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_folder(session, stick)
    finish(check_session(session))
    for day in range(1, 29):
        later = on(session, f"2027-02-{day:02}T08:00:00Z")
        assert len(finish(backups.daily(later)).made) == 2
        assert finish(backups.daily(later)) == backups.Daily()
    # The last seven days, and the newest of each week: 2027-02-07, 14, 21 and 28 are Sundays.
    expected = ["20270207", "20270214", "20270221", *(f"202702{day}" for day in range(22, 29))]
    assert names(stick) == names(session.vault.folder / "backups") == expected
    assert check_vault(session.vault, LIMITS) == []


def test_nothing_goes_before_the_whole_look_or_where_it_found_something(session: Session) -> None:
    own = session.vault.folder / "backups"
    for hour in (8, 9, 10):  # the later one of a day takes the place of those before
        finish(backups.make_copy(on(session, f"2027-02-01T{hour:02}:00:00Z")))
    finish(backups.daily(on(session, "2027-02-01T11:00:00Z")))
    assert len(names(own)) == 3
    found = Finding(VaultCheck.PAGES, Problem.DATABASE_DAMAGED, {})
    session.report = replace_struct(finish(check_session(session)), findings=(found,))
    finish(backups.daily(on(session, "2027-02-01T11:00:00Z")))
    assert len(names(own)) == 3
    session.report = None
    finish(check_session(session))
    finish(backups.daily(on(session, "2027-02-01T11:00:00Z")))
    assert len(names(own)) == 1


def test_a_clock_that_is_a_year_ahead_for_some_days_throws_nothing_away(session: Session) -> None:
    own = session.vault.folder / "backups"
    finish(check_session(session))
    for day in range(22, 28):
        finish(backups.daily(on(session, f"2027-02-{day:02}T08:00:00Z")))
    before = names(own)
    finish(backups.daily(on(session, "2028-02-28T08:00:00Z")))
    assert names(own) == [*before, "20280228"]


def test_the_last_copies_under_the_key_of_now_cannot_be_purged(session: Session) -> None:
    before = finish(backups.make_copy(session))
    officers.rotate_vault_key(session)
    with pytest.raises(ScreeningError) as caught:
        finish(backups.purge(session, [before]))
    assert caught.value.problem is Problem.PURGE_LEAVES_NONE
    came = finish(backups.after_revocation(session))
    with pytest.raises(ScreeningError):
        finish(backups.purge(session, [before, *came.made]))
    finish(backups.purge(session, [before]))
    assert [info.path for info in kept.list_backups(session.vault)] == [came.made[0].path]


def test_after_a_new_key_each_folder_is_tried(session: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_folder(session, stick)
    (session.vault.folder / "backups").write_text("in the way", encoding="utf-8")
    officers.rotate_vault_key(session)
    came = finish(backups.after_revocation(session))
    assert [info.path.parent for info in came.made] == [stick]
    assert [error.problem for error in came.failed] == [Problem.FOLDER_NOT_WRITABLE]


def test_a_disk_left_at_home_is_overdue_after_two_days_and_a_copy_is_made_here(
    session: Session, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_folder(session, stick)
    finish(backups.daily(on(session, "2027-02-01T08:00:00Z")))
    stick.rename(tmp_path / "at home")
    assert finish(backups.daily(on(session, "2027-02-02T08:00:00Z"))).away is None
    came = finish(backups.daily(on(session, "2027-02-03T08:00:00Z")))
    assert came.away is not None and came.away.last_utc == "2027-02-01T08:00:00Z"
    assert [info.path.parent.name for info in came.made] == ["backups"]
    assert came.failed == ()


def test_one_folder_that_fails_does_not_keep_the_other_from_its_copy(session: Session, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.choose_folder(session, stick)
    (session.vault.folder / "backups").write_text("in the way", encoding="utf-8")
    came = finish(backups.daily(session))
    assert [info.path.parent for info in came.made] == [stick]
    assert [error.problem for error in came.failed] == [Problem.FOLDER_NOT_WRITABLE]


def test_after_a_revocation_the_older_copies_are_named_and_can_be_purged(session: Session, tmp_path: Path) -> None:
    officers.add_officer(session, "CD-2", Role.OFFICER, SECOND)
    before = finish(backups.make_copy(session))
    (second,) = [each for each in officers.list_officers(session) if each.code == "CD-2"]
    officers.revoke_officer(session, second.id)
    came = finish(backups.after_revocation(session))
    assert [info.kind for info in came.made] == [BackupKind.AFTER_REVOCATION]
    assert [info.path for info in came.older] == [before.path]
    assert kept.find_backups(session.vault).damaged == ()

    def restored(source: Path, officer: str, passphrase: str, folder: str) -> Session:
        return backups.restore_copy(
            source,
            tmp_path / folder,
            officer,
            passphrase,
            vaults=tmp_path,
            accept_older=True,
            floor=LIMITS,
            now=now,
        )

    restored(before.path, "CD-2", SECOND, "old").close()  # as the page says: this is why they are to be removed
    with pytest.raises(ScreeningError) as caught:
        restored(came.made[0].path, "CD-2", SECOND, "new")
    assert caught.value.problem is Problem.CANNOT_UNLOCK
    restored(came.made[0].path, OFFICER, PASSPHRASE, "new").close()
    finish(backups.purge(session, came.older))
    assert [info.path for info in kept.list_backups(session.vault)] == [came.made[0].path]


def test_an_officer_makes_copies_and_leaves_their_folder_and_their_purging_to_others(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    officers.add_officer(session, "CD-2", Role.OFFICER, SECOND)
    session.close()
    theirs = unlock(folder, "CD-2", SECOND, floor=LIMITS, now=now)
    try:
        info = finish(backups.make_copy(theirs))
        copies = backups.look(theirs)
        assert not copies.may_choose and not copies.may_purge
        with pytest.raises(ScreeningError) as caught:
            backups.choose_folder(theirs, tmp_path)
        assert caught.value.problem is Problem.NOT_ALLOWED
        with pytest.raises(ScreeningError) as caught:
            finish(backups.purge(theirs, [info]))
        assert caught.value.problem is Problem.NOT_ALLOWED
    finally:
        theirs.close()
    with open_session(folder).vault as vault:
        assert backup_place.other_place(vault) is None


def test_copies_of_a_folder_are_found_without_any_key(session: Session) -> None:
    first = finish(backups.make_copy(session))
    second = finish(backups.make_copy(on(session, "2030-01-01T00:00:00Z")))
    for folder in (session.vault.folder, session.vault.folder / "backups"):
        assert [copy.path for copy in backups.copies_in(folder)] == [second.path, first.path]
    assert backups.copies_in(session.vault.folder / "not there") == []
    assert backups.only_officer(first.path, LIMITS) == OFFICER


def test_a_training_vault_is_not_copied_by_itself(session: Session) -> None:
    session.vault.training = True
    assert finish(backups.daily(session)) == backups.Daily()
