"""What the audit says to an officer: in a real vault, after real talks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from screening.core.actions import ActionGroup
from screening.core.case import NextStep
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import ConsentWay, DisclosureKind, PersonSheet
from screening.core.service import DataItem, Need, Priority
from screening.core.sheet import ContactChannel, SafeContact
from screening.documents.render import FormRenderer
from screening.operations import referrals
from screening.operations.auditing import (
    About,
    Wanted,
    about,
    audit_page,
    find_reference,
    open_audit,
)
from screening.operations.cases import resume_case
from screening.operations.session import Session, unlock
from screening.operations.talk import Talk
from screening.store.audit import AuditAction
from tests.store.vaults import LIMITS, OFFICER, PASSPHRASE, raw_connection

from .looks import audited
from .talks import SHOWN, UNRECORDED, answer_all, decided_talk, now, open_session, open_talk

SENTINELS = {
    "answer": "Wolframiteira",
    "note": "Quetzalcoatlina",
    "reason": "Zirconiumbark",
    "name": "Zubaidaqasimova",
    "reach": "Jacarandastreet",
}
SHEET = PersonSheet(
    name=SENTINELS["name"],
    contact=SafeContact(channel=ContactChannel.MESSAGE, reach=SENTINELS["reach"]),
    needs=(Need.DOCTOR,),
    priorities={Need.DOCTOR: Priority.HOURS_24},
)


def actions(session: Session, wanted: Wanted | None = None) -> list[str]:
    """What is listed, oldest first."""
    return [entry.action for entry in reversed(audit_page(session, wanted or Wanted()).entries)]


def given_form(talk: Talk, renderer: FormRenderer, *kinds: DisclosureKind) -> referrals.PreparedForm:
    """A form for the first service, given away in these ways."""
    service = referrals.directory(talk)[0]
    items = frozenset({DataItem.CASE_CODE, DataItem.NEEDS})
    consent = referrals.record_consent(
        talk, service, given=True, items=items, way=ConsentWay.SPOKEN, review=SHOWN.review.value
    )
    prepared = referrals.prepare_form(talk, service, consent, renderer)
    for kind in kinds:
        referrals.mark_given(talk, prepared, kind)
    return prepared


def test_printing_and_saving_are_told_apart(session: Session, renderer: FormRenderer) -> None:
    talk = decided_talk(session, SHEET)
    given_form(talk, renderer, DisclosureKind.PRINTED, DisclosureKind.SAVED)
    found = actions(session, Wanted(group=ActionGroup.SHARING, case=talk.record.number))
    forms = [AuditAction.FORM_PREPARED, AuditAction.FORM_PRINTED, AuditAction.FORM_SAVED]
    assert found == [AuditAction.SHARING_CONSENT_RECORDED, *forms]


def test_closing_and_the_wrong_tries_before_an_opening_are_kept(session: Session, folder: Path) -> None:
    session.close()
    session.close()
    for _ in range(2):
        with pytest.raises(ScreeningError):
            unlock(folder, OFFICER, "not the passphrase at all", floor=LIMITS, now=now)
    again = open_session(folder)
    (closed, tries, opened) = audit_page(again, Wanted()).entries[2::-1]
    again.close()
    assert (closed.action, opened.action) == (AuditAction.VAULT_CLOSED, AuditAction.VAULT_OPENED)
    assert (tries.action, tries.object_id) == (AuditAction.UNLOCK_FAILED, "2")
    assert about(again, tries) is About.NOTHING
    assert audited(folder).count(AuditAction.UNLOCK_FAILED) == 1
    third = open_session(folder)
    assert actions(third)[-1] == AuditAction.VAULT_OPENED
    assert actions(third).count(AuditAction.UNLOCK_FAILED) == 1
    third.vault.audit.verify()
    third.close()


def test_looking_is_noted_once_each_time_the_audit_is_opened(session: Session) -> None:
    overview = open_audit(session)
    audit_page(session, Wanted())
    audit_page(session, Wanted(group=ActionGroup.CASES))
    assert actions(session).count(AuditAction.AUDIT_READ) == 1
    assert overview.reference == session.vault.audit.head()[:16]
    assert overview.sees_all


def test_a_day_is_that_of_this_computer_and_whole(session: Session) -> None:
    day = date(2026, 11, 22)  # on which the tests' clock stands still, at 14:02 UTC
    everything = actions(session)
    assert everything
    assert actions(session, Wanted(first_day=day, last_day=day)) == everything
    week = timedelta(days=7)
    assert actions(session, Wanted(first_day=day + week)) == []
    assert actions(session, Wanted(last_day=day - week)) == []


def test_one_case_is_found_by_its_number_and_no_other(session: Session) -> None:
    talk, other = open_talk(session), open_talk(session)
    page = audit_page(session, Wanted(case=f" {talk.record.number} "))
    assert {entry.object_id for entry in page.entries} == {talk.record.id}
    assert page.count == len(page.entries)
    assert {about(session, entry) for entry in page.entries} == {About.CASE}
    assert other.record.number not in {entry.case_number for entry in page.entries}
    with pytest.raises(ScreeningError) as caught:
        audit_page(session, Wanted(case="99-9999"))
    assert caught.value.problem is Problem.CASE_MISSING


def test_an_erased_case_keeps_its_entries_and_has_no_number(session: Session, renderer: FormRenderer) -> None:
    talk = decided_talk(session, SHEET, UNRECORDED)
    given_form(talk, renderer)
    page = audit_page(session, Wanted())
    erased = next(entry for entry in page.entries if entry.action == AuditAction.CASE_ERASED)
    assert (about(session, erased), erased.case_number) == (About.ERASED_CASE, "")
    (form,) = [entry for entry in page.entries if entry.action == AuditAction.FORM_PREPARED]
    assert about(session, form) is About.UNRECORDED_TALK
    of_it = audit_page(session, Wanted(object_id=erased.object_id)).entries
    assert [of_it[-1].action, of_it[0].action] == [AuditAction.CASE_OPENED, AuditAction.CASE_ERASED]


@pytest.mark.parametrize("spelling", ["{0}", "{1} {2}", "  {1}-{2} ", "{3}"])
def test_the_reference_on_a_form_leads_to_its_entry_however_it_is_typed(session: Session, spelling: str) -> None:
    open_talk(session)
    head = session.vault.audit.head()[:16]
    newest = audit_page(session, Wanted()).entries[0].seq
    for _ in range(3):
        open_audit(session)
    found = find_reference(session, spelling.format(head, head[:8], head[8:], head.upper()))
    assert (found.entry.seq, found.later) == (newest, 3)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", Problem.REFERENCE_INCOMPLETE),
        ("abc", Problem.REFERENCE_INCOMPLETE),
        ("z" * 16, Problem.REFERENCE_INCOMPLETE),
        ("%" * 16, Problem.REFERENCE_INCOMPLETE),
        ("0" * 16, Problem.REFERENCE_UNKNOWN),
        ("f" * 500, Problem.REFERENCE_UNKNOWN),
    ],
)
def test_a_reference_that_is_none_is_refused_in_words(session: Session, typed: str, problem: Problem) -> None:
    with pytest.raises(ScreeningError) as caught:
        find_reference(session, typed)
    assert caught.value.problem is problem


def test_no_word_of_a_talk_is_in_the_audit(session: Session, folder: Path, renderer: FormRenderer) -> None:
    talk = open_talk(session)
    answer_all(talk, {"papers_held": "employer", "wanted_now": SENTINELS["answer"]})
    talk.note("papers_held", SENTINELS["note"])
    talk.finish_questions()
    talk.decide(NextStep.REFER, SENTINELS["reason"])
    talk.save_sheet(SHEET)
    given_form(talk, renderer, DisclosureKind.PRINTED)
    resume_case(session, talk.record.id)
    open_audit(session)
    session.close()
    connection = raw_connection(folder)
    try:
        tables = {
            name: str(connection.execute(f"SELECT * FROM {name}").fetchall())  # noqa: S608
            for name in ("audit", "answer", "note", "decision", "person")
        }
    finally:
        connection.close()
    everywhere = "".join(text for name, text in tables.items() if name != "audit")
    for word in SENTINELS.values():
        assert word in everywhere  # the same search finds it where it belongs
        assert word not in tables["audit"]
    assert OFFICER not in tables["audit"]
    assert PASSPHRASE not in tables["audit"]
