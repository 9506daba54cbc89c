"""A full disk, a clock set back, a folder that may not be written: what an officer can still do, and is told."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.core.errors import Problem, ScreeningError
from screening.core.office import Office
from screening.operations.cases import list_cases, resume_case
from screening.operations.checking import check_session, first_look, last_check
from screening.operations.retention import set_review_period
from screening.operations.session import Session, create, needs_recovery_key, unlock, unlock_with_recovery_key
from screening.store import check
from screening.store.attempts import DELAYS, AttemptLog
from screening.store.audit import AuditAction
from screening.store.check import check_vault
from tests import disks
from tests.store.vaults import LIMITS, NOW, OFFICER, PASSPHRASE

from .talks import SHOWN, now, open_session, open_talk


def actions(session: Session) -> list[str]:
    return [row.action for rows in session.vault.audit.verify_in_steps() for row in rows]


def problems(session: Session) -> list[Problem]:
    return [error.problem for error in first_look(session)]


# a full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, 4 MiB."""
    with disks.small_disk(tmp_path / "disk", "4m") as disk:
        yield disk


def filled_up(disk: Path) -> Path:
    filler = disk / "filler"
    with pytest.raises(OSError, match="No space"), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
    return filler


def test_a_vault_on_a_full_disk_opens_says_so_and_catches_up_when_there_is_room(
    folder: Path, small_disk: Path
) -> None:
    session = open_session(folder)
    talk = open_talk(session)
    talk.answer("papers_held", "employer", SHOWN)
    session.close()
    vault = Path(shutil.copytree(folder, small_disk / "vault"))
    filler = filled_up(small_disk)
    session = open_session(vault)
    assert Problem.NOTHING_KEPT in problems(session)
    before = actions(session)
    (summary,) = list_cases(session)
    again = resume_case(session, summary.id)
    assert again.answers["papers_held"] == "employer"
    with pytest.raises(ScreeningError) as caught:
        again.answer("papers_held", "me", SHOWN)
    assert caught.value.problem is Problem.DISK_FULL
    assert actions(session) == before
    filler.unlink()
    again.answer("papers_held", "me", SHOWN)
    added = actions(session)[len(before) :]
    assert added == [AuditAction.VAULT_OPENED, AuditAction.CASE_READ, AuditAction.ANSWER_RECORDED]
    again.answer("found_work", "yes", SHOWN)
    assert actions(session).count(AuditAction.VAULT_OPENED) == before.count(AuditAction.VAULT_OPENED) + 1
    assert Problem.NOTHING_KEPT not in problems(session)
    assert check_vault(session.vault) == []
    session.close()


def test_a_full_disk_does_not_keep_out_whoever_comes_with_a_recovery_key(tmp_path: Path, small_disk: Path) -> None:
    office = Office("Labour Inspection North")
    made = create(tmp_path / "made", OFFICER, PASSPHRASE, office, kdf=LIMITS, floor=LIMITS, now=now)
    made.session.close()
    vault = Path(shutil.copytree(tmp_path / "made", small_disk / "vault"))
    filler = filled_up(small_disk)
    session = unlock_with_recovery_key(vault, made.recovery_key, floor=LIMITS, now=now)
    assert Problem.NOTHING_KEPT in problems(session)
    assert not needs_recovery_key(session)
    before = actions(session)
    assert list_cases(session) == []
    filler.unlink()
    set_review_period(session, 90)
    added = actions(session)[len(before) :]
    assert added[:2] == [AuditAction.RECOVERY_KEY_USED, AuditAction.VAULT_OPENED]
    assert check_vault(session.vault) == []
    session.close()


def test_what_waits_is_not_lost_by_a_change_that_is_taken_back(session: Session) -> None:
    audit = session.vault.audit
    before = len(actions(session))
    audit.defer(AuditAction.VAULT_OPENED, session.vault.id, {})
    with pytest.raises(RuntimeError, match="on purpose"), session.vault.transaction():
        audit.append(AuditAction.OFFICE_CHANGED, session.vault.id, {})
        raise RuntimeError("on purpose")
    assert len(actions(session)) == before
    for _ in range(3):
        with session.vault.transaction():
            audit.append(AuditAction.OFFICE_CHANGED, session.vault.id, {})
    assert [str(each) for each in actions(session)[before:]] == ["vault_opened", *["office_changed"] * 3]


def test_a_check_on_a_full_disk_still_says_what_it_found(folder: Path, small_disk: Path) -> None:
    vault = Path(shutil.copytree(folder, small_disk / "vault"))
    filler = filled_up(small_disk)
    session = open_session(vault)
    steps = check_session(session)
    for _progress in steps:
        pass
    assert session.report is not None
    assert session.report.findings == ()
    session.close()
    filler.unlink()


def test_a_read_only_disk_is_refused_and_nothing_is_touched(folder: Path, small_disk: Path) -> None:
    vault = Path(shutil.copytree(folder, small_disk / "vault"))
    before = {path.name: path.read_bytes() for path in vault.iterdir()}
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(ScreeningError) as caught:
        open_session(vault)
    assert caught.value.problem is Problem.FOLDER_NOT_WRITABLE
    assert {path.name: path.read_bytes() for path in vault.iterdir()} == before


# the clock


def at(folder: Path, instant: str) -> Session:
    return unlock(folder, OFFICER, PASSPHRASE, floor=LIMITS, now=lambda: instant)


def test_entries_never_go_back_in_time_and_a_clock_set_back_is_said(folder: Path) -> None:
    at(folder, "2026-11-23T10:00:00Z").close()
    session = at(folder, "2024-01-01T00:00:00Z")
    assert problems(session) == [Problem.CLOCK_BEHIND]
    open_talk(session)
    session.close()
    session = at(folder, "2026-11-23T11:00:00Z")
    assert problems(session) == []
    times = [row.utc for rows in session.vault.audit.verify_in_steps() for row in rows]
    assert times == sorted(times)
    assert check_vault(session.vault) == []
    session.close()


@pytest.mark.parametrize(("instant", "said"), [("2026-11-23T09:56:00Z", []), ("2026-11-23T09:54:00Z", [1])])
def test_five_minutes_are_no_matter(folder: Path, instant: str, said: list[int]) -> None:
    at(folder, "2026-11-23T10:00:00Z").close()
    session = at(folder, instant)
    assert len(problems(session)) == len(said)
    session.close()


def test_setting_the_clock_back_or_forth_and_back_shortens_no_wait(folder: Path) -> None:
    log = AttemptLog(folder)
    for day in range(1, 9):  # one wrong try a day, so that no wait is in the way
        log.begin(f"2026-11-{day:02}T10:00:00Z")
    with pytest.raises(ScreeningError) as caught:
        log.begin("2020-01-01T00:00:00Z")
    assert caught.value.problem is Problem.WAIT_BEFORE_RETRY
    assert int(caught.value.fields["seconds"]) == DELAYS[8]
    with pytest.raises(ScreeningError) as caught:
        log.begin("2020-01-01T00:00:59Z")
    assert caught.value.problem is Problem.WAIT_BEFORE_RETRY


# the last check


def test_the_last_check_is_remembered_with_its_time(folder: Path) -> None:
    session = open_session(folder)
    assert last_check(session) is None
    for _progress in check_session(session):
        pass
    session.close()
    session = open_session(folder)
    found = last_check(session)
    assert found is not None
    assert (found.utc, found.findings) == (NOW, 0)
    assert AuditAction.VAULT_CHECKED in actions(session)
    session.close()


def test_other_work_goes_on_between_the_steps_of_a_check(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "STEP_SECONDS", 0.0)
    talk = open_talk(session)
    steps = check_session(session)
    count = 0
    while True:
        try:
            next(steps)
        except StopIteration as end:
            assert end.value.findings == ()
            break
        count += 1
        talk.answer("papers_held", ("employer", "me")[count % 2], SHOWN)
    assert count > 20
