"""Talks in a real vault that have come as far as a test needs them."""

from __future__ import annotations

from collections.abc import Mapping

from screening.core.answer import Answer
from screening.core.case import NextStep, Situation
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.referral import PersonSheet
from screening.core.safety import SafetyCheck
from screening.languages.catalogs import Review, Shown
from screening.operations.cases import begin_case
from screening.operations.session import Session
from screening.operations.talk import Talk
from screening.ui.context import UiContext

SAFE = {"danger": "no", "injury": "no", "controller": "no", "private": "yes", "phones": "away"}
SHOWN = Shown("x", "ar", Review.DRAFT, "0" * 64)


def begun(session: Session, age: str) -> Talk:
    """A talk in Arabic after looking first."""
    talk = begin_case(session, Situation.WORKPLACE)
    for check, answer in {**SAFE, "age": age}.items():
        talk.note_safety(SafetyCheck(check), answer)
    talk.choose_language(LanguageChoice("ar", text_available=True))
    return talk


def talk_with(
    context: UiContext,
    session: Session,
    answers: Mapping[str, Answer],
    *,
    record: bool = True,
    sheet: PersonSheet | None = None,
) -> Talk:
    """An adult's talk with these answers; with a sheet, it was decided to refer."""

    def make() -> Talk:
        talk = begun(session, "adult")
        consent = Consent(ConsentState.GIVEN, True, record, True, frozenset(ConsentPoint))
        talk.record_consent(consent, SHOWN)
        talk.open_questions()
        for question, answer in answers.items():
            talk.answer(question, answer, SHOWN)
        talk.finish_questions()
        if sheet is not None:
            talk.decide(NextStep.REFER, "papers are kept")
            talk.save_sheet(sheet)
        return talk

    return context.tasks.wait(make)


def child_talk(context: UiContext, session: Session) -> Talk:
    """A talk with somebody who may be under 18."""
    return context.tasks.wait(lambda: begun(session, "unsure"))
