"""One talk with one person, in a real vault."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from screening.core.answer import Answer, Missing
from screening.core.assessment import NotAssessedBecause, Statement
from screening.core.case import CaseState, NextStep, Situation
from screening.core.consent import Blocker, Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.errors import Problem, ScreeningError
from screening.core.safety import AgeBand, SafetyCheck
from screening.instruments import library
from screening.operations.cases import begin_case, list_cases, resume_case
from screening.operations.session import Session
from screening.operations.talk import NOTE_LIMIT, Talk
from tests.core.build import CATALOGUE, LABOUR, ask, pack

from .talks import (
    AGREED,
    LANGUAGE,
    SAFE,
    SHOWN,
    answer_all,
    looked_first,
    open_session,
    open_talk,
    reread,
)

NOTES = [
    "x" * NOTE_LIMIT,
    "שלום עולם، مرحبا بك " * 500,
    "\x00\x01\x1b[31m\r\n\t\x7f\u2028\u202e\u2066" * 1000,
    "👩‍👩‍👧‍👦 e\u0301 \U0010ffff",
    "'; DROP TABLE note; --",
]


def refusal(action: object, *arguments: object) -> Problem:
    """The problem that a step ends with."""
    assert callable(action)
    with pytest.raises(ScreeningError) as caught:
        action(*arguments)
    return caught.value.problem


def closed(talk: Talk) -> Problem:
    """Why neither the questions open nor an answer is taken."""
    opening = refusal(talk.open_questions)
    assert refusal(talk.answer, "papers_held", "employer", SHOWN) is opening
    assert talk.record.answers == {}
    assert talk.record.instrument_hash is None
    return opening


# before the questions


@pytest.mark.parametrize("missing", SafetyCheck)
def test_questions_cannot_open_before_every_check_is_made(session: Session, missing: SafetyCheck) -> None:
    talk = begin_case(session, Situation.BORDER)
    for check, answer in SAFE.items():
        if check is not missing:
            talk.note_safety(check, answer)
    talk.choose_language(LANGUAGE)
    talk.record_consent(AGREED, SHOWN)
    assert closed(talk) is Problem.STEP_CLOSED
    assert (talk.blockers(), talk.record.state) == ((Blocker.SAFETY_UNFINISHED,), CaseState.LOOK_FIRST)
    talk.note_safety(missing, SAFE[missing])
    assert talk.open_questions() == "about_this_work"


@pytest.mark.parametrize(
    ("check", "answer"),
    [("danger", "yes"), ("injury", "yes"), ("controller", "near"), ("private", "no"), ("phones", "unknown")],
)
def test_questions_cannot_open_while_it_is_unsafe(session: Session, check: str, answer: str) -> None:
    talk = looked_first(session, **{check: answer})
    talk.choose_language(LANGUAGE)
    talk.record_consent(AGREED, SHOWN)
    assert closed(talk) is Problem.STEP_CLOSED
    assert talk.record.state is CaseState.LOOK_FIRST


def test_questions_cannot_open_before_language_and_consent(session: Session) -> None:
    talk = looked_first(session)
    assert (talk.record.state, closed(talk)) == (CaseState.LANGUAGE, Problem.STEP_CLOSED)
    talk.choose_language(LanguageChoice("xx", text_available=False))
    assert (talk.record.state, closed(talk)) == (CaseState.LANGUAGE, Problem.STEP_CLOSED)
    talk.choose_language(LANGUAGE)
    assert (talk.record.state, closed(talk)) == (CaseState.CONSENT, Problem.STEP_CLOSED)
    partly = msgspec.structs.replace(AGREED, told=frozenset(ConsentPoint) - {ConsentPoint.DUTY})
    for consent in (partly, Consent(ConsentState.NOT_ABLE)):
        talk.record_consent(consent, SHOWN)
        assert (talk.record.state, closed(talk)) == (CaseState.CONSENT, Problem.STEP_CLOSED)
    talk.record_consent(AGREED, SHOWN)
    assert (talk.open_questions(), talk.record.state) == ("about_this_work", CaseState.QUESTIONS)


@pytest.mark.parametrize("age", ["child", "unsure"])
def test_a_child_or_maybe_child_never_gets_the_adult_questions(session: Session, age: str) -> None:
    talk = looked_first(session, age=age)
    assert talk.record.state is CaseState.CHILD_PROTECTION
    talk.choose_language(LANGUAGE)
    talk.record_consent(AGREED, SHOWN)
    assert closed(talk) is Problem.CHILD_NO_ADULT_QUESTIONS
    assert talk.record.state is CaseState.CHILD_PROTECTION
    assert talk.assessment().statement is Statement.CHILD
    talk.hand_over_child()
    assert talk.record.state is CaseState.CHILD_PROTECTION


def test_questions_close_again_when_the_person_turns_out_to_be_maybe_a_child(session: Session) -> None:
    talk = open_talk(session)
    answer_all(talk, {"papers_held": "employer"})
    talk.note_safety(SafetyCheck.AGE, "unsure")
    assert refusal(talk.answer, "long_hours", "yes", SHOWN) is Problem.CHILD_NO_ADULT_QUESTIONS
    assert talk.record.state is CaseState.CHILD_PROTECTION
    assessment = talk.assessment()
    assert [sign.indicator.id for sign in assessment.signs] == ["CD01"]
    assert assessment.statement is Statement.CHILD


def test_questions_close_again_when_somebody_comes_near(session: Session) -> None:
    talk = open_talk(session)
    talk.note_safety(SafetyCheck.CONTROLLER, "near")
    assert refusal(talk.answer, "papers_held", "employer", SHOWN) is Problem.STEP_CLOSED
    talk.note_safety(SafetyCheck.CONTROLLER, "separated")
    assert talk.answer("papers_held", "me", SHOWN) == "authorities_used"
    assert talk.assessment().statement is Statement.SIGNS_RECORDED


def test_an_adult_is_not_handed_over_to_child_protection(session: Session) -> None:
    assert refusal(looked_first(session).hand_over_child) is Problem.STEP_CLOSED


def test_nobody_is_an_adult_until_looked_at(session: Session) -> None:
    talk = begin_case(session, Situation.STREET)
    assert talk.age is AgeBand.UNSURE
    with pytest.raises(ValueError, match="danger"):
        talk.note_safety(SafetyCheck.DANGER, "perhaps")


# consent


def test_consent_taken_back_before_a_talk_ends_not_assessed_with_the_reason(
    session: Session, folder: Path
) -> None:
    talk = looked_first(session)
    talk.choose_language(LANGUAGE)
    talk.record_consent(Consent(ConsentState.WITHDRAWN), SHOWN)
    assert closed(talk) is Problem.STEP_CLOSED
    assessment = talk.assessment()
    because = NotAssessedBecause.STOPPED
    assert (assessment.statement, assessment.not_assessed_because) == (Statement.NOT_ASSESSED, because)
    kept = reread(session, folder, talk.record.id)
    assert (kept.state, kept.ended_because) == (CaseState.NOT_ASSESSED, because)


def test_a_case_that_ended_can_be_taken_up_again(session: Session) -> None:
    talk = looked_first(session)
    talk.end_not_assessed(NotAssessedBecause.NO_COMMON_LANGUAGE)
    assert talk.record.state is CaseState.NOT_ASSESSED
    talk.choose_language(LANGUAGE)
    assert (talk.record.state, talk.record.ended_because) == (CaseState.CONSENT, None)


def test_stopping_keeps_what_was_recorded_and_it_can_go_on(session: Session) -> None:
    talk = open_talk(session)
    answer_all(talk, {"same_work": "yes"})
    talk.stop()
    assert (talk.record.state, talk.record.ended_because) == (CaseState.RECORDED, NotAssessedBecause.STOPPED)
    assert talk.assessment().not_assessed_because is NotAssessedBecause.STOPPED
    assert talk.open_questions() == "promised_pay"
    assert (talk.record.state, talk.record.ended_because) == (CaseState.QUESTIONS, None)


# answers


def test_every_answer_is_in_the_vault_when_answer_returns(session: Session, folder: Path, tmp_path: Path) -> None:
    talk = open_talk(session)
    given: dict[str, Answer] = {
        "same_work": "no",
        "promised_pay": Missing.DECLINED,
        "journey_help": ("met", "passed_on"),
        "place_to_sleep": Missing.UNKNOWN,
        "wanted_now": "مكان آمن\x00\n",
        "seen_kept_in": (),
    }
    for number, (question, answer) in enumerate(given.items()):
        following = talk.answer(question, answer, SHOWN)
        pulled = Path(shutil.copytree(folder, tmp_path / f"copy{number}"))  # as if the power had gone now
        with open_session(pulled).vault as vault:
            kept = vault.cases.load(talk.record.id)
        assert kept.answers == talk.record.answers
        assert kept.answers[question].answer == answer
        assert kept.position == following
    recorded = talk.record.answers["same_work"]
    assert (recorded.language, recorded.review, recorded.text_hash) == ("ar", "draft", SHOWN.text_hash)
    assert reread(session, folder, talk.record.id) == talk.record


def test_skipping_leaves_a_question_not_asked(session: Session, folder: Path) -> None:
    talk = open_talk(session)
    talk.move_to("promised_pay")
    talk.answer("promised_pay", "yes", SHOWN)
    kept = reread(session, folder, talk.record.id)
    assert set(kept.answers) == {"promised_pay"}
    assert kept.position == "promised_hours"
    assert "same_work" in talk.assessment().unknown


def test_after_the_last_question_there_is_none(session: Session) -> None:
    talk = open_talk(session)
    last = list(LABOUR.instrument.questions())[-1].id
    assert talk.answer(last, ("none",), SHOWN) is None
    assert talk.record.position == last


def test_a_constraint_refuses_a_value_and_nothing_is_kept(session: Session, folder: Path) -> None:
    talk = open_talk(session)
    constrained = msgspec.structs.replace(
        LABOUR.instrument,
        sections=pack([ask("free", constraint=". = 'yes'"), ask("next")]).sections,
    )
    strict = Talk(session, talk.record, library.LoadedInstrument(constrained, b"", "0" * 64))
    assert refusal(strict.answer, "free", "no", SHOWN) is Problem.ANSWER_REFUSED_BY_RULE
    assert reread(session, folder, talk.record.id).answers == {}


def test_declining_is_never_refused_by_a_constraint(session: Session) -> None:
    talk = open_talk(session)
    small = pack([ask("free", constraint=". = 'yes'"), ask("next")])
    strict = Talk(session, talk.record, library.LoadedInstrument(small, b"", "0" * 64))
    for missing in (Missing.DECLINED, Missing.UNKNOWN):
        assert strict.answer("free", missing, SHOWN) == "next"


def test_the_case_list_tells_how_far_a_talk_is(session: Session) -> None:
    talk = open_talk(session)
    answer_all(talk, {"same_work": "no", "promised_pay": Missing.DECLINED})
    (line,) = list_cases(session)
    assert (line.id, line.answered, line.state) == (talk.record.id, 2, CaseState.QUESTIONS)
    assert line.asked == sum(q.type != "note" for q in LABOUR.instrument.questions())


def test_a_talk_goes_on_at_the_same_question_with_the_same_bytes(
    session: Session, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = open_talk(session)
    answer_all(talk, {"found_work": "yes", "same_work": "no"})
    talk.move_to("papers_held")
    untouched = begin_case(session, Situation.OFFICE)
    session.close()
    packs = tmp_path / "packs"
    packs.mkdir()
    changed = LABOUR.source_bytes.replace(b"version: 1.0.0", b"version: 2.0.0", 1).replace(
        b"papers_held", b"p_held"
    )
    (packs / "labour-exploitation.yaml").write_bytes(changed)
    monkeypatch.setattr(library, "PACKS", packs)
    again = open_session(folder)
    resumed = resume_case(again, talk.record.id)
    assert resumed.record == talk.record
    assert resumed.open_questions() == "papers_held"
    assert resumed.loaded.source_bytes == LABOUR.source_bytes
    assert (resumed.loaded.hash, resumed.loaded.instrument.version) == (LABOUR.hash, "1.0.0")
    assert resumed.answer("papers_held", "employer", SHOWN) == "authorities_used"
    assert [s.indicator.id for s in resumed.assessment().signs] == ["DR01", "CD01"]
    newest = resume_case(again, untouched.record.id)
    assert newest.loaded.instrument.version == "2.0.0"
    again.close()


def test_a_case_that_is_not_there_is_missing(session: Session) -> None:
    assert refusal(resume_case, session, "0" * 32) is Problem.CASE_MISSING


# notes


@pytest.mark.parametrize("text", NOTES, ids=lambda text: ascii(text[:12]))
def test_a_note_comes_back_as_it_was_written(session: Session, folder: Path, text: str) -> None:
    text = text[:NOTE_LIMIT]
    talk = open_talk(session)
    talk.note("papers_held", text)
    assert talk.record.notes == {"papers_held": text}
    assert reread(session, folder, talk.record.id).notes == {"papers_held": text}


def test_a_note_that_is_too_long_is_refused_whole(session: Session, folder: Path) -> None:
    talk = open_talk(session)
    with pytest.raises(ValueError, match="too long"):
        talk.note("papers_held", "x" * (NOTE_LIMIT + 1))
    assert reread(session, folder, talk.record.id).notes == {}


# the decision


@pytest.mark.parametrize("step", NextStep)
def test_a_decision_keeps_reason_and_statement_and_only_refer_leads_to_a_referral(
    session: Session, folder: Path, step: NextStep
) -> None:
    talk = open_talk(session)
    answer_all(talk, {"papers_held": "employer"})
    talk.finish_questions()
    assert (talk.record.state, talk.record.decision) == (CaseState.RECORDED, None)
    talk.decide(step, "the person asked for it")
    kept = reread(session, folder, talk.record.id)
    assert kept.decision is not None
    assert (kept.decision.next_step, kept.decision.reason) == (step, "the person asked for it")
    assert kept.decision.statement is Statement.SIGNS_RECORDED
    assert kept.state is (CaseState.REFERRAL if step is NextStep.REFER else CaseState.CLOSED)


def test_a_recorded_talk_is_counted_by_its_case_and_stays_when_it_leaves_the_desk(
    session: Session, folder: Path
) -> None:
    talk = open_talk(session)
    talk.decide(NextStep.KEEP_CONTACT, "")
    talk.let_go()
    assert session.vault.cases.tallies() == ()
    assert reread(session, folder, talk.record.id).decision is not None


def test_looking_again_does_not_undo_what_was_recorded(session: Session) -> None:
    talk = open_talk(session)
    talk.finish_questions()
    talk.note_safety(SafetyCheck.PRIVATE, "no")
    assert talk.record.state is CaseState.RECORDED


def test_the_assessment_uses_the_catalogue_of_the_session(session: Session) -> None:
    assert session.catalogue == CATALOGUE
