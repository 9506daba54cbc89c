"""Keeping a talk in the vault. A talk that the person does not want written down has no recorder at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from screening.core.assessment import NotAssessedBecause
from screening.core.case import AnswerVersion, CaseState, Decision, RecordedAnswer
from screening.core.changes import ChangeReason
from screening.core.consent import Consent, LanguageChoice
from screening.core.referral import Disclosure, DisclosureKind, PersonSheet, RecipientConsent
from screening.core.retention import review_day
from screening.core.safety import SafetyCheck
from screening.instruments.library import LoadedInstrument
from screening.operations.session import Session
from screening.store.audit import AuditAction

FORM_ACTIONS = {
    DisclosureKind.PREPARED: AuditAction.FORM_PREPARED,
    DisclosureKind.PRINTED: AuditAction.FORM_PRINTED,
    DisclosureKind.SAVED: AuditAction.FORM_SAVED,
}


class VaultRecorder:
    """Each call is one durable transaction with its audit entry; when it returns, it is kept.

    Inside a transaction that is open already, several calls become one.
    """

    def __init__(self, session: Session, case_id: str) -> None:
        self._session = session
        self._cases = session.vault.cases
        self._case = case_id
        self._review_on = ""

    @contextmanager
    def _whole(self) -> Iterator[None]:
        vault = self._session.vault
        if vault.database.writing:
            yield
            return
        with vault.transaction():
            yield

    def _audit(self, action: AuditAction, **detail: str | int) -> None:
        """The entry of what was just done; what was done moves the day of review, once a day."""
        day = review_day(self._session.now(), self._session.office.review_after_days)
        if day != self._review_on:
            self._cases.set_review(self._case, day)
            self._review_on = day
        self._session.vault.audit.append(action, self._case, detail)

    def safety(self, check: SafetyCheck, answer: str) -> None:
        with self._whole():
            self._cases.set_safety(self._case, check, answer, self._session.now())
            self._audit(AuditAction.SAFETY_RECORDED, check=check.value)

    def language(self, choice: LanguageChoice) -> None:
        with self._whole():
            self._cases.set_language(self._case, choice, self._session.now())
            self._audit(AuditAction.LANGUAGE_CHOSEN)

    def consent(self, consent: Consent, language: str, text_hash: str, review: str) -> None:
        with self._whole():
            self._cases.set_consent(self._case, consent, language, text_hash, review, self._session.now())
            self._audit(AuditAction.CONSENT_RECORDED, state=consent.state.value)

    def instrument(self, loaded: LoadedInstrument) -> None:
        pack = loaded.instrument
        with self._whole():
            self._cases.begin_talk(
                self._case, pack.id, pack.version, loaded.hash, loaded.source_bytes, self._session.now()
            )
            self._audit(AuditAction.TALK_BEGUN, instrument=pack.id, version=pack.version)

    def answer(
        self, answer: RecordedAnswer, reason: ChangeReason | None, position: str, answered: int, asked: int
    ) -> None:
        """`reason`: why an answer that stood before changes; None for the first to a question."""
        with self._whole():
            if reason is ChangeReason.MIS_KEYED:
                self._cases.replace_answer(self._case, answer)
            else:
                self._cases.add_answer(self._case, answer, reason.value if reason else "")
            self._place(position, answered, asked)
            self._audit(AuditAction.ANSWER_RECORDED, question=answer.question)

    def versions(self, versions: tuple[AnswerVersion, ...]) -> None:
        """Every version of one answer, oldest first."""
        with self._whole():
            for version in versions:
                self._cases.add_answer(self._case, version.answer, version.reason)
                self._audit(AuditAction.ANSWER_RECORDED, question=version.answer.question)

    def taken_back(self, question: str, answered: int, asked: int) -> None:
        with self._whole():
            self._cases.take_back_answer(self._case, question)
            self._place(question, answered, asked)
            self._audit(AuditAction.ANSWER_REMOVED, question=question)

    def removed(self, question: str, answered: int, asked: int, *, with_note: bool) -> None:
        with self._whole():
            self._cases.remove_answer(self._case, question)
            if with_note:
                self._cases.set_note(self._case, question, "", self._session.now())
            self._place(question, answered, asked)
            self._audit(AuditAction.ANSWER_REMOVED, question=question)

    def progress(self, answered: int, asked: int) -> None:
        with self._whole():
            self._cases.set_progress(self._case, answered, asked)

    def _place(self, position: str, answered: int, asked: int) -> None:
        self._cases.set_position(self._case, position)
        self._cases.set_progress(self._case, answered, asked)

    def note(self, question_id: str, text: str) -> None:
        with self._whole():
            self._cases.set_note(self._case, question_id, text, self._session.now())
            self._audit(AuditAction.NOTE_RECORDED, question=question_id)

    def typing(self, field: str, text: str) -> None:
        """Without an entry in the audit: nothing was given or decided."""
        with self._whole():
            self._cases.set_typing(self._case, field, text)

    def position(self, question_id: str) -> None:
        with self._whole():
            self._cases.set_position(self._case, question_id)

    def state(self, state: CaseState, because: NotAssessedBecause | None) -> None:
        with self._whole():
            self._cases.set_state(self._case, state, because)
            self._audit(AuditAction.STATE_CHANGED, state=state.value)

    def decision(self, decision: Decision) -> None:
        with self._whole():
            self._cases.decide(self._case, decision)
            self._audit(AuditAction.DECIDED, next_step=decision.next_step.value)

    def sheet(self, sheet: PersonSheet) -> None:
        with self._whole():
            self._cases.save_sheet(self._case, sheet)
            self._audit(AuditAction.SHEET_SAVED)

    def recipient_consent(self, consent: RecipientConsent) -> None:
        with self._whole():
            self._cases.add_recipient_consent(self._case, consent)
            self._audit(AuditAction.SHARING_CONSENT_RECORDED, consent=consent.id)

    def disclosure(self, disclosure: Disclosure, pdf: bytes) -> None:
        with self._whole():
            self._cases.add_disclosure(self._case, disclosure, pdf)
            self._audit(FORM_ACTIONS[disclosure.kind], document=disclosure.document_hash)
