"""The switch for erasing the whole vault, whose it is, and what is read before anything can fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from screening.core.errors import Problem, ScreeningError
from screening.core.retention import EraseReason, KeepReason
from screening.core.roles import Role
from screening.operations.quick_erase import erase_keys, erase_rest, switch_quick_erase
from screening.operations.retention import erase_case, keep_case, purge_copies, set_review_period
from screening.operations.session import Session
from screening.store.audit import AuditAction
from screening.store.backup_place import choose_place
from screening.store.backups import finish
from screening.store.header import DATABASE_FILE, HEADER_FILE

from .looks import audited
from .talks import open_session


def as_role(session: Session, role: Role) -> Session:
    session.vault.officer = replace(session.vault.officer, role=role)
    return session


def refused(call: Callable[[], object]) -> Problem:
    with pytest.raises(ScreeningError) as caught:
        call()
    return caught.value.problem


def test_it_is_off_until_switched_on_and_stays_as_switched(session: Session, folder: Path) -> None:
    assert session.erase_plan is None
    assert refused(lambda: erase_keys(session)) is Problem.NO_QUICK_ERASE
    assert refused(lambda: erase_rest(session)) is Problem.NO_QUICK_ERASE
    switch_quick_erase(session, True)
    assert audited(folder)[-1] == AuditAction.QUICK_ERASE_SWITCHED
    session.close()
    again = open_session(folder)
    assert again.erase_plan is not None
    assert again.erase_plan.folder == folder
    switch_quick_erase(again, False)
    assert refused(lambda: erase_keys(again)) is Problem.NO_QUICK_ERASE
    again.vault.audit.verify()
    again.close()
    assert (folder / HEADER_FILE).exists()


def test_only_an_administrator_switches_it(session: Session) -> None:
    for role in (Role.OFFICER, Role.SUPERVISOR):
        as_role(session, role)
        assert refused(lambda: switch_quick_erase(session, True)) is Problem.NOT_ALLOWED
    assert not session.quick_erase_on
    switch_quick_erase(as_role(session, Role.ADMINISTRATOR), True)
    assert session.quick_erase_on


def test_once_switched_on_it_is_there_for_every_officer(session: Session) -> None:
    switch_quick_erase(session, True)
    as_role(session, Role.OFFICER).read_erase_plan()
    assert session.erase_plan is not None


def test_the_folder_of_copies_elsewhere_is_known_before(session: Session, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    choose_place(session.vault, disk)
    switch_quick_erase(session, True)
    assert session.erase_plan is not None
    assert session.erase_plan.copies == disk


def test_nothing_of_the_database_is_asked_when_it_happens(session: Session, folder: Path) -> None:
    switch_quick_erase(session, True)
    (folder / DATABASE_FILE).write_bytes(b"")
    erase_keys(session)
    erase_rest(session)
    assert not folder.exists()
    session.close()  # as the window does at the end
    assert not folder.exists()


def test_roles_hold_for_keeping_and_erasing(session: Session) -> None:
    as_role(session, Role.OFFICER)
    assert refused(lambda: set_review_period(session, 90)) is Problem.NOT_ALLOWED
    assert refused(lambda: finish(purge_copies(session, ()))) is Problem.NOT_ALLOWED
    assert refused(lambda: erase_case(session, "0" * 32, EraseReason.MISTAKE)) is Problem.CASE_MISSING
    assert refused(lambda: keep_case(session, "0" * 32, 90, KeepReason.LAW)) is Problem.CASE_MISSING
