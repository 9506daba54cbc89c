"""Talks that have come as far as a test needs them, in a real vault."""

from __future__ import annotations

from pathlib import Path

from screening.core.answer import Answer
from screening.core.case import CaseRecord, NextStep, Situation
from screening.core.consent import Consent, ConsentPoint, ConsentState, LanguageChoice
from screening.core.drafts import DraftReason, DraftUse
from screening.core.office import Office
from screening.core.referral import PersonSheet
from screening.core.safety import SafetyCheck
from screening.languages.catalogs import Review, Shown
from screening.operations.cases import begin_case
from screening.operations.directory import made_up_services
from screening.operations.session import Session, create, unlock
from screening.operations.talk import Talk
from tests.store.vaults import LIMITS, NOW, OFFICER, PASSPHRASE

SAFE = {
    SafetyCheck.DANGER: "no",
    SafetyCheck.INJURY: "no",
    SafetyCheck.CONTROLLER: "no",
    SafetyCheck.PRIVATE: "yes",
    SafetyCheck.PHONES: "away",
    SafetyCheck.AGE: "adult",
}
SHOWN = Shown("words", "ar", Review.DRAFT, "0" * 64)
LANGUAGE = LanguageChoice("ar", text_available=True, draft=DraftUse(reason=DraftReason.NO_INTERPRETER))
AGREED = Consent(ConsentState.GIVEN, talk=True, record=True, statistics=True, told=frozenset(ConsentPoint))
UNRECORDED = Consent(ConsentState.GIVEN, talk=True, record=False, told=frozenset(ConsentPoint))


def now() -> str:
    """A clock that stands still."""
    return NOW


def create_session(folder: Path) -> Session:
    """A new vault for real cases, opened, with services to refer to."""
    office = Office("Labour Inspection North", "+44 1632 960 199")
    session = create(folder, OFFICER, PASSPHRASE, office, kdf=LIMITS, floor=LIMITS, now=now).session
    with session.vault.transaction():
        session.vault.services.replace(made_up_services())
    return session


def open_session(folder: Path) -> Session:
    """The vault opened again."""
    return unlock(folder, OFFICER, PASSPHRASE, floor=LIMITS, now=now)


def looked_first(session: Session, **answers: str) -> Talk:
    """A case after looking first; `age="child"` and the like differ from what is safe."""
    talk = begin_case(session, Situation.WORKPLACE)
    for check, safe in SAFE.items():
        talk.note_safety(check, answers.get(check.value, safe))
    return talk


def open_talk(session: Session, consent: Consent = AGREED) -> Talk:
    """A talk whose questions are open."""
    talk = looked_first(session)
    talk.choose_language(LANGUAGE)
    talk.record_consent(consent, SHOWN)
    talk.open_questions()
    return talk


def answer_all(talk: Talk, answers: dict[str, Answer]) -> None:
    """Give these answers."""
    for question, answer in answers.items():
        talk.answer(question, answer, SHOWN)


def decided_talk(session: Session, sheet: PersonSheet, consent: Consent = AGREED) -> Talk:
    """A talk about kept papers, where it was decided to refer."""
    talk = open_talk(session, consent)
    answer_all(talk, {"papers_held": "employer"})
    talk.finish_questions()
    talk.decide(NextStep.REFER, "papers are kept")
    talk.save_sheet(sheet)
    return talk


def reread(session: Session, folder: Path, case_id: str) -> CaseRecord:
    """What the vault holds of a case, seen by a second opening."""
    session.close()
    again = open_session(folder)
    try:
        return again.vault.cases.load(case_id)
    finally:
        again.close()
