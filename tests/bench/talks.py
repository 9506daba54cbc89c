"""Talks for the bench: what comes before the questions is given through the operations, at once."""

from __future__ import annotations

from screening.core.case import NextStep, Situation
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.instrument import Question
from screening.core.referral import PersonSheet
from screening.core.safety import SafetyCheck
from screening.core.service import Need
from screening.languages.catalogs import Review, Shown
from screening.operations.cases import begin_case
from screening.operations.session import Session
from screening.operations.talk import Talk

LOOKED = {"danger": "no", "injury": "no", "controller": "no", "private": "yes", "phones": "away", "age": "adult"}
SHOWN = Shown("x", "ar", Review.DRAFT, "0" * 64)
SHEET = PersonSheet(
    gender="woman", safe_contact="after 8, say LEMON", needs=(Need.DOCTOR, Need.SAFE_PLACE), risks="none said"
)

VOUCHED = DraftUse(reason=DraftReason.NO_INTERPRETER)


def agreed_talk(session: Session) -> Talk:
    """A talk in Arabic in which everything was agreed to; the questions are open."""
    talk = begin_case(session, Situation.WORKPLACE)
    for check, answer in LOOKED.items():
        talk.note_safety(SafetyCheck(check), answer)
    talk.choose_language(LanguageChoice("ar", text_available=True, draft=VOUCHED))
    talk.record_consent(Consent(ConsentState.GIVEN, True, True, True, frozenset(ConsentPoint)), SHOWN)
    talk.open_questions()
    return talk


def refer(talk: Talk) -> None:
    """The officer decides to refer; the person says what they need."""
    talk.finish_questions()
    talk.decide(NextStep.REFER, "papers are kept")
    talk.save_sheet(SHEET)


def referred_talk(session: Session) -> Talk:
    """A talk that has come to its referral."""
    talk = agreed_talk(session)
    talk.answer("papers_held", "employer", SHOWN)
    refer(talk)
    return talk


def some_answer(question: Question) -> str:
    """The first answer that records nothing."""
    return next(option for option in reversed(question.options()) if not question.signs.get(option))
