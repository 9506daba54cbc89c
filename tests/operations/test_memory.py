"""Talk yes, record no: nothing of it is in any file, one line without personal data remains."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from screening.core.assessment import NotAssessedBecause, Statement
from screening.core.case import CaseState, NextStep, Situation, TallyLine
from screening.core.consent import Consent, ConsentPoint, ConsentState
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import PersonSheet
from screening.core.safety import SafetyCheck
from screening.core.service import Need
from screening.operations.cases import list_cases, resume_case
from screening.operations.session import Session
from screening.store.audit import AuditAction
from tests.store.vaults import decrypted_pages, file_bytes, raw_connection

from .looks import PERSONAL, audited, contents, rows
from .talks import (
    AGREED,
    LANGUAGE,
    SHOWN,
    UNRECORDED,
    answer_all,
    looked_first,
    open_session,
    open_talk,
    reread,
)

SECRET_NOTE = "the brown door behind the mill"
SECRET_NAME = "Zubaida Qasimova"
SECRET_WORDS = "a warm jacket for my brother"


def refusal(action: object, *arguments: object) -> Problem:
    """The problem that a step ends with."""
    assert callable(action)
    with pytest.raises(ScreeningError) as caught:
        action(*arguments)
    return caught.value.problem


def test_talk_yes_record_no_erases_the_case_and_nothing_more_reaches_any_file(
    session: Session, folder: Path
) -> None:
    other = open_talk(session)
    talk = looked_first(session)
    talk.choose_language(LANGUAGE)
    assert {line.id for line in list_cases(session)} == {other.record.id, talk.record.id}
    talk.record_consent(UNRECORDED, SHOWN)
    assert [line.id for line in list_cases(session)] == [other.record.id]
    assert not talk.recorded and talk.recorder is None
    before = contents(folder)

    talk.open_questions()
    answer_all(talk, {"papers_held": "employer", "wanted_now": SECRET_WORDS})
    talk.move_to("debt")
    talk.note("debt", SECRET_NOTE)
    talk.note_safety(SafetyCheck.PHONES, "away")
    talk.choose_language(LANGUAGE)
    talk.finish_questions()
    talk.save_sheet(PersonSheet(name=SECRET_NAME, needs=(Need.DOCTOR,)))
    assert contents(folder) == before

    assert talk.answers == {"papers_held": "employer", "wanted_now": SECRET_WORDS}
    assert talk.assessment().statement is Statement.SIGNS_RECORDED
    assert (talk.record.notes, talk.sheet.name) == ({"debt": SECRET_NOTE}, SECRET_NAME)
    talk.decide(NextStep.REFER, SECRET_NOTE)
    assert talk.record.state is CaseState.REFERRAL
    session.close()

    kept = rows(folder)
    assert kept["tally"] == 1
    assert [kept[table] for table in PERSONAL] == [1, 1, 1, 1, 0, 0, 1, 6, 0]  # the other case's
    everything = decrypted_pages(folder) + file_bytes(folder)
    assert not any(s.encode() in everything for s in (SECRET_NOTE, SECRET_NAME, SECRET_WORDS))
    assert audited(folder)[-1] == AuditAction.CASE_ERASED


def test_the_tally_has_the_day_the_place_the_statement_and_what_was_offered(
    session: Session, folder: Path
) -> None:
    talk = open_talk(session, UNRECORDED)
    answer_all(talk, {"papers_held": "employer"})
    talk.decide(NextStep.PERSON_DECLINED, "no reason given")
    talk.decide(NextStep.KEEP_CONTACT, "a second thought is counted once")
    talk.let_go()
    session.close()
    connection = raw_connection(folder)
    (line,) = connection.execute("SELECT * FROM tally").fetchall()
    connection.close()
    assert line[0] != talk.record.id
    assert line[1:] == ("2026-11-22", "workplace", "signs_recorded", 1, "keep_contact", "[]")


def test_a_talk_that_ends_without_a_decision_is_counted_once(session: Session) -> None:
    talk = open_talk(session, UNRECORDED)
    answer_all(talk, {"papers_held": "employer"})
    talk.stop()
    for _ in range(3):
        talk.let_go()
    line = TallyLine("2026-11-22", Situation.WORKPLACE, Statement.SIGNS_RECORDED)
    assert session.vault.cases.tallies() == (line,)


def test_a_talk_that_is_killed_is_counted_too(session: Session, folder: Path) -> None:
    talk = open_talk(session, UNRECORDED)
    answer_all(talk, {"papers_held": "employer"})
    session.close()
    again = open_session(folder)
    line = TallyLine("2026-11-22", Situation.WORKPLACE, Statement.NOT_ASSESSED)
    assert again.vault.cases.tallies() == (line,)
    again.close()


def test_a_talk_written_down_after_all_is_counted_by_its_case_alone(session: Session) -> None:
    talk = open_talk(session, UNRECORDED)
    talk.record_consent(AGREED, SHOWN)
    talk.let_go()
    assert session.vault.cases.tallies() == ()
    assert [line.id for line in list_cases(session)] == [talk.record.id]
    talk.record_consent(UNRECORDED, SHOWN)
    assert len(session.vault.cases.tallies()) == 1
    assert list_cases(session) == []


def test_letting_go_drops_everything_and_nothing_comes_back(session: Session) -> None:
    talk = open_talk(session, UNRECORDED)
    answer_all(talk, {"wanted_now": SECRET_WORDS})
    talk.note("debt", SECRET_NOTE)
    talk.save_sheet(PersonSheet(name=SECRET_NAME))
    talk.let_go()
    talk.note("debt", SECRET_NOTE)
    talk.save_sheet(PersonSheet(name=SECRET_NAME))
    record = talk.record
    empty = (record.safety, record.answers, record.history, record.notes)
    assert empty == ({}, {}, {}, {})
    assert (record.language, record.consent, record.decision, talk.last_given) == (None, None, None, None)
    assert talk.sheet == PersonSheet()


def test_a_person_who_does_not_want_to_talk_leaves_a_line_and_nothing_that_was_seen(
    session: Session, folder: Path
) -> None:
    talk = looked_first(session, controller="separated")
    talk.choose_language(LANGUAGE)
    talk.record_consent(Consent(ConsentState.REFUSED), SHOWN)
    assert not talk.recorded
    assert list_cases(session) == []
    assert (talk.record.state, talk.record.ended_because) == (CaseState.NOT_ASSESSED, NotAssessedBecause.REFUSED)
    talk.decide(NextStep.KEEP_CONTACT, SECRET_NOTE)
    talk.let_go()
    (line,) = session.vault.cases.tallies()
    # That somebody controls the person now stays a reason to offer help, whatever was said.
    assert (line.statement, line.next_step) == (Statement.SIGNS_RECORDED, NextStep.KEEP_CONTACT)
    session.close()
    kept = rows(folder)
    assert [kept[table] for table in PERSONAL] == [0] * len(PERSONAL)
    assert SECRET_NOTE.encode() not in decrypted_pages(folder)


@pytest.mark.parametrize("taken_back_first", [False, True])
def test_what_the_person_agreed_to_stays_when_they_later_do_not_want_to_talk(
    session: Session, folder: Path, taken_back_first: bool
) -> None:
    talk = open_talk(session)
    answer_all(talk, {"papers_held": "employer"})
    if taken_back_first:
        talk.withdraw(erase=False)
    talk.record_consent(Consent(ConsentState.REFUSED), SHOWN)
    record = reread(session, folder, talk.record.id)
    assert set(record.answers) == {"papers_held"}
    assert (record.state, record.ended_because) == (CaseState.NOT_ASSESSED, NotAssessedBecause.REFUSED)


def test_a_case_that_was_erased_cannot_be_taken_up_again(session: Session) -> None:
    talk = open_talk(session, UNRECORDED)
    assert refusal(resume_case, session, talk.record.id) is Problem.CASE_MISSING


def test_no_record_later_erases_what_was_recorded_before(session: Session, folder: Path) -> None:
    talk = open_talk(session)
    answer_all(talk, {"wanted_now": SECRET_WORDS})
    talk.note("debt", SECRET_NOTE)
    talk.save_sheet(PersonSheet(name=SECRET_NAME))
    talk.record_consent(UNRECORDED, SHOWN)
    assert talk.answers == {"wanted_now": SECRET_WORDS}
    session.close()
    kept = rows(folder)
    assert [kept[table] for table in PERSONAL] == [0] * len(PERSONAL)
    everything = decrypted_pages(folder)
    assert not any(s.encode() in everything for s in (SECRET_NOTE, SECRET_NAME, SECRET_WORDS))


def test_taking_consent_back_ends_the_talk_and_keeps_what_was_recorded(session: Session, folder: Path) -> None:
    talk = open_talk(session)
    answer_all(talk, {"papers_held": "employer"})
    talk.withdraw(erase=False)
    assert refusal(talk.open_questions) is Problem.STEP_CLOSED
    kept = reread(session, folder, talk.record.id)
    assert (kept.state, kept.ended_because) == (CaseState.NOT_ASSESSED, NotAssessedBecause.STOPPED)
    assert kept.consent is not None and kept.consent.told == frozenset(ConsentPoint)
    assert set(kept.answers) == {"papers_held"}


@pytest.mark.parametrize("consent", [AGREED, UNRECORDED])
def test_taking_consent_back_can_erase_everything_also_in_memory(
    session: Session, folder: Path, consent: Consent
) -> None:
    talk = open_talk(session, consent)
    answer_all(talk, {"wanted_now": SECRET_WORDS})
    talk.note("debt", SECRET_NOTE)
    talk.save_sheet(PersonSheet(name=SECRET_NAME))
    talk.withdraw(erase=True)
    assert (talk.record.answers, talk.record.notes, talk.sheet) == ({}, {}, PersonSheet())
    assert talk.assessment().not_assessed_because is NotAssessedBecause.STOPPED
    assert not talk.recorded
    line = TallyLine("2026-11-22", Situation.WORKPLACE, Statement.NOT_ASSESSED)
    assert session.vault.cases.tallies() == (line,)
    session.close()
    kept = rows(folder)
    assert [kept[table] for table in PERSONAL] == [0] * len(PERSONAL)
    everything = decrypted_pages(folder)
    assert not any(s.encode() in everything for s in (SECRET_NOTE, SECRET_NAME, SECRET_WORDS))


def test_consent_that_is_not_complete_erases_nothing(session: Session) -> None:
    talk = looked_first(session)
    talk.choose_language(LANGUAGE)
    talk.record_consent(msgspec.structs.replace(UNRECORDED, told=frozenset()), SHOWN)
    assert talk.recorded
    assert talk.record.state is CaseState.CONSENT
