"""Case states, texts' ids and the office: values that others build on."""

from __future__ import annotations

import msgspec

from screening.core.assessment import Statement
from screening.core.case import ENDED_STATES, CaseState, NextStep, Situation, TallyLine
from screening.core.office import Office, ReportingDuty
from screening.core.service import ServiceCategory

from .build import LABOUR


def test_a_case_goes_on_until_it_is_referred_not_assessed_or_closed() -> None:
    assert {CaseState.REFERRED, CaseState.NOT_ASSESSED, CaseState.CLOSED} == ENDED_STATES


def test_the_officer_decides_among_steps_and_never_on_a_verdict() -> None:
    assert set(NextStep) == {"refer", "keep_contact", "ask_specialist", "person_declined"}


def test_an_office_says_what_it_must_report_unless_told_otherwise() -> None:
    assert Office("Inspection").duty is ReportingDuty.CHILD_OR_LIFE


def test_the_id_of_a_text_is_made_of_the_pack_and_the_place() -> None:
    text_id = LABOUR.instrument.text_id("papers_held", "employer", "text")
    assert text_id == "labour-exploitation:papers_held.employer.text"


def test_help_was_offered_when_a_step_was_chosen_that_the_person_did_not_decline() -> None:
    line = TallyLine("2026-11-22", Situation.BORDER, Statement.NOT_ASSESSED)
    assert not line.offered
    assert not msgspec.structs.replace(line, next_step=NextStep.PERSON_DECLINED).offered
    for step in set(NextStep) - {NextStep.PERSON_DECLINED}:
        assert msgspec.structs.replace(line, next_step=step).offered
    assert msgspec.structs.replace(line, services=(ServiceCategory.HELPLINE,)).offered
