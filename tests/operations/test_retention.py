"""Keeping and erasing: days of review, cases kept on, cases erased for good, and the copies that hold them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from screening.core.case import Situation
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import DisclosureKind, PersonSheet
from screening.core.retention import EraseReason, KeepReason, ReviewState, days_after
from screening.documents.render import FormRenderer
from screening.operations import referrals
from screening.operations.backups import after_erasing, choose_folder, make_copy
from screening.operations.cases import begin_case, list_cases, resume_case
from screening.operations.retention import (
    copies_left,
    copies_to_come,
    count_due,
    due_cases,
    erase_case,
    keep_case,
    purge_copies,
    set_review_period,
)
from screening.operations.session import Session, restored
from screening.operations.talk import Talk
from screening.store import schema
from screening.store.audit import AuditAction
from screening.store.backup_place import own_folder
from screening.store.backups import BackupKind, finish, list_backups, make
from screening.store.case_state import case_state, kept_state
from screening.store.meta import MetaKey, get_meta, set_meta
from screening.store.restore import restore, with_passphrase
from tests.store.vaults import LIMITS, NOW, OFFICER, PASSPHRASE, decrypted_pages, file_bytes

from .looks import audited
from .talks import LANGUAGE, SHOWN, decided_talk, open_session
from .test_referrals import agree, find

TODAY = NOW[:10]
A_YEAR_ON = days_after(TODAY, 365)
SENTINEL = "Quetzalcoatlina"


def at(session: Session, day: str) -> None:
    """Let it be noon of another day."""
    session.now = session.vault.audit._clock = lambda: f"{day}T12:00:00Z"


def review_of(session: Session, case_id: str) -> str:
    return session.vault.cases.review_of(case_id)


def days_on(days: int) -> str:
    return (date.fromisoformat(TODAY) + timedelta(days=days)).isoformat()


def full_case(session: Session, renderer: FormRenderer) -> Talk:
    """A case in which everything there is holds the sentinel, a form that was given among it."""
    sheet = PersonSheet(name=SENTINEL, safe_contact=f"{SENTINEL} after eight", risks=f"{SENTINEL} van")
    talk = decided_talk(session, sheet)
    talk.answer("papers_held", "me", SHOWN)
    talk.note("papers_held", f"{SENTINEL} " * 200)
    clinic = find(talk, "quayside-clinic")
    prepared = referrals.prepare_form(talk, clinic, agree(talk, clinic), renderer)
    referrals.mark_given(talk, prepared, DisclosureKind.PRINTED)
    return talk


def copy_now(session: Session) -> None:
    finish(make(session.vault, own_folder(session.vault), BackupKind.DAILY, session.now()))


# the day of review


def test_a_new_case_is_looked_at_after_the_offices_period(session: Session) -> None:
    case = begin_case(session, Situation.OFFICE).record.id
    assert review_of(session, case) == A_YEAR_ON
    assert due_cases(session) == ()
    assert count_due(session) == 0


def test_what_is_done_in_a_case_moves_its_day_and_reading_it_does_not(session: Session) -> None:
    case = begin_case(session, Situation.OFFICE).record.id
    at(session, days_on(100))
    talk = resume_case(session, case)
    assert review_of(session, case) == A_YEAR_ON
    talk.choose_language(LANGUAGE)
    assert review_of(session, case) == days_on(465)


def test_a_case_is_due_on_its_day_whatever_state_it_is_in(session: Session) -> None:
    waiting = decided_talk(session, PersonSheet()).record.id
    at(session, A_YEAR_ON)
    (due,) = due_cases(session)
    assert (due.case.id, due.state, due.kept_because) == (waiting, ReviewState.DUE, None)
    assert count_due(session) == 1
    at(session, days_after(A_YEAR_ON, 60))
    assert due_cases(session)[0].state is ReviewState.OVERDUE


def test_the_longest_due_stands_first_and_the_list_can_show_due_cases_alone(session: Session) -> None:
    first = begin_case(session, Situation.OFFICE).record.id
    at(session, days_on(10))
    second = begin_case(session, Situation.BORDER).record.id
    at(session, days_on(370))
    begin_case(session, Situation.STREET)
    assert [due.case.id for due in due_cases(session)] == [first]
    at(session, days_on(380))
    assert [due.case.id for due in due_cases(session)] == [first, second]
    assert {case.id for case in list_cases(session, due=True)} == {first, second}
    assert [case.id for case in list_cases(session, "border", due=True)] == [second]


def test_a_case_that_is_kept_is_looked_at_later_and_the_reason_stands_beside_it(session: Session) -> None:
    case = begin_case(session, Situation.OFFICE).record.id
    at(session, A_YEAR_ON)
    until = keep_case(session, case, 90, KeepReason.IN_CONTACT)
    assert until == days_after(A_YEAR_ON, 90) == review_of(session, case)
    assert due_cases(session) == ()
    assert audited(session.vault.folder)[-1] == AuditAction.CASE_KEPT
    at(session, until)
    (due,) = due_cases(session)
    assert due.kept_because is KeepReason.IN_CONTACT
    session.vault.audit.verify()


def test_work_in_a_kept_case_never_shortens_its_time(session: Session) -> None:
    talk = begin_case(session, Situation.OFFICE)
    set_review_period(session, 30)
    keep_case(session, talk.record.id, 365, KeepReason.LAW)
    resume_case(session, talk.record.id).choose_language(LANGUAGE)
    assert review_of(session, talk.record.id) == A_YEAR_ON
    assert session.vault.cases.kept_because() == {talk.record.id: KeepReason.LAW}


def test_keeping_a_case_that_is_gone_is_refused(session: Session) -> None:
    with pytest.raises(ScreeningError) as refused:
        keep_case(session, "0" * 32, 90, KeepReason.LAW)
    assert refused.value.problem is Problem.CASE_MISSING


# the period


def test_another_period_counts_every_case_anew_but_those_that_were_kept(session: Session) -> None:
    case = begin_case(session, Situation.OFFICE).record.id
    kept = begin_case(session, Situation.OFFICE).record.id
    keep_case(session, kept, 180, KeepReason.WANTED)
    before = review_of(session, kept)
    at(session, days_on(50))
    resume_case(session, case)  # reading counts for nothing
    set_review_period(session, 90)
    assert review_of(session, case) == days_on(90)
    assert review_of(session, kept) == before
    assert review_of(session, begin_case(session, Situation.OFFICE).record.id) == days_on(140)
    set_review_period(session, 40)
    assert count_due(session) == 1


def test_the_period_is_there_at_the_next_opening(session: Session, folder: Path) -> None:
    set_review_period(session, 90)
    session.close()
    again = open_session(folder)
    assert again.office.review_after_days == 90
    again.close()


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_a_period_out_of_bounds_is_refused_and_nothing_changes(session: Session, days: int) -> None:
    case = begin_case(session, Situation.OFFICE).record.id
    with pytest.raises(ScreeningError) as refused:
        set_review_period(session, days)
    assert refused.value.problem is Problem.REVIEW_PERIOD_INVALID
    assert review_of(session, case) == A_YEAR_ON
    assert session.office.review_after_days == 365


def test_another_period_leaves_what_the_audit_says_of_each_case_true(session: Session) -> None:
    case = begin_case(session, Situation.OFFICE).record.id
    set_review_period(session, 90)
    assert kept_state(session.vault.database, case) == case_state(session.vault.database, case)


# erasing


def test_erasing_leaves_nothing_in_the_pages_the_index_or_the_journal(
    session: Session, folder: Path, renderer: FormRenderer
) -> None:
    for _ in range(3):
        begin_case(session, Situation.BORDER)
    talk = full_case(session, renderer)
    document = session.vault.database.value(select(schema.document.c.hash))
    assert SENTINEL.encode() in decrypted_pages(folder)
    erase_case(session, talk.record.id, EraseReason.PERSON_ASKED)
    for opened in (True, False):
        pages = decrypted_pages(folder)
        for left in (SENTINEL, SENTINEL.lower(), document):
            assert left.encode() not in pages, (left, opened)
        journal = folder / "cases.db-journal"
        assert not journal.exists() or journal.stat().st_size == 0
        session.close()
    assert SENTINEL.encode() not in file_bytes(folder)


def test_the_tombstone_is_the_audits_entry_and_the_chain_holds(session: Session, renderer: FormRenderer) -> None:
    talk = full_case(session, renderer)
    erase_case(session, talk.record.id, EraseReason.REVIEWED)
    assert audited(session.vault.folder)[-1] == AuditAction.CASE_ERASED
    rows = session.vault.database.rows(
        select(schema.audit.c.object_id).where(schema.audit.c.action == AuditAction.CASE_ERASED.value)
    )
    assert [row.object_id for row in rows] == [talk.record.id]
    session.vault.audit.verify()
    assert list_cases(session) == []
    with pytest.raises(ScreeningError) as refused:
        erase_case(session, talk.record.id, EraseReason.REVIEWED)
    assert refused.value.problem is Problem.CASE_MISSING


def test_a_talk_that_is_still_held_can_write_nothing_back(session: Session, folder: Path) -> None:
    talk = decided_talk(session, PersonSheet(name=SENTINEL))
    erase_case(session, talk.record.id, EraseReason.MISTAKE)
    writes: tuple[Callable[[], object], ...] = (
        lambda: talk.answer("papers_held", "me", SHOWN),
        lambda: talk.note("papers_held", SENTINEL),
        lambda: talk.save_sheet(PersonSheet(name=SENTINEL)),
        talk.mark_referred,
    )
    for write in writes:
        with pytest.raises(ScreeningError) as refused:
            write()
        assert refused.value.problem is Problem.CASE_MISSING
    assert SENTINEL.encode() not in decrypted_pages(folder)


def test_no_officer_finds_an_erased_case_on_the_desk(session: Session) -> None:
    case = begin_case(session, Situation.OFFICE).record.id
    other = begin_case(session, Situation.OFFICE).record.id
    with session.vault.transaction():
        set_meta(session.vault.database, f"{MetaKey.OPEN_CASE}/one", case)
        set_meta(session.vault.database, f"{MetaKey.OPEN_CASE}/two", other)
    erase_case(session, case, EraseReason.MISTAKE)
    assert get_meta(session.vault.database, f"{MetaKey.OPEN_CASE}/one") == ""
    assert get_meta(session.vault.database, f"{MetaKey.OPEN_CASE}/two") == other


# older copies


def test_the_copies_that_still_hold_an_erased_case_are_listed_with_their_last_day(session: Session) -> None:
    copy_now(session)
    case = begin_case(session, Situation.OFFICE).record.id
    at(session, days_on(1))
    copy_now(session)
    at(session, days_on(2))
    assert len(copies_to_come(session)) == 2
    erase_case(session, case, EraseReason.PERSON_ASKED)
    (held,) = copies_left(session, case)
    assert held.info.made_utc[:10] == days_on(1)
    assert held.cases == 1
    assert held.expires == ""  # the newest does not go by itself
    finish(after_erasing(session))
    (held,) = copies_left(session, case)
    assert days_on(1) < held.expires <= days_on(1 + 28)
    assert list_backups(session.vault)[0].kind is BackupKind.AFTER_ERASING


def test_purging_takes_the_copies_that_hold_it_and_leaves_the_fresh_one(session: Session) -> None:
    case = begin_case(session, Situation.OFFICE).record.id
    copy_now(session)
    at(session, days_on(1))
    copy_now(session)
    erase_case(session, case, EraseReason.PERSON_ASKED)
    finish(after_erasing(session))
    held = copies_left(session)
    assert len(held) == 2
    finish(purge_copies(session, held))
    assert copies_left(session) == ()
    assert not any(copy.info.path.exists() for copy in held)
    assert [info.kind for info in list_backups(session.vault)] == [BackupKind.AFTER_ERASING]
    session.vault.audit.verify()


def test_a_copy_from_before_a_restoring_is_named_as_one_that_may_hold_the_case(
    session: Session, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_folder(session, stick)
    case = begin_case(session, Situation.OFFICE).record.id
    first = finish(make_copy(session))
    for _ in range(10):
        begin_case(session, Situation.OFFICE)
    other = finish(make_copy(session))
    session.close()
    prove = with_passphrase(OFFICER, PASSPHRASE)
    back = restore(first.path, tmp_path / "back", prove, accept_older=True, floor=LIMITS, clock=session.now)
    again = restored(back, session.now)
    erase_case(again, case, EraseReason.PERSON_ASKED)
    for copies in (copies_left(again, case), copies_left(again)):
        assert {copy.info.path for copy in copies} == {first.path, other.path}
    first.path.unlink()
    assert [copy.info.path for copy in copies_left(again, case)] == [other.path]
    again.close()


def test_a_case_erased_at_the_persons_wish_in_a_talk_counts_as_well(session: Session) -> None:
    talk = decided_talk(session, PersonSheet())
    copy_now(session)
    case = talk.record.id
    talk.withdraw(erase=True)
    assert [copy.cases for copy in copies_left(session)] == [1]
    assert [copy.cases for copy in copies_left(session, case)] == [1]


def test_without_copies_nothing_is_left(session: Session) -> None:
    erase_case(session, begin_case(session, Situation.OFFICE).record.id, EraseReason.MISTAKE)
    assert copies_left(session) == ()
    assert copies_to_come(session) == ()
