"""People change their minds, and officers look back: what was decided or refused is not undone by accident."""

from __future__ import annotations

from pathlib import Path

import pytest

from screening.core.assessment import NotAssessedBecause
from screening.core.case import CaseState, NextStep
from screening.core.consent import Consent, ConsentState
from screening.core.errors import Problem, ScreeningError
from screening.core.referral import ConsentWay, PersonSheet
from screening.core.safety import SafetyCheck
from screening.core.service import DataItem
from screening.documents.render import FormRenderer
from screening.operations.referrals import directory, prepare_form, record_consent
from screening.operations.session import Session

from .talks import AGREED, SHOWN, UNRECORDED, answer_all, decided_talk, open_talk, reread


def test_a_person_who_now_wants_it_written_down_has_it_written_down(session: Session, folder: Path) -> None:
    talk = open_talk(session, UNRECORDED)
    answer_all(talk, {"papers_held": "employer", "long_hours": "yes"})
    talk.note("debt", "owes the recruiter")
    talk.record_consent(AGREED, SHOWN)
    assert talk.recorded
    answer_all(talk, {"debt": "since"})
    kept = reread(session, folder, talk.record.id)
    assert {question: given.answer for question, given in kept.answers.items()} == {
        "papers_held": "employer",
        "long_hours": "yes",
        "debt": "since",
    }
    assert kept.notes == {"debt": "owes the recruiter"}
    assert kept.safety == talk.record.safety
    assert kept.state is CaseState.QUESTIONS


def test_a_consent_without_a_record_is_never_in_the_vault(session: Session) -> None:
    talk = open_talk(session, UNRECORDED)
    with pytest.raises(ScreeningError) as caught:
        session.vault.cases.load(talk.record.id)
    assert caught.value.problem is Problem.CASE_MISSING


def test_looking_back_does_not_open_a_closed_case(session: Session) -> None:
    talk = open_talk(session)
    talk.decide(NextStep.PERSON_DECLINED, "said no")
    talk.note_safety(SafetyCheck.PHONES, "away")
    assert talk.record.state is CaseState.CLOSED


def test_looking_back_does_not_forget_that_the_person_said_no(session: Session) -> None:
    talk = open_talk(session)
    talk.record_consent(Consent(ConsentState.WITHDRAWN, told=AGREED.told), SHOWN)
    talk.note_safety(SafetyCheck.PHONES, "away")
    assert (talk.record.state, talk.record.ended_because) == (CaseState.NOT_ASSESSED, NotAssessedBecause.STOPPED)
    talk.record_consent(AGREED, SHOWN)
    assert talk.record.state is CaseState.QUESTIONS


def test_a_place_made_safe_opens_the_way_again(session: Session) -> None:
    talk = open_talk(session)
    talk.end_not_assessed(NotAssessedBecause.UNSAFE)
    talk.note_safety(SafetyCheck.PRIVATE, "yes")
    assert talk.record.state is CaseState.QUESTIONS


def test_a_value_of_another_type_is_a_bug_and_never_kept(session: Session) -> None:
    talk = open_talk(session)
    with pytest.raises(ValueError, match="same_work"):
        talk.answer("same_work", "maybe", SHOWN)
    assert "same_work" not in talk.record.answers


def test_no_form_before_the_officer_decided_to_refer(session: Session, renderer: FormRenderer) -> None:
    talk = open_talk(session)
    service = directory(talk)[0]
    items = frozenset({DataItem.NEEDS})
    consent = record_consent(talk, service, given=True, items=items, way=ConsentWay.SPOKEN, review="draft")
    with pytest.raises(ScreeningError) as caught:
        prepare_form(talk, service, consent, renderer)
    assert caught.value.problem is Problem.STEP_CLOSED


def test_a_later_no_stands_above_an_earlier_yes(session: Session, renderer: FormRenderer) -> None:
    talk = decided_talk(session, PersonSheet())
    service = directory(talk)[0]
    items = frozenset({DataItem.NEEDS})
    yes = record_consent(talk, service, given=True, items=items, way=ConsentWay.SPOKEN, review="draft")
    record_consent(talk, service, given=False, items=items, way=ConsentWay.SPOKEN, review="draft")
    with pytest.raises(ScreeningError) as caught:
        prepare_form(talk, service, yes, renderer)
    assert caught.value.problem is Problem.NO_CONSENT_FOR_RECIPIENT
