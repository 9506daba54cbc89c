"""A case as values: where it stands, what was answered, what was decided. Nothing here names the person.

All instants are UTC, ISO 8601 to the second ("2026-11-22T14:02:00Z"); ids are 32 hexadecimal digits.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from screening.core.answer import Answer
from screening.core.assessment import NotAssessedBecause, Statement
from screening.core.consent import Consent, LanguageChoice
from screening.core.safety import SafetyCheck
from screening.core.service import ServiceCategory


class Situation(StrEnum):
    """Where the person was met."""

    WORKPLACE = "workplace"
    BORDER = "border"
    OFFICE = "office"
    SHELTER = "shelter"
    STREET = "street"
    OTHER = "other"


class CaseState(StrEnum):
    """Where a case stands: the step that comes next, or how it ended."""

    LOOK_FIRST = "look_first"
    LANGUAGE = "language"
    CONSENT = "consent"
    QUESTIONS = "questions"
    RECORDED = "recorded"
    REFERRAL = "referral"
    REFERRED = "referred"
    CHILD_PROTECTION = "child_protection"
    NOT_ASSESSED = "not_assessed"
    CLOSED = "closed"


ENDED_STATES = frozenset({CaseState.REFERRED, CaseState.NOT_ASSESSED, CaseState.CLOSED})


class NextStep(StrEnum):
    """What the officer decides, with a reason. The program never decides."""

    REFER = "refer"
    KEEP_CONTACT = "keep_contact"
    ASK_SPECIALIST = "ask_specialist"
    PERSON_DECLINED = "person_declined"


class Decision(Struct, frozen=True):
    """The officer's next step and reason, and the statement that stood on the screen."""

    next_step: NextStep
    reason: str
    statement: Statement
    decided_utc: str


class CaseSummary(Struct, frozen=True):
    """One line of the case list. `review_on`: the day on which it is looked at again; "" where none was set.

    `second_language`: another one the person picked.
    """

    id: str
    number: str
    opened_utc: str
    situation: Situation
    language: str | None
    state: CaseState
    next_step: NextStep | None
    answered: int
    asked: int
    review_on: str = ""
    second_language: str = ""


class RecordedAnswer(Struct, frozen=True):
    """One answer as it was given: in which language, on which text, and whether that text was reviewed."""

    question: str
    answer: Answer
    given_utc: str
    language: str
    text_hash: str
    review: str


class AnswerVersion(Struct, frozen=True):
    """One version of an answer, and why it came beside the one before (empty for the first)."""

    answer: RecordedAnswer
    reason: str


class TallyLine(Struct, frozen=True):
    """What remains of a talk that was not written down: the day, never the hour, and nothing of the person.

    What was offered: the officer's next step, None where the talk ended without one, and the kinds of service
    for which a form was made, never their names.
    """

    date: str
    situation: Situation
    statement: Statement
    next_step: NextStep | None = None
    services: tuple[ServiceCategory, ...] = ()

    @property
    def offered(self) -> bool:
        """Whether help was offered and not declined."""
        return bool(self.services) or self.next_step not in {None, NextStep.PERSON_DECLINED}


class CaseRecord(Struct, frozen=True):
    """Everything the vault holds of one case that the way through it needs.

    `history`: of each answer that was added to later, every version, oldest first.
    """

    id: str
    number: str
    opened_utc: str
    situation: Situation
    state: CaseState
    safety: dict[SafetyCheck, str]
    language: LanguageChoice | None
    consent: Consent | None
    instrument_hash: str | None
    answers: dict[str, RecordedAnswer]
    notes: dict[str, str]
    position: str | None
    ended_because: NotAssessedBecause | None
    decision: Decision | None
    history: dict[str, tuple[AnswerVersion, ...]] = {}
